#include "ir/attributes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <type_traits>

#include "base/check.h"
#include "ir/describe.h"
#include "ir/print.h"
#include "ir/privileges.h"

namespace underpin {
namespace {

// Writes values as text: canonical (equal text = equal value) or as a person would read them.
struct Writer {
  const Catalog& catalog;
  std::string& out;
  bool display;
  bool in_full = false;  // columns with their relation: a sequence belongs to one of any table

  void put(bool value) { out += value ? "true" : "false"; }
  void put(char value) {
    if (value) out += value;
  }
  void put(Symbol value) { out += value.text(); }
  void put(int64_t value) {
    char digits[20];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  }
  void put(uint16_t value) { put(int64_t{value}); }
  void put(const TypeRef& type) {
    if (!display && type.extension) {  // the extension's schema is not the type's business
      out += catalog.name(type.extension).text();
      out += ':';
      out += type.name.text();
      out += type.modifier.text();
      if (type.array) out += "[]";
    } else {
      append_type(catalog, type, out);
    }
  }
  void put(ExprId expr) {
    if (display)
      out += expr_text(catalog, expr);
    else
      append_canonical(catalog, expr, out);
  }
  void put(ObjectId id) {
    if (!id) return;
    const bool local = !in_full && info(catalog.kind(id)).home == Home::kParent && catalog.kind(id) != Kind::kIndex;
    if (local)
      append_identifier(catalog.name(id), out);
    else
      append_identity(catalog, id, out);
  }
  void put(const Option& option) {
    out += option.name.text();
    out += '=';
    out += option.value.text();
  }
  template <class E>
  requires std::is_enum_v<E>
  void put(E value) { put(static_cast<char>(value)); }
  template <class T>
  void put(const std::vector<T>& values) {
    bool first = true;
    for (const T& value : values) {
      if (!first) out += ", ";
      first = false;
      put(value);
    }
  }
  template <class T>
  requires requires { Describe<T>::list; }
  void put(const T& part) {
    const size_t start = out.size();
    std::apply(
        [&](const auto&... attribute) {
          (
              [&] {
                const size_t before = out.size();
                if (before != start) out += ' ';
                const size_t head = out.size();
                if (!display) {
                  out += attribute.slug;
                  out += ':';
                }
                const size_t value = out.size();
                put_part(part.*attribute.member);
                if (out.size() == value) out.resize(head == start ? start : before);
              }(),
              ...);
        },
        Describe<T>::list);
  }
  // Inside a part, what is at its default stays unsaid.
  void put_part(bool value) {
    if (value) out += display ? "" : "true";
  }
  template <class T>
  void put_part(const T& value) {
    put(value);
  }
};

struct References {
  const Catalog& catalog;
  const std::function<void(ObjectId, std::string_view)>& visit;
  std::string_view attribute;

