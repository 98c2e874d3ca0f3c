// grammar/statements.toml says of every statement node what becomes of it, and src/bind/statements.cpp does so.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <toml++/toml.h>

#include "base/embedded.h"
#include "bind/session.h"

using namespace underpin;

namespace {

// nodetags.h as libpg_query ships it: "T_CreateStmt = 159,".
std::map<std::string, int> node_tags() {
  const std::string end = "pg_query/postgres/nodes/nodetags.h";
  for (const std::string folder :
       {UNDERPIN_SOURCE_DIR "/build/_deps/pg_query/include/", "/usr/include/", "/usr/local/include/"}) {
    std::ifstream in(folder + end);
    if (!in) continue;
    std::map<std::string, int> tags;
    for (std::string name, equals, number; in >> name;)
      if (name.starts_with("T_") && in >> equals >> number) tags[name.substr(2)] = std::stoi(number);
    return tags;
  }
  return {};
}

bool is_statement(const std::string& name) { return name.ends_with("Stmt"); }

}  // namespace

TEST_CASE("every statement node of the grammar is listed, and is handled as the list says") {
  const auto tags = node_tags();
  REQUIRE(tags.size() > 400);
  const toml::table listed = toml::parse(embedded("grammar/statements.toml"));
  static const std::set<std::string> kHandlings = {"modelled", "opaque", "noticed", "refused", "inner"};
  for (const auto& node : tags) {
    const std::string& name = node.first;
    if (!is_statement(name)) continue;
    CAPTURE(name);
    const toml::table* entry = listed[name].as_table();
    REQUIRE(entry != nullptr);
    const std::string handling = (*entry)["handling"].value_or(std::string());
    CHECK(kHandlings.contains(handling));
    const bool has_function = bind::function_for(node.second) != nullptr;
    if (handling == "inner") CHECK_FALSE(has_function);
    if (handling != "inner" && handling != "refused") CHECK(has_function);
  }
  for (const auto& entry : listed) {
    const std::string name(entry.first.str());
    CAPTURE(name);
    CHECK(tags.contains(name));
  }
}
