#include "ir/print.h"

#include <algorithm>
#include <span>

#include "ir/privileges.h"

namespace underpin {
namespace {

constexpr std::string_view kQuotedKeywords[] = {
#include "ir/keywords.inc"
};

bool is_plain(std::string_view name) {
  if (name.empty()) return false;
  auto starts = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  if (!starts(name[0])) return false;
  return std::ranges::all_of(name, [&](char c) { return starts(c) || (c >= '0' && c <= '9'); });
}

std::string doubled(std::string_view text, char quote) {
  std::string out(1, quote);
  for (char c : text) {
    if (c == quote) out += c;
    out += c;
  }
  out += quote;
  return out;
}

std::string qualified(const Catalog& catalog, ObjectId schema, Symbol name) {
  if (!schema) return quote_identifier(name);
  return quote_identifier(catalog.name(schema)) + "." + quote_identifier(name);
}

// Types whose modifier stands inside the name: timestamp(3) with time zone.
std::string with_modifier(std::string_view name, std::string_view modifier) {
  for (std::string_view tail : {" with time zone", " without time zone"})
    if (name.ends_with(tail)) {
      std::string out(name.substr(0, name.size() - tail.size()));
      out += modifier;
      out += tail;
      return out;
    }
  return std::string(name) + std::string(modifier);
}

std::string extension_type_name(const Catalog& catalog, const TypeRef& type) {
  Symbol schema = type.schema;
  if (type.extension && !catalog.body<Extension>(type.extension).schema.empty())
    schema = catalog.body<Extension>(type.extension).schema;
  const std::string name = quote_identifier(type.name);
  return schema.empty() ? name : quote_identifier(schema) + "." + name;
}

bool is_input(ArgMode mode) { return mode == ArgMode::kIn || mode == ArgMode::kInOut || mode == ArgMode::kVariadic; }

std::string argument_types(const Catalog& catalog, std::span<const Argument> arguments, bool with_out) {
  std::string out;
  for (const Argument& argument : arguments) {
    if (!is_input(argument.mode) && !(with_out && argument.mode == ArgMode::kOut)) continue;
    if (!out.empty()) out += ", ";
    if (argument.mode == ArgMode::kVariadic) out += "VARIADIC ";
    if (argument.mode == ArgMode::kOut) out += "OUT ";
    out += type_text(catalog, argument.type);
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
  if (ref.form == RefForm::kBare) return quote_identifier(catalog.name(ref.target));
  return qualified_name(catalog, ref.target);
}

}  // namespace

std::string quote_identifier(std::string_view name) {
  if (is_plain(name) && !std::ranges::binary_search(kQuotedKeywords, name)) return std::string(name);
  return doubled(name, '"');
}

std::string quote_identifier(Symbol name) { return quote_identifier(name.text()); }

std::string quote_literal(std::string_view text) {
  if (text.find('\\') == std::string_view::npos) return doubled(text, '\'');
  std::string escaped;
  for (char c : text) {
    if (c == '\\') escaped += c;
    escaped += c;
  }
  return "E" + doubled(escaped, '\'');
}

std::string dollar_quote(std::string_view text) {
  std::string tag = "$$";
  for (int n = 0; text.find(tag.substr(0, tag.size() - 1)) != std::string_view::npos; ++n)
    tag = n == 0 ? "$_$" : "$_" + std::to_string(n) + "$";
  return tag + std::string(text) + tag;
}

std::string qualified_name(const Catalog& catalog, ObjectId id) {
  const Object& object = catalog.at(id);
  if (object.kind == Kind::kOpaque) {
    const std::string signature(catalog.body<Opaque>(id).signature.text());
    return object.parent ? quote_identifier(catalog.name(object.parent)) + "." + signature : signature;
  }
  if (info(object.kind).home == Home::kSchema) return qualified(catalog, object.parent, object.name);
  if (object.kind == Kind::kIndex) return qualified(catalog, catalog.parent(object.parent), object.name);
  return quote_identifier(object.name);
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

std::string type_text(const Catalog& catalog, const TypeRef& type) {
  if (!type.known()) return "";
  std::string out;
  if (type.object && !type.name.empty())  // a range type's multirange
    out = qualified(catalog, catalog.parent(type.object), type.name);
  else if (type.object)
    out = qualified_name(catalog, type.object);
  else if (type.extension || !type.schema.empty())
    out = extension_type_name(catalog, type) + std::string(type.modifier.text());
  else
    out = with_modifier(type.name.text(), type.modifier.text());
  if (type.array) out += "[]";
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
    if (number < expr.refs.size()) out += qualified_name(catalog, expr.refs[number].target);
    done = at + 1;
  }
  if (done < expr.canonical.size()) out += expr.canonical.substr(done);
}

std::string canonical_text(const Catalog& catalog, ExprId id) {
  std::string out;
  append_canonical(catalog, id, out);
  return out;
}

std::string identity(const Catalog& catalog, ObjectId id) {
  const Object& object = catalog.at(id);
  const KindInfo& kind = info(object.kind);
  if (kind.names == NameSpace::kRoutine) return object_name(catalog, id);
  if (kind.home == Home::kParent) return identity(catalog, object.parent) + "." + quote_identifier(object.name);
  return qualified_name(catalog, id);
}

}  // namespace underpin
