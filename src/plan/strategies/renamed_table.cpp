// A table in use that gets another name: in one transaction it is renamed and a view takes the old name, through which
// releases that know that one read and write until they are gone.
#include <algorithm>

#include "ir/privileges.h"
#include "plan/kinds/table_sql.h"
#include "plan/strategies/strategy.h"

namespace underpin::plan {
namespace {

constexpr uint32_t kChains = 3U << 28;  // apart from those of other strategies

// The view shows columns as they are now: none of them may change under it.
bool columns_stay(const Planner& p, ObjectId table) {
  const auto columns = p.after.children(table, Kind::kColumn);
  return std::ranges::all_of(columns, [&](ObjectId id) {
    if (p.after.at(id).acl) return false;
    const Change* change = p.change_of(id);
    static constexpr std::string_view kShape[] = {"type", "collation", "generated", "privileges"};
    return change == nullptr || (!change->renamed && std::ranges::none_of(kShape, [&](std::string_view attribute) {
             return change->touches(attribute);
           }));
  });
}

bool can(const Planner& p, ObjectId table) {
  const ObjectId old = p.counterpart_before(table);
  if (!in_use(p, table) || p.diff.before->parent(old) != p.before.parent(old) || !columns_stay(p, table)) return false;
  const Change* change = p.change_of(table);
  if (change == nullptr || change->touches("parents") || change->touches("privileges")) return false;
  const Table& body = p.after.body<Table>(table);
  // Before 15 a view reads with its owner's eyes, whatever the policies say of who asks.
  if (p.options.target < 15 && (body.row_security || change->touches("row_security"))) return false;
  const ObjectId schema = p.after.parent(table);
  const Symbol old_name = p.diff.before->name(old);
  return !p.after.find(NameSpace::kRelation, schema, old_name) && !p.after.find(NameSpace::kType, schema, old_name);
}

class RenamedTable {
 public:
  RenamedTable(const Planner& p, const Draft& plain, ObjectId table)
      : p_(p),
        plain_(plain),
        table_(table),
        old_(p.counterpart_before(table)),
        view_(quote_identifier(p.after.name(p.after.parent(table))) + "." +
              quote_identifier(p.diff.before->name(p.counterpart_before(table)))) {}

  void run(std::vector<Draft>& out) {
    add(out, Phase::kExpand, plain_);
    std::string columns;
    for (ObjectId id : p_.before.children(old_, Kind::kColumn))
      columns += (columns.empty() ? "" : ", ") + bare(p_.before, id);
    const std::string options = p_.options.target >= 15 ? " WITH (security_invoker = true)" : "";
    add(out, Phase::kExpand,
        step("add view",
             "CREATE VIEW " + view_ + options + " AS SELECT " + columns + " FROM " + qualified_name(p_.after, table_),
             "releases that know the old name read and write through it"));
    if (const Acl& acl = p_.after.at(table_).acl)
      for (const Grant& grant : *acl) give(out, grant);
    add(out, Phase::kContract, step("drop view", "DROP VIEW " + view_, "nobody uses the old name"));
  }

 private:
  Draft step(std::string action, std::string sql, std::string reason) const {
    Draft draft = draft_on(p_.after, table_, std::move(action), std::move(sql), std::move(reason));
    draft.needs.clear();
    return draft;
  }

  void add(std::vector<Draft>& out, Phase phase, Draft draft) {
    draft.chain = kChains + table_.value;
    draft.link = ++link_;
    draft.phase = phase;
    draft.together = true;
    out.push_back(std::move(draft));
  }

  void give(std::vector<Draft>& out, const Grant& grant) {
    if (grant.grantee == kOwner()) return;
    const std::string to =
        " ON " + view_ + " TO " + (grant.grantee == kPublic() ? "PUBLIC" : quote_identifier(grant.grantee));
    auto give_some = [&](uint32_t bits, const std::string& option) {
      if (bits == 0) return;
      add(out, Phase::kExpand,
          step("add grant", "GRANT " + privilege_words(bits, Kind::kTable, p_.options.target) + to + option,
               "who may use the table may use it under its old name"));
    };
    give_some(grant.privileges & ~grant.grantable, "");
    give_some(grant.grantable, " WITH GRANT OPTION");
  }

  const Planner& p_;
  const Draft& plain_;
  ObjectId table_, old_;
  std::string view_;
  int link_ = 0;
};

void realise(const Planner& p, const Draft& plain, std::vector<Draft>& out) {
  if (plain.kind != Kind::kTable || plain.action != "rename" || plain.alters.empty()) return;
  const ObjectId table = plain.alters.front();
  if (can(p, table)) RenamedTable(p, plain, table).run(out);
}

}  // namespace

constinit const Strategy kRenamedTable = {"renamed-table", realise};

}  // namespace underpin::plan
