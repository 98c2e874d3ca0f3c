#include "source/load.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "diag/codes.h"

using namespace underpin;
namespace fs = std::filesystem;

namespace {

// A folder that goes away with the test.
struct TemporaryFolder {
  TemporaryFolder() {
    char pattern[] = "/tmp/underpin-test-XXXXXX";
    path = ::mkdtemp(pattern);
  }
  ~TemporaryFolder() { fs::remove_all(path); }
  void write(const std::string& name, std::string_view text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
  }
  fs::path path;
};

}  // namespace

TEST_CASE("a folder is read recursively, sorted bytewise, without hidden and other files") {
  const TemporaryFolder folder;
  folder.write("b.sql", "B");
  folder.write("a/z.sql", "Z");
  folder.write("a.sql", "A");
  folder.write("B.sql", "upper");
  folder.write("readme.md", "no");
  folder.write(".hidden.sql", "no");
  folder.write(".git/x.sql", "no");
  fs::create_directory_symlink(folder.path, folder.path / "a" / "loop");
  SourceSet set;
  Sink sink;
  CHECK(load(folder.path.string() + "/", set, sink));
  std::string names;
  for (const auto& file : set.files()) names += file->name.substr(folder.path.string().size()) + " ";
  CHECK(names == "/B.sql /a.sql /a/z.sql /b.sql ");
  CHECK(sink.all().empty());
  CHECK(set.bytes() == 8);
}

TEST_CASE("byte order marks are taken away, UTF-16 is an error") {
  const TemporaryFolder folder;
  folder.write("bom.sql", "\xEF\xBB\xBFSELECT 1");
  folder.write("wide.sql", std::string_view("\xFF\xFES\0", 4));
  SourceSet set;
  Sink sink;
  CHECK_FALSE(load(folder.path.string(), set, sink));
  CHECK(set.files()[0]->text == "SELECT 1");
  REQUIRE(sink.all().size() == 1);
  CHECK(sink.all()[0].code == &code::kNotUtf8);
}

TEST_CASE("a folder without SQL is an empty state with a warning") {
  const TemporaryFolder folder;
  SourceSet set;
  Sink sink;
  CHECK(load(folder.path.string(), set, sink));
  REQUIRE(sink.all().size() == 1);
  CHECK(sink.all()[0].code == &code::kNoSqlFiles);
  CHECK_FALSE(sink.failed());
}

TEST_CASE("what cannot be read is an error") {
  const TemporaryFolder folder;
  ::mkfifo((folder.path / "pipe.sql").c_str(), 0600);
  SourceSet set;
  Sink sink;
  CHECK_FALSE(load(folder.path.string() + "/missing.sql", set, sink));
  CHECK_FALSE(load(folder.path.string(), set, sink));
  REQUIRE(sink.all().size() == 2);
  CHECK(sink.all()[0].code == &code::kUnreadableFile);
  CHECK(sink.all()[0].sqlstate == "58P01");
  CHECK(sink.all()[1].message.find("pipe.sql") != std::string::npos);
}
