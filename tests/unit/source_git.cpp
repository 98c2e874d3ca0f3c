// Files and folders of git revisions, also of a repository without a work tree.
#include "source/git.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace {

namespace fs = std::filesystem;
using namespace underpin;

// A bare repository with two revisions, made by git itself; the test runs inside it.
struct BareRepository {
  BareRepository() : before(fs::current_path()) {
    char pattern[] = "/tmp/underpin-test-XXXXXX";
    path = ::mkdtemp(pattern);
    const std::string script =
        "cd " + path.string() +
        " && export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a "
        "GIT_COMMITTER_EMAIL=a@b"
        " && git init -q w && cd w && mkdir -p db/sub db/.hidden && echo 'CREATE TABLE b ();' > db/b.sql"
        " && echo 'CREATE TABLE a ();' > db/sub/a.sql && echo x > db/readme && echo y > db/.hidden/z.sql"
        " && git add . && git commit -qm one && git tag v1 && echo 'CREATE TABLE c ();' > db/b.sql && git commit -qam "
        "two"
        " && git clone -q --bare . ../bare";
    made = std::system(script.c_str()) == 0;
    if (made) fs::current_path(path / "bare");
  }
  ~BareRepository() {
    fs::current_path(before);
    fs::remove_all(path);
  }
  fs::path before, path;
  bool made = false;
};

std::string loaded(const std::string& what) {
  SourceSet set;
  Sink sink;
  if (!load_revision(what, set, sink)) return "refused: " + sink.all().back().message;
  std::string out;
  for (const auto& file : set.files()) out += file->name + "=" + file->text;
  return out;
}

}  // namespace

TEST_CASE("git: files and folders of a revision, in a bare repository") {
  const BareRepository repository;
  REQUIRE(repository.made);
  CHECK(loaded("v1:db/b.sql") == "v1:db/b.sql=CREATE TABLE b ();\n");
  CHECK(loaded("HEAD:db/b.sql") == "HEAD:db/b.sql=CREATE TABLE c ();\n");
  CHECK(loaded("HEAD~1:db/") == "HEAD~1:db/b.sql=CREATE TABLE b ();\nHEAD~1:db/sub/a.sql=CREATE TABLE a ();\n");
  CHECK(loaded("v1:") == loaded("v1"));
  CHECK(loaded("nothing:db") == "refused: there is no revision \"nothing\"");
  CHECK(loaded("v1:other") == "refused: revision \"v1\" has no \"other\"");
}
