#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/tokens.h"

namespace underpin::bind {
namespace {

char event_letter(const Session& s, const RuleStmt* stmt) {
  switch (stmt->event) {
    case CMD_INSERT: return 'i';
    case CMD_UPDATE: return 'u';
    case CMD_DELETE: return 'd';
    default:
      s.invalid(code::kUnsupported, "0A000", stmt->relation->location, "rules on SELECT are not supported", {},
                "Create a view instead.");
  }
}

}  // namespace

void create_rule(Session& s, const Node* node) {
  const auto* stmt = as<RuleStmt>(node);
  const ObjectId relation = resolve_relation(s.scope(), stmt->relation);
  if (!relation)
    s.invalid(code::kUnsupported, "42501", stmt->relation->location, "relations of the system cannot have rules");
  if (!s.catalog.is(relation, Kind::kTable) && !s.catalog.is(relation, Kind::kView))
    s.invalid(code::kWrongObjectType, "42809", stmt->relation->location,
              "relation " + in_quotes(s.catalog.name(relation).text()) + " cannot have rules");
  Rule rule;
  rule.event = event_letter(s, stmt);
  rule.instead = stmt->instead;
  const std::string_view text = s.statement.text();
  uint32_t begin = after_keyword(text, 0, "as");
  while (begin < text.size() && (text[begin] == ' ' || (text[begin] >= '\t' && text[begin] <= '\r'))) ++begin;
  rule.definition = make_opaque(s.scope(), node, begin, static_cast<uint32_t>(text.size()));
  const Symbol name = symbol(stmt->rulename);
  ObjectId id = s.catalog.find(Kind::kRule, relation, name);
  if (id && stmt->replace)
    s.catalog.at(id).place = s.place(-1);
  else
    id = s.create<Rule>(relation, name, -1);
  s.catalog.body<Rule>(id) = rule;
}

}  // namespace underpin::bind
