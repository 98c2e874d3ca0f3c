// A new identity column on a table in use: a sequence of our own counts new rows and, in batches, those that are there;
// then the identity takes over where it stands. Added at once it would write the whole table anew under a lock.
#include "plan/kinds/column_sql.h"
#include "plan/kinds/sequence_sql.h"
#include "plan/kinds/table_inheritance.h"
#include "plan/kinds/table_sql.h"
#include "plan/strategies/backfill.h"
#include "plan/strategies/strategy.h"

namespace underpin::plan {
namespace {

enum Rank { kDefault = 1, kBackfill, kNotNull, kIdentity = kNotNull + 4 };

constexpr uint32_t kChains = 1U << 29;  // apart from those of other strategies

std::string counter_name(const Planner& p, ObjectId column) {
  return own_name("count", std::string(p.after.name(p.after.parent(column)).text()) + "_" +
                               std::string(p.after.name(column).text()));
}

class AddedIdentity {
 public:
  AddedIdentity(const Planner& p, const Draft& plain, ObjectId column, ObjectId sequence)
      : p_(p),
        plain_(plain),
        column_(column),
        sequence_(sequence),
        table_(p.after.parent(column)),
        counter_(quote_identifier(p.after.name(p.after.schema_of(column))) + "." +
                 quote_identifier(counter_name(p, column))) {}

  // The plain draft is that of SET NOT NULL.
  void go_on(std::vector<Draft>& out) const {
    Draft fill = filled();
    fill.rank = plain_.rank;
    out.push_back(std::move(fill));
    std::vector<Draft> steps = not_null_steps(p_, plain_, column_, false);
    if (steps.empty()) steps.push_back(plain_);
    for (size_t i = 0; i < steps.size(); ++i)
      out.push_back(in_chain(std::move(steps[i]), 5 + static_cast<int>(i), Phase::kMigrate));
  }

  void run(std::vector<Draft>& out) const {
    out.push_back(counted());
    out.push_back(added());
    out.push_back(numbered());
    out.push_back(filled());
    for (Draft& step : not_null()) out.push_back(std::move(step));
    const std::string alter = head() + "ALTER COLUMN " + bare(p_.after, column_);
    out.push_back(together(1, alter + " DROP DEFAULT", "the identity takes its place"));
    Draft identity = together(2, alter + " ADD " + identity_clause(p_.after, column_), "it is an identity now");
    identity.creates = {sequence_};
    if (const ObjectId old = p_.counterpart_before(sequence_)) identity.awaits = {old};
    out.push_back(std::move(identity));
    out.push_back(together(3,
                           "SELECT pg_catalog.setval(" + quote_literal(qualified_name(p_.after, sequence_)) +
                               ", last_value, is_called) FROM " + counter_,
                           "it goes on where the counting stands"));
    out.push_back(together(4, "DROP SEQUENCE " + counter_, "it has served"));
  }

 private:
  std::string head() const { return alter_relation(p_.after, table_); }
  std::string next() const { return "nextval(" + quote_literal(counter_) + "::regclass)"; }

  // The counter, the column and its default come in one transaction: a plan that is broken off has all of them or none.
  Draft at_once(Draft draft, int link) const {
    draft.chain = kChains / 2 + column_.value;
    draft.link = link;
    draft.phase = Phase::kExpand;
    draft.together = true;
    return draft;
  }
  Draft in_chain(Draft draft, int link, Phase phase) const {
    draft.chain = kChains + column_.value;
    draft.link = link;
    draft.phase = phase;
    return draft;
  }

  Draft counted() const {
    const Sequence& body = p_.after.body<Sequence>(sequence_);
    std::string sql = "CREATE SEQUENCE " + counter_;
    if (body.type.known()) sql += " AS " + type_text(p_.after, body.type);
    if (const std::string options = sequence_options(body); !options.empty()) sql += " " + options;
    Draft draft = draft_on(p_.after, column_, "count", std::move(sql), "it counts the rows until the identity does");
    draft.needs.clear();
    return at_once(std::move(draft), 1);
  }

  Draft added() const {
    Draft add = plain_;
    add.creates = {column_};
    add.sql =
        head() + "ADD COLUMN " +
        column_definition(p_.after, column_, p_.options.target, {.identity = false, .value = false, .not_null = false});
    for (const std::string_view attribute : {"default", "not_null", "identity"})
      add.later.emplace_back(column_, attribute);
    return at_once(std::move(add), 2);
  }

  Draft numbered() const {
    Draft set = alter_draft(p_, column_, {"default"},
                            head() + "ALTER COLUMN " + bare(p_.after, column_) + " SET DEFAULT " + next(),
                            "new rows are counted from here on", kDefault);
    return at_once(std::move(set), 3);
  }

  Draft filled() const {
    Draft fill = alter_draft(
        p_, column_, {},
        backfill_block(
            p_,
            {.table = table_, .column = bare(p_.after, column_), .value = next(), .gives_null = false, .quiet = true}),
        "the rows that are there are counted, in batches", kBackfill);
    fill.action = "backfill";
    fill.transactional = false;
    return in_chain(std::move(fill), 4, Phase::kMigrate);
  }

  std::vector<Draft> not_null() const {
    Draft tighten =
        alter_draft(p_, column_, {"not_null"}, head() + "ALTER COLUMN " + bare(p_.after, column_) + " SET NOT NULL",
                    described(p_.after, column_) + " may not be null", kNotNull);
    tighten.phase = Phase::kMigrate;
    std::vector<Draft> steps = not_null_steps(p_, tighten, column_, false);
    if (steps.empty()) steps.push_back(std::move(tighten));
    return steps;
  }

  Draft together(int step, std::string sql, std::string reason) const {
    Draft draft = alter_draft(p_, column_, {"identity"}, std::move(sql), std::move(reason), kIdentity + step);
    draft.together = true;
    return in_chain(std::move(draft), 4 + step, Phase::kMigrate);
  }

  const Planner& p_;
  const Draft& plain_;
  ObjectId column_, sequence_, table_;
  std::string counter_;
};

// A run was broken off while the rows were counted: the rest of them first.
void go_on(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (plain.kind != Kind::kColumn || plain.attribute != "not_null" || plain.action != "alter" || plain.alters.empty())
    return;
  const ObjectId column = plain.alters.front(), old = p.counterpart_before(column);
  if (!old || p.after.body<Column>(column).identity == Identity::kNone || !p.before.body<Column>(old).default_value)
    return;
  const Symbol counter = intern(counter_name(p, column));
  if (!p.before.find(NameSpace::kRelation, p.before.schema_of(old), counter)) return;
  AddedIdentity(p, plain, column, {}).go_on(out);
}

void realise(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (go_on(p, plain, out); !out.empty()) return;
  if (plain.kind != Kind::kColumn || plain.action != "create" || plain.creates.empty()) return;
  const ObjectId column = plain.creates.front(), table = p.after.parent(column);
  if (!p.after.is(table, Kind::kTable) || !in_use(p, table) || !heirs(p, table).empty()) return;
  const Table& body = p.after.body<Table>(table);
  if (body.partition_strategy != 0 || !body.parents.empty()) return;
  if (p.after.body<Column>(column).identity == Identity::kNone) return;
  const ObjectId sequence = identity_sequence(p.after, column);
  if (!sequence || !p.created(sequence)) return;
  AddedIdentity(p, plain, column, sequence).run(out);
}

}  // namespace

constinit const Strategy kAddedIdentity = {"added-identity", realise};

}  // namespace underpin::plan
