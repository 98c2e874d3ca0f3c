#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

bool alterable(const Planner&, const Change& change) {
  return !change.touches("wrapper") && !change.touches("wrapper_name") && !change.touches("type");
}

void create(Planner& p, ObjectId id) {
  const Server& server = p.after.body<Server>(id);
  std::string sql = "CREATE SERVER " + bare(p.after, id);
  if (!server.type.empty()) sql += " TYPE " + quote_literal(server.type.text());
  if (!server.version.empty()) sql += " VERSION " + quote_literal(server.version.text());
  sql += " FOREIGN DATA WRAPPER " +
         (server.wrapper ? bare(p.after, server.wrapper) : quote_identifier(server.wrapper_name));
  if (!server.options.empty()) sql += " OPTIONS (" + fdw_options(server.options) + ")";
  p.add(create_draft(p, id, std::move(sql), described(p.after, id) + " is new"));
}

void drop(Planner& p, ObjectId id) {
  p.add(drop_draft(p, id, "DROP SERVER " + bare(p.before, id), described(p.before, id) + " is not in the new state"));
}

void alter(Planner& p, const Change& change) {
  const Server& before = p.before.body<Server>(change.before);
  const Server& after = p.after.body<Server>(change.after);
  std::string sql = "ALTER SERVER " + bare(p.after, change.after);
  if (change.touches("version"))
    sql += " VERSION " + (after.version.empty() ? "NULL" : quote_literal(after.version.text()));
  if (const std::string options = fdw_option_changes(before.options, after.options); !options.empty())
    sql += " OPTIONS (" + options + ")";
  p.add(alter_draft(p, change.after, {"version", "options"}, std::move(sql), "its definition differs"));
}

}  // namespace

constinit const KindRules kServerRules = {
    .kind = Kind::kServer, .alterable = alterable, .create = create, .drop = drop, .alter = alter};

}  // namespace underpin::plan