  void take(ObjectId id) {
    if (id) visit(id, attribute);
  }
  void take(const TypeRef& type) {
    take(type.object);
    take(type.extension);
  }
  void take(ExprId id) {
    if (!id) return;
    for (const Reference& ref : catalog.expr(id).refs) take(ref.target);
  }
  template <class T>
  void take(const std::vector<T>& values) {
    for (const T& value : values) take(value);
  }
  template <class T>
  requires requires { Describe<T>::list; }
  void take(const T& part) {
    std::apply([&](const auto&... attribute) { (take(part.*attribute.member), ...); }, Describe<T>::list);
  }
  template <class T>
  void take(const T&) {}
};

using PutFunction = void (*)(const Catalog&, ObjectId, Writer&);
using TakeFunction = void (*)(const Catalog&, ObjectId, References&);
constexpr size_t kCommon = 4;
constexpr AttributeInfo kCommonInfo[kCommon] = {{"owner", AttributeUse::kContent},
                                                {"comment", AttributeUse::kContent},
                                                {"privileges", AttributeUse::kContent},
                                                {"labels", AttributeUse::kContent}};

template <class Body, size_t N>
void put_nth(const Catalog& catalog, ObjectId id, Writer& writer) {
  writer.put(catalog.body<Body>(id).*std::get<N>(Describe<Body>::list).member);
}

template <class Body>
struct Table_ {
  static constexpr size_t kOwn = std::tuple_size_v<decltype(Describe<Body>::list)>;
  static constexpr std::array<AttributeInfo, kCommon + kOwn> infos = [] {
    std::array<AttributeInfo, kCommon + kOwn> out{};
    for (size_t i = 0; i < kCommon; ++i) out[i] = kCommonInfo[i];
    size_t at = kCommon;
    std::apply(
        [&](const auto&... attribute) {
          ((out[at++] = {attribute.slug, attribute.use}), ...);
        },
        Describe<Body>::list);
    return out;
  }();
  static constexpr std::array<PutFunction, kOwn> put = []<size_t... N>(std::index_sequence<N...>) {
    return std::array<PutFunction, kOwn>{put_nth<Body, N>...};
  }
  (std::make_index_sequence<kOwn>());
};

bool of_view(const Catalog& catalog, ObjectId column) {
  const Kind parent = catalog.kind(catalog.parent(column));
  return parent == Kind::kView || parent == Kind::kMaterializedView;
}

// A view's columns are what its query gives: nothing of their own but default, comment, privileges, statistics and
// options.
bool follows_from_query(std::string_view slug) {
  return slug == "type" || slug == "position" || slug == "not_null" || slug == "collation";
}

// The kind's own part of append_content.
template <class Body>
void put_body(const Catalog& catalog, ObjectId id, Writer& writer) {
  const Body& body = catalog.body<Body>(id);
  bool derived = false;
  if constexpr (Body::kKind == Kind::kColumn) derived = of_view(catalog, id);
  writer.in_full = Body::kKind == Kind::kSequence;
  const auto put = [&](const auto& attribute) {
    if (attribute.use != AttributeUse::kContent) return;
    if (!derived || !follows_from_query(attribute.slug)) writer.put(body.*attribute.member);
    writer.out += '\0';
  };
  std::apply([&](const auto&... attribute) { (put(attribute), ...); }, Describe<Body>::list);
}

template <class Body>
void take_body(const Catalog& catalog, ObjectId id, References& refs) {
  const Body& body = catalog.body<Body>(id);
  const auto take = [&](const auto& attribute) {
    refs.attribute = attribute.slug;
    refs.take(body.*attribute.member);
  };
  std::apply([&](const auto&... attribute) { (take(attribute), ...); }, Describe<Body>::list);
}

struct KindRows {
  std::span<const AttributeInfo> infos;
  std::span<const PutFunction> put;  // of the kind's own
  PutFunction put_body;
  TakeFunction take_body;
  bool (*shares_body)(const Catalog&, const Catalog&, ObjectId);
};

template <class Body>
void fill(std::array<KindRows, kKindCount>& out) {
  out[static_cast<size_t>(Body::kKind)] = {
      Table_<Body>::infos, Table_<Body>::put, put_body<Body>, take_body<Body>,
      [](const Catalog& a, const Catalog& b, ObjectId id) { return a.shares_body<Body>(b, id); }};
}

template <class... Body>
std::array<KindRows, kKindCount> fill_all() {
  std::array<KindRows, kKindCount> out{};
  (fill<Body>(out), ...);
  return out;
}

const KindRows& rows_of(Kind kind) {
  static const auto table =
      fill_all<Schema, Extension, Language, Collation, Enum, Domain, Composite, Range, Function, Aggregate, Sequence,
               Table, View, MaterializedView, Column, Constraint, Index, Trigger, Rule, Policy, Statistics,
               EventTrigger, Publication, PublicationTable, PublicationSchema, Subscription, ForeignDataWrapper, Server,
               UserMapping, DefaultPrivileges, Opaque>();
  return table[static_cast<size_t>(kind)];
}

std::string_view grantee_text(const Catalog& catalog, ObjectId id, Symbol grantee, bool display) {
  if (grantee == kPublic()) return "PUBLIC";
  if (grantee != kOwner()) return grantee.text();
  const Symbol owner = catalog.at(id).owner.empty() ? catalog.default_owner : catalog.at(id).owner;
  return display && !owner.empty() ? owner.text() : "<owner>";
}

void put_acl(Writer& writer, ObjectId id) {
  const Catalog& catalog = writer.catalog;
  const Object& object = catalog.at(id);
  if (!object.acl) return;
  bool first = true;
  for (const Grant& grant : effective_acl(catalog, id)) {
    if (!first) writer.out += "; ";
    first = false;
    writer.out += grantee_text(catalog, id, grant.grantee, writer.display);
    writer.out += '=';
    const uint32_t all = all_privileges_of(object.kind, catalog.target);
    if (writer.display && grant.privileges == all && grant.grantable == 0) {
      writer.out += "ALL";
      continue;
    }
    for (const Privilege& privilege : all_privileges())
      if (grant.privileges & privilege.bit) {
        writer.out += privilege.letter;
        if (grant.grantable & privilege.bit) writer.out += '*';
      }
  }
}

void put_common(Writer& writer, ObjectId id, size_t attribute) {
  const Catalog& catalog = writer.catalog;
  const Object& object = catalog.at(id);
  switch (attribute) {
    case 0:
      if (info(object.kind).owned)
        writer.out += object.owner.empty() ? catalog.default_owner.text() : object.owner.text();
      return;
    case 1: writer.out += object.comment.text(); return;
    case 2: put_acl(writer, id); return;
    default:
      for (const SecurityLabel& label : object.labels) {
        if (!writer.out.empty()) writer.out += "; ";
        writer.out += label.provider.text();
        writer.out += '=';
        writer.out += label.label.text();
      }
  }
}

void put_attribute(Writer& writer, ObjectId id, size_t attribute) {
  if (attribute < kCommon) {
    put_common(writer, id, attribute);
    return;
  }
  const Kind kind = writer.catalog.kind(id);
  const KindRows& table = rows_of(kind);
  if (kind == Kind::kColumn && !writer.display && of_view(writer.catalog, id) &&
      follows_from_query(table.infos[attribute].slug))
    return;
  writer.in_full = kind == Kind::kSequence;
  table.put[attribute - kCommon](writer.catalog, id, writer);
}

}  // namespace

std::span<const AttributeInfo> attributes(Kind kind) { return rows_of(kind).infos; }

size_t attribute_index(Kind kind, std::string_view slug) {
  const auto all = attributes(kind);
  const auto it = std::ranges::find(all, slug, &AttributeInfo::slug);
  UNDERPIN_CHECK(it != all.end());
  return static_cast<size_t>(it - all.begin());
}

std::string attribute_text(const Catalog& catalog, ObjectId id, size_t attribute) {
  std::string out;
  Writer writer{catalog, out, false};
  put_attribute(writer, id, attribute);
  return out;
}

std::string attribute_display(const Catalog& catalog, ObjectId id, size_t attribute) {
  std::string out;
  Writer writer{catalog, out, true};
  put_attribute(writer, id, attribute);
  return out;
}

void append_content(const Catalog& catalog, ObjectId id, std::string& out) {
  Writer writer{catalog, out, false};
  for (size_t i = 1; i < kCommon; ++i) {
    put_common(writer, id, i);
    out += '\0';
  }
  rows_of(catalog.kind(id)).put_body(catalog, id, writer);
}

bool shares_attributes(const Catalog& clone, const Catalog& origin, ObjectId id) {
  return clone.shares(origin, id) && rows_of(clone.kind(id)).shares_body(clone, origin, id);
}

void for_each_reference(const Catalog& catalog, ObjectId id,
                        const std::function<void(ObjectId, std::string_view)>& visit) {
  References refs{catalog, visit, {}};
  rows_of(catalog.kind(id)).take_body(catalog, id, refs);
}

std::string match_key(const Catalog& catalog, ObjectId id) {
  std::string out(info(catalog.kind(id)).slug);
  out += '/';
  append_identity(catalog, id, out);
  return out;
}

}  // namespace underpin
