#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

bool is_named_by_clients(Kind kind) {
  switch (kind) {
    case Kind::kTable:
    case Kind::kView:
    case Kind::kMaterializedView:
    case Kind::kSequence:
    case Kind::kEnum:
    case Kind::kDomain:
    case Kind::kComposite:
    case Kind::kRange:
    case Kind::kFunction:
    case Kind::kAggregate:
    case Kind::kSchema: return true;
    default: return false;
  }
}

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes)
    if (change.type == ChangeType::kAlter && change.renamed && is_named_by_clients(change.kind))
      report.add(change, std::string(words(change.kind)) + " " + quoted(identity(context.before(), change.before)) +
                             " becomes " + quoted(identity(context.after(), change.after)));
}

}  // namespace

extern const Rule relation_renamed;
const Rule relation_renamed = {
    .code = {"UP507", "relation-renamed", Level::kWarning,
             "A table, view, sequence, type or function gets another name."},
    .concern = Concern::kRead,
    .condition = "An object that clients name is renamed or moved to another schema.",
    .effect = "Queries that say the old name fail from that moment on, and those that say the new one before it.",
    .remedy = "Leave a view under the old name, or make the new one beside the old one.",
    .bad = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
            R"(ALTER TABLE users RENAME TO people;)"},
    .good = {R"(CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);)",
             R"(ALTER TABLE users RENAME CONSTRAINT users_pkey TO users_key;)"},
    .run = run,
};

}  // namespace underpin::compat::rules
