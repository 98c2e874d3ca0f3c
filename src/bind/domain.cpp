#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "bind/tokens.h"

namespace underpin::bind {
namespace {

ByteRange range_of(const Session& s, const Node* expr) {
  static constexpr std::string_view kStop[] = {"not",     "null", "check",      "constraint", "collate",
                                               "default", "no",   "deferrable", "initially"};
  return expression_range(s.statement.text(), expr, kStop);
}

ExprId default_expr(Session& s, const Node* raw, const TypeRef& type) {
  const ByteRange range = range_of(s, raw);
  ExprContext context;
  context.expected = type;
  return make_expression(s.scope(), context, raw, range.begin, range.end);
}

ExprId check_expr(Session& s, const ::Constraint* constraint, const TypeRef& type) {
  const std::string_view text = s.statement.text();
  const uint32_t from = constraint->location < 0 ? 0 : static_cast<uint32_t>(constraint->location);
  const ByteRange range = parenthesised(text, after_keyword(text, from, "check"));
  ExprContext context;
  context.value_type = type;
  return make_expression(s.scope(), context, constraint->raw_expr, range.begin, range.end);
}

// DEFAULT NULL is no default.
bool is_null(const Node* raw) { return is_node(raw, T_A_Const) && as<A_Const>(raw)->isnull; }

struct Check {
  Symbol name;  // empty: PostgreSQL's choice
  ExprId expr;
  bool valid = true;
  int location = -1;
};

void add_check(Session& s, ObjectId domain, const Check& check) {
  const Symbol name = check.name.empty() ? choose_constraint_name(std::as_const(s.catalog), domain,
                                                                  s.catalog.name(domain).text(), "", "check")
                                         : check.name;
  if (s.catalog.find(Kind::kConstraint, domain, name))
    s.invalid(code::kDuplicateObject, "42710", check.location,
              "constraint " + in_quotes(name.text()) + " for domain " + in_quotes(s.catalog.name(domain).text()) +
                  " already exists");
  const ObjectId id = s.create<underpin::Constraint>(domain, name, check.location);
  auto& body = s.catalog.body<underpin::Constraint>(id);
  body.type = ConstraintType::kCheck;
  body.expr = check.expr;
  body.valid = check.valid;
}

Check read_check(Session& s, const ::Constraint* constraint, const TypeRef& type) {
  return {.name = symbol(constraint->conname),
          .expr = check_expr(s, constraint, type),
          .valid = !constraint->skip_validation,
          .location = constraint->location};
}

ObjectId domain_named(const Session& s, const List* name) {
  const ObjectId id = type_address(s, reinterpret_cast<const Node*>(name), false);
  if (!s.catalog.is(id, Kind::kDomain))
    s.invalid(code::kWrongObjectType, "42809", -1, in_quotes(printed_name(name).text()) + " is not a domain");
  return id;
}

// A domain's own value where the base is a domain too.
TypeRef value_type(const Catalog& catalog, ObjectId domain) { return catalog.body<Domain>(domain).base; }

}  // namespace

void create_domain(Session& s, const Node* node) {
  const auto* stmt = as<CreateDomainStmt>(node);
  Domain body;
  body.base = resolve_type(s.scope(), stmt->typeName);
  if (stmt->collClause) body.collation = collation_name(s, stmt->collClause->collname);
  std::vector<Check> checks;
  for (const ::Constraint* constraint : items<::Constraint>(stmt->constraints)) {
    switch (constraint->contype) {
      case CONSTR_DEFAULT:
        if (!is_null(constraint->raw_expr)) body.default_value = default_expr(s, constraint->raw_expr, body.base);
        break;
      case CONSTR_NOTNULL: body.not_null = true; break;
      case CONSTR_NULL: break;
      case CONSTR_CHECK: checks.push_back(read_check(s, constraint, body.base)); break;
      default:
        s.invalid(code::kInvalidDefinition, "42601", constraint->location,
                  "this constraint is not possible for domains");
    }
  }
  const ObjectId id =
      s.create<Domain>(s.creation_schema(stmt->domainname, -1), symbol(name_parts(s, stmt->domainname).name), -1);
  s.catalog.body<Domain>(id) = body;
  // Names that are given come first: PostgreSQL's choice avoids them only if they stand before it, but so does it here.
  for (const Check& check : checks) add_check(s, id, check);
}

namespace {

void add_constraint(Session& s, ObjectId domain, const ::Constraint* constraint) {
  if (constraint->contype == CONSTR_NOTNULL) {
    s.catalog.body<Domain>(domain).not_null = true;
    return;
  }
  if (constraint->contype != CONSTR_CHECK)
    s.invalid(code::kInvalidDefinition, "42601", constraint->location, "this constraint is not possible for domains");
  add_check(s, domain, read_check(s, constraint, value_type(s.catalog, domain)));
}

ObjectId constraint_named(const Session& s, ObjectId domain, const char* name, bool missing_ok) {
  const ObjectId found = s.catalog.find(Kind::kConstraint, domain, symbol(name));
  if (!found && !missing_ok)
    s.not_found(
        NotFound::What::kOther, "42704", -1,
        "constraint " + in_quotes(name) + " of domain " + in_quotes(s.catalog.name(domain).text()) + " does not exist");
  return found;
}

void set_default(Session& s, ObjectId domain, const Node* raw) {
  ExprId value;
  if (raw && !is_null(raw)) value = default_expr(s, raw, value_type(s.catalog, domain));
  s.catalog.body<Domain>(domain).default_value = value;
  s.catalog.set_place(domain, "default", s.place(-1));
}

}  // namespace

void alter_domain(Session& s, const Node* node) {
  const auto* stmt = as<AlterDomainStmt>(node);
  const ObjectId domain = domain_named(s, stmt->typeName);
  switch (stmt->subtype) {
    case 'T': return set_default(s, domain, stmt->def);
    case 'N':
    case 'O':
      s.catalog.body<Domain>(domain).not_null = stmt->subtype == 'O';
      return s.catalog.set_place(domain, "not_null", s.place(-1));
    case 'C': return add_constraint(s, domain, as<::Constraint>(stmt->def));
    case 'X':
      // From 17 on NOT NULL has a name, of which the model knows PostgreSQL's choice.
      if (!s.catalog.find(Kind::kConstraint, domain, symbol(stmt->name)) &&
          std::as_const(s.catalog).body<Domain>(domain).not_null &&
          stmt->name == make_object_name(s.catalog.name(domain).text(), "", "not_null")) {
        s.catalog.body<Domain>(domain).not_null = false;
        return;
      }
      if (ObjectId id = constraint_named(s, domain, stmt->name, stmt->missing_ok))
        s.drop({id}, stmt->behavior == DROP_CASCADE, -1);
      return;
    case 'V': s.catalog.body<underpin::Constraint>(constraint_named(s, domain, stmt->name, false)).valid = true; return;
    default: s.invalid(code::kNotModelled, "0A000", -1, "this form of ALTER DOMAIN is not known");
  }
}

}  // namespace underpin::bind
