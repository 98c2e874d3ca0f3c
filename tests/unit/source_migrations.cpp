// Layouts of migrations folders: which files count, in which order, and which part of them.
#include "source/migrations.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "source/migration_layouts.h"

using namespace underpin;
namespace fs = std::filesystem;

namespace {

struct Folder {
  Folder() {
    char pattern[] = "/tmp/underpin-test-XXXXXX";
    path = ::mkdtemp(pattern);
  }
  ~Folder() { fs::remove_all(path); }
  void write(const std::string& name, std::string_view text = "SELECT 1;") const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
  }
  // The names of what would be replayed, in order.
  std::string order(const std::string& to_version = "") const {
    SourceSet set;
    Sink sink;
    if (!load_migrations(path.string(), to_version, set, sink)) return "refused: " + sink.all().back().message;
    std::string out;
    for (const auto& file : set.files())
      out += (out.empty() ? "" : " ") + fs::path(file->name).lexically_relative(path).string();
    return out;
  }
  std::string text(size_t index) const {
    SourceSet set;
    Sink sink;
    load_migrations(path.string(), "", set, sink);
    return set.files()[index]->text;
  }
  fs::path path;
};

}  // namespace

TEST_CASE("migrations: Flyway orders by version, undoes nothing, repeats at the end") {
  Folder folder;
  for (const char* name : {"V2__b.sql", "V10__d.sql", "V1_1__a.sql", "V2.1__c.sql", "U2__b.sql", "R__z.sql",
                           "R__views.sql", "sub/V11__e.sql"})
    folder.write(name);
  CHECK(folder.order() == "V1_1__a.sql V2__b.sql V2.1__c.sql V10__d.sql sub/V11__e.sql R__views.sql R__z.sql");
  CHECK(folder.order("2.1") == "V1_1__a.sql V2__b.sql V2.1__c.sql");
  CHECK(folder.order("3") == "refused: no migration has version \"3\"");
  folder.write("B10__base.sql");
  CHECK(folder.order() == "B10__base.sql sub/V11__e.sql R__views.sql R__z.sql");
  folder.write("V11__again.sql");
  CHECK(folder.order() == "refused: two migrations have the same version: \"V11__again.sql\" and \"sub/V11__e.sql\"");
}

TEST_CASE("migrations: golang-migrate orders by number") {
  Folder folder;
  for (const char* name : {"10_c.up.sql", "10_c.down.sql", "2_b.up.sql", "001_a.up.sql", "001_a.down.sql"})
    folder.write(name);
  CHECK(folder.order() == "001_a.up.sql 2_b.up.sql 10_c.up.sql");
  CHECK(folder.order("2") == "001_a.up.sql 2_b.up.sql");
}

TEST_CASE("migrations: of goose, dbmate and node-pg-migrate the up section counts, at its place") {
  Folder goose;
  goose.write("00001_a.sql", "-- +goose Up\nCREATE TABLE a ();\n-- +goose Down\nDROP TABLE a;\n");
  CHECK(goose.text(0) == "-- +goose Up\nCREATE TABLE a ();\n              \n             \n");
  Folder dbmate;
  dbmate.write("20240101_a.sql", "-- migrate:up\nCREATE TABLE a ();\n-- migrate:down\nDROP TABLE a;");
  CHECK(dbmate.text(0).find("DROP") == std::string::npos);
  Folder node;
  node.write("1700000000000_a.sql", "-- Down Migration\nDROP TABLE a;\n-- Up Migration\nCREATE TABLE a ();\n");
  CHECK(node.text(0) == "                 \n             \n-- Up Migration\nCREATE TABLE a ();\n");
}

TEST_CASE("migrations: Prisma and Diesel have a folder a migration") {
  Folder prisma;
  for (const char* name : {"20240102_b/migration.sql", "20240101_a/migration.sql", "migration_lock.toml"})
    prisma.write(name);
  CHECK(prisma.order() == "20240101_a/migration.sql 20240102_b/migration.sql");
  CHECK(prisma.order("20240101_a") == "20240101_a/migration.sql");
  Folder diesel;
  for (const char* name : {"2024-01-02_b/up.sql", "2024-01-02_b/down.sql", "00000000000000_setup/up.sql"})
    diesel.write(name);
  CHECK(diesel.order() == "00000000000000_setup/up.sql 2024-01-02_b/up.sql");
}

TEST_CASE("migrations: Sqitch follows its plan, and reworked changes their tag") {
  Folder folder;
  folder.write("sqitch.plan",
               "%syntax-version=1.0.0\n%project=shop\n\nusers 2024-01-01T00:00:00Z A <a@b> # first\n"
               "views [users] 2024-01-02T00:00:00Z A <a@b>\n@v1 2024-01-03T00:00:00Z A <a@b>\n"
               "views [views@v1] 2024-01-04T00:00:00Z A <a@b>\n");
  for (const char* name : {"deploy/users.sql", "deploy/views.sql", "deploy/views@v1.sql", "revert/users.sql"})
    folder.write(name);
  CHECK(folder.order() == "deploy/users.sql deploy/views@v1.sql deploy/views.sql");
}

TEST_CASE("migrations: Atlas has a sum, others numbers or names") {
  Folder atlas;
  for (const char* name : {"2_b.sql", "1_a.sql", "notes.sql"}) atlas.write(name);
  atlas.write("atlas.sum", "h1:abc=\n1_a.sql h1:def=\n2_b.sql h1:ghi=\n");
  CHECK(atlas.order() == "1_a.sql 2_b.sql");
  Folder plain;
  for (const char* name : {"10-z.sql", "9-a.sql", "9-a.down.sql"}) plain.write(name);
  CHECK(plain.order() == "9-a.sql 10-z.sql");
  Folder empty;
  CHECK(empty.order().starts_with("refused: folder"));
}

TEST_CASE("migrations: a migration that is a program is said to be left out") {
  Folder folder;
  folder.write("1_a.up.sql");
  folder.write("2_b.go", "package x");
  SourceSet set;
  Sink sink;
  CHECK(load_migrations(folder.path.string(), "", set, sink));
  REQUIRE(sink.all().size() == 1);
  CHECK(sink.all()[0].message == "migration \"2_b.go\" is a program and is left out");
}

TEST_CASE("migrations: versions in other spellings are the same") {
  CHECK(same_version("01", "1"));
  CHECK(same_version("1.0", "1_0"));
  CHECK_FALSE(same_version("1.1", "11"));
}
