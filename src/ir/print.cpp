#include "ir/print.h"

#include <algorithm>
#include <array>
#include <span>

#include "ir/privileges.h"

namespace underpin {
namespace {

constexpr std::string_view kQuotedKeywords[] = {
#include "ir/keywords.inc"
};

// The lengths that keywords of each first letter have, as bits: most names are none of them.
constexpr auto kKeywordLengths = [] {
  std::array<uint32_t, 26> lengths{};
  for (const std::string_view word : kQuotedKeywords)
    lengths[static_cast<size_t>(word[0] - 'a')] |= uint32_t{1} << word.size();
  return lengths;
}();

// Of a plain name.
bool is_quoted_keyword(std::string_view name) {
  if (name[0] == '_' || name.size() > 31 || !(kKeywordLengths[static_cast<size_t>(name[0] - 'a')] >> name.size() & 1))
    return false;
  return std::ranges::binary_search(kQuotedKeywords, name);
}

bool is_plain(std::string_view name) {
  if (name.empty()) return false;
  auto starts = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  if (!starts(name[0])) return false;
  return std::ranges::all_of(name, [&](char c) { return starts(c) || (c >= '0' && c <= '9'); });
}

void append_doubled(std::string_view text, char quote, std::string& out) {
  out += quote;
  for (char c : text) {
    if (c == quote) out += c;
    out += c;
  }
  out += quote;
}

void append_qualified(const Catalog& catalog, ObjectId schema, Symbol name, std::string& out) {
  if (schema) {
    append_identifier(catalog.name(schema), out);
    out += '.';
  }
  append_identifier(name, out);
}

// Types whose modifier stands inside the name: timestamp(3) with time zone.
void append_with_modifier(std::string_view name, std::string_view modifier, std::string& out) {
  size_t head = name.size();
  for (std::string_view tail : {" with time zone", " without time zone"})
    if (!modifier.empty() && name.ends_with(tail)) head = name.size() - tail.size();
  out += name.substr(0, head);
  out += modifier;
  out += name.substr(head);
}

void append_extension_type(const Catalog& catalog, const TypeRef& type, std::string& out) {
  Symbol schema = type.schema;
  if (type.extension && !catalog.body<Extension>(type.extension).schema.empty())
    schema = catalog.body<Extension>(type.extension).schema;
  if (!schema.empty()) {
    append_identifier(schema, out);
    out += '.';
  }
  append_identifier(type.name, out);
}

bool is_input(ArgMode mode) { return mode == ArgMode::kIn || mode == ArgMode::kInOut || mode == ArgMode::kVariadic; }

std::string argument_types(const Catalog& catalog, std::span<const Argument> arguments, bool with_out) {
  std::string out;
  for (const Argument& argument : arguments) {
    if (!is_input(argument.mode) && !(with_out && argument.mode == ArgMode::kOut)) continue;
    if (!out.empty()) out += ", ";
    if (argument.mode == ArgMode::kVariadic) out += "VARIADIC ";
    if (argument.mode == ArgMode::kOut) out += "OUT ";
    append_type(catalog, argument.type, out);
  }
  return out;
}

std::string aggregate_signature(const Catalog& catalog, const Aggregate& aggregate) {
  if (aggregate.arguments.empty()) return "*";
  if (aggregate.direct_arguments < 0) return argument_types(catalog, aggregate.arguments, false);
  const std::span<const Argument> all = aggregate.arguments;
  const size_t direct = std::min(all.size(), static_cast<size_t>(aggregate.direct_arguments));
  std::string ordered = argument_types(catalog, all.subspan(direct), false);
  // A hypothetical-set aggregate's one VARIADIC list serves as both (42P13 otherwise).
  if (ordered.empty() && !all.empty()) ordered = argument_types(catalog, all.last(1), false);
  std::string out = argument_types(catalog, all.first(direct), false);
  if (!out.empty()) out += " ";
  return out + "ORDER BY " + ordered;
}

std::string reference_text(const Catalog& catalog, const Reference& ref) {
  if (ref.form == RefForm::kLiteral) return quote_literal(qualified_name(catalog, ref.target));
  if (ref.form == RefForm::kMultirange)
    return type_text(catalog, {.object = ref.target, .name = catalog.body<Range>(ref.target).multirange});
  if (ref.form == RefForm::kBare) return quote_identifier(catalog.name(ref.target));
  return qualified_name(catalog, ref.target);
}

}  // namespace

void append_identifier(Symbol name, std::string& out) { append_identifier(name.text(), out); }

void append_identifier(std::string_view name, std::string& out) {
  if (is_plain(name) && !is_quoted_keyword(name))
    out += name;
  else
    append_doubled(name, '"', out);
}

std::string quote_identifier(std::string_view name) {
  std::string out;
  append_identifier(name, out);
  return out;
}

std::string quote_identifier(Symbol name) { return quote_identifier(name.text()); }

std::string quote_literal(std::string_view text) {
  std::string out;
  if (text.find('\\') == std::string_view::npos) {
    append_doubled(text, '\'', out);
    return out;
  }
  std::string escaped;
  for (char c : text) {
    if (c == '\\') escaped += c;
    escaped += c;
  }
  out += 'E';
  append_doubled(escaped, '\'', out);
  return out;
}

std::string dollar_quote(std::string_view text) {
  std::string tag = "$$";
  for (int n = 0; text.find(tag.substr(0, tag.size() - 1)) != std::string_view::npos; ++n)
    tag = n == 0 ? "$_$" : "$_" + std::to_string(n) + "$";
  return tag + std::string(text) + tag;
}

void append_qualified_name(const Catalog& catalog, ObjectId id, std::string& out) {
  const Object& object = catalog.at(id);
  if (object.kind == Kind::kOpaque) {
    if (object.parent) {
      append_identifier(catalog.name(object.parent), out);
      out += '.';
    }
    out += catalog.body<Opaque>(id).signature.text();
  } else if (info(object.kind).home == Home::kSchema) {
    append_qualified(catalog, object.parent, object.name, out);
  } else if (object.kind == Kind::kIndex) {
    append_qualified(catalog, catalog.parent(object.parent), object.name, out);
  } else {
    append_identifier(object.name, out);
  }
}

std::string qualified_name(const Catalog& catalog, ObjectId id) {
  std::string out;
  append_qualified_name(catalog, id, out);
  return out;
}

std::string object_name(const Catalog& catalog, ObjectId id) {
  const Object& object = catalog.at(id);
  switch (object.kind) {
    case Kind::kFunction:
    case Kind::kAggregate: return qualified_name(catalog, id) + "(" + signature(catalog, id) + ")";
    case Kind::kColumn: return qualified_name(catalog, object.parent) + "." + quote_identifier(object.name);
    case Kind::kConstraint: {
      const bool domain = catalog.is(object.parent, Kind::kDomain);
      return quote_identifier(object.name) + (domain ? " ON DOMAIN " : " ON ") + qualified_name(catalog, object.parent);
    }
    case Kind::kTrigger:
    case Kind::kRule:
    case Kind::kPolicy: return quote_identifier(object.name) + " ON " + qualified_name(catalog, object.parent);
    case Kind::kUserMapping:
      return "FOR " +
             (object.name == kPublic()  ? "PUBLIC"
              : object.name == kOwner() ? "CURRENT_USER"
                                        : quote_identifier(object.name)) +
             " SERVER " + quote_identifier(catalog.name(object.parent));
    default: return qualified_name(catalog, id);
  }
}

std::string_view object_word(const Catalog& catalog, ObjectId id) {
  switch (catalog.kind(id)) {
    case Kind::kTable: return catalog.body<Table>(id).server ? "FOREIGN TABLE" : "TABLE";
    case Kind::kFunction:
      return catalog.body<Function>(id).routine == RoutineKind::kProcedure ? "PROCEDURE" : "FUNCTION";
    case Kind::kOpaque: return catalog.body<Opaque>(id).object_class.text();
    default: return info(catalog.kind(id)).sql;
  }
}

std::string signature(const Catalog& catalog, ObjectId routine) {
  if (catalog.kind(routine) == Kind::kAggregate) return aggregate_signature(catalog, catalog.body<Aggregate>(routine));
  const Function& function = catalog.body<Function>(routine);
  return argument_types(catalog, function.arguments, function.routine == RoutineKind::kProcedure);
}

std::string input_type_list(const Catalog& catalog, ObjectId routine) {
  if (catalog.kind(routine) == Kind::kAggregate)
    return argument_types(catalog, catalog.body<Aggregate>(routine).arguments, false);
  return signature(catalog, routine);
}

void append_type(const Catalog& catalog, const TypeRef& type, std::string& out) {
  if (!type.known()) return;
  if (type.object && !type.name.empty()) {  // a range type's multirange
    append_qualified(catalog, catalog.parent(type.object), type.name, out);
  } else if (type.object) {
    append_qualified_name(catalog, type.object, out);
  } else if (type.extension || !type.schema.empty()) {
    append_extension_type(catalog, type, out);
    out += type.modifier.text();
  } else {
    append_with_modifier(type.name.text(), type.modifier.text(), out);
  }
  if (type.array) out += "[]";
}

std::string type_text(const Catalog& catalog, const TypeRef& type) {
  std::string out;
  append_type(catalog, type, out);
  return out;
}

std::string expr_text(const Catalog& catalog, ExprId id) {
  if (!id) return "";
  const Expr& expr = catalog.expr(id);
  std::vector<const Reference*> refs;
  for (const Reference& ref : expr.refs)
    if (ref.form != RefForm::kHidden) refs.push_back(&ref);
  std::ranges::sort(refs, {}, [](const Reference* ref) { return ref->begin; });
  std::string out;
  uint32_t done = 0;
  for (const Reference* ref : refs) {
    if (ref->begin < done) continue;  // a second target of the same name
    out += expr.text.substr(done, ref->begin - done);
    out += reference_text(catalog, *ref);
    done = ref->begin + ref->length;
  }
  out += expr.text.substr(done);
  return out;
}

void append_canonical(const Catalog& catalog, ExprId id, std::string& out) {
  if (!id) return;
  const Expr& expr = catalog.expr(id);
  size_t done = 0;
  for (size_t mark = expr.canonical.find('\x01'); mark != std::string_view::npos;
       mark = expr.canonical.find('\x01', done)) {
    out += expr.canonical.substr(done, mark - done);
    uint32_t number = 0;
    size_t at = mark + 1;
    for (; at < expr.canonical.size() && expr.canonical[at] != '\x02'; ++at)
      number = number * 10 + (expr.canonical[at] - '0');
    if (number < expr.refs.size()) append_qualified_name(catalog, expr.refs[number].target, out);
    done = at + 1;
  }
  if (done < expr.canonical.size()) out += expr.canonical.substr(done);
}

std::string canonical_text(const Catalog& catalog, ExprId id) {
  std::string out;
  append_canonical(catalog, id, out);
  return out;
}

void append_identity(const Catalog& catalog, ObjectId id, std::string& out) {
  const Object& object = catalog.at(id);
  const KindInfo& kind = info(object.kind);
  if (kind.names == NameSpace::kRoutine) {
    out += object_name(catalog, id);
  } else if (kind.home == Home::kParent) {
    append_identity(catalog, object.parent, out);
    out += '.';
    append_identifier(object.name, out);
  } else {
    append_qualified_name(catalog, id, out);
  }
}

std::string identity(const Catalog& catalog, ObjectId id) {
  std::string out;
  append_identity(catalog, id, out);
  return out;
}

}  // namespace underpin
