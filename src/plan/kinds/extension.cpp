#include <algorithm>
#include <array>
#include <utility>

#include "plan/kinds/table_sql.h"

namespace underpin::plan {
namespace {

// `requires` of the control files of what PostgreSQL 18 and the PostGIS family ship: the second must be there first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kRequires{{
    {"earthdistance", "cube"},
    {"postgis_raster", "postgis"},
    {"postgis_sfcgal", "postgis"},
    {"postgis_tiger_geocoder", "postgis"},
    {"postgis_tiger_geocoder", "fuzzystrmatch"},
    {"postgis_topology", "postgis"},
    {"pgrouting", "postgis"},
    {"address_standardizer_data_us", "address_standardizer"},
    {"hstore_plpython3u", "hstore"},
    {"hstore_plperl", "hstore"},
    {"jsonb_plperl", "plperl"},
    {"ltree_plpython3u", "ltree"},
}};

// The shipped control files that do not say `relocatable = true` (PostgreSQL 14 to 18), and those of well-known others.
// What only brings functions is made anew in the other schema; what has rows, or types of the user's columns, is not.
struct Fixed {
  std::string_view name;
  bool holds_data;
};
constexpr std::array kFixed = {
    Fixed{"adminpack", false},
    Fixed{"citus", true},
    Fixed{"pg_cron", true},
    Fixed{"pg_graphql", true},
    Fixed{"pg_partman", true},
    Fixed{"pg_repack", true},
    Fixed{"pgmq", true},
    Fixed{"postgis", true},
    Fixed{"postgis_raster", true},
    Fixed{"postgis_tiger_geocoder", true},
    Fixed{"postgis_topology", true},
    Fixed{"timescaledb", true},
    Fixed{"xml2", false},
};

const Fixed* fixed(const Planner& p, ObjectId extension) {
  const auto found = std::ranges::find(kFixed, p.after.name(extension).text(), &Fixed::name);
  return found == kFixed.end() ? nullptr : &*found;
}

bool alterable(const Planner& p, const Change& change) {
  const Fixed* one = change.touches("schema") ? fixed(p, change.after) : nullptr;
  return one == nullptr || one->holds_data;
}

std::string with_schema(const Planner& p, Draft& draft, Symbol schema) {
  if (const ObjectId id = p.after.find_schema(schema)) draft.needs.push_back(id);
  return quote_identifier(schema);
}

void create(Planner& p, ObjectId id) {
  const Extension& extension = p.after.body<Extension>(id);
  Draft draft = create_draft(p, id, "CREATE EXTENSION " + bare(p.after, id), described(p.after, id) + " is new");
  if (!extension.schema.empty()) draft.sql += " WITH SCHEMA " + with_schema(p, draft, extension.schema);
  if (!extension.version.empty()) draft.sql += " VERSION " + quote_literal(extension.version.text());
  for (const auto& [extension_name, required] : kRequires)
    if (extension_name == p.after.name(id).text())
      if (const ObjectId other = p.after.find(Kind::kExtension, {}, intern(required))) draft.needs.push_back(other);
  p.add(std::move(draft));
}

void drop(Planner& p, ObjectId id) {
  Draft draft =
      drop_draft(p, id, "DROP EXTENSION " + bare(p.before, id), described(p.before, id) + " is not in the new state");
  for (const auto& [extension_name, required] : kRequires)
    if (required == p.before.name(id).text())
      if (const ObjectId other = p.before.find(Kind::kExtension, {}, intern(extension_name)))
        draft.awaits.push_back(other);
  p.add(std::move(draft));
}

void alter(Planner& p, const Change& change) {
  const Extension& extension = p.after.body<Extension>(change.after);
  const std::string head = "ALTER EXTENSION " + bare(p.after, change.after);
  if (change.touches("schema") && fixed(p, change.after) != nullptr)
    return p.refuse(code::kUnplannable, p.after.at(change.after).place,
                    described(p.after, change.after) + " cannot move to another schema, and holds data",
                    "Leave it in the schema where it is.");
  if (change.touches("schema")) {
    Draft draft = alter_draft(p, change.after, {"schema"}, head + " SET SCHEMA ", "its schema differs");
    draft.sql += with_schema(p, draft, extension.schema);
    p.add(std::move(draft));
  }
  if (change.touches("version"))
    p.add(alter_draft(p, change.after, {"version"}, head + " UPDATE TO " + quote_literal(extension.version.text()),
                      "its version differs", 1));
}

}  // namespace

constinit const KindRules kExtensionRules = {
    .kind = Kind::kExtension,
    .alterable = alterable,
    .create = create,
    .drop = drop,
    .alter = alter,
};

}  // namespace underpin::plan
