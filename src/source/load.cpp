#include "source/load.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "diag/codes.h"

namespace underpin {
namespace {

constexpr size_t kMaxFile = (size_t{1} << 31) - 1;  // places are 32-bit offsets, libpg_query's are int

class Loader {
 public:
  Loader(SourceSet& set, Sink& sink) : set_(set), sink_(sink) {}

  bool load(const std::string& path) {
    if (path == "-") return read(STDIN_FILENO, "<stdin>"), ok_;
    struct stat status;
    if (::stat(path.c_str(), &status) != 0) return fail("could not open", path);
    if (!S_ISDIR(status.st_mode)) return open_and_read(path), ok_;
    folder(path, status);
    std::ranges::sort(found_);
    for (const std::string& file : found_) open_and_read(file);
    if (found_.empty() && ok_)
      sink_.emit(code::kNoSqlFiles, {}, "folder \"" + path + "\" has no .sql files").detail =
          "It is taken as an empty state.";
    return ok_;
  }

 private:
  using FolderKey = std::pair<dev_t, ino_t>;

  bool fail(std::string_view what, const std::string& path) {
    const int error = errno;
    sink_.emit(code::kUnreadableFile, {}, std::string(what) + " \"" + path + "\": " + std::strerror(error)).sqlstate =
        error == ENOENT ? "58P01" : "58030";
    return ok_ = false;
  }

  // Collects the .sql files below; a folder that contains itself through a symbolic link is entered once.
  void folder(const std::string& path, const struct stat& status) {
    const FolderKey key{status.st_dev, status.st_ino};
    if (std::ranges::find(open_folders_, key) != open_folders_.end()) return;
    DIR* handle = ::opendir(path.c_str());
    if (handle == nullptr) return void(fail("could not open folder", path));
    std::vector<std::string> names;
    while (const dirent* entry = ::readdir(handle)) names.emplace_back(entry->d_name);
    ::closedir(handle);
    open_folders_.push_back(key);
    for (const std::string& name : names)
      if (!name.starts_with('.')) entry(path.ends_with('/') ? path + name : path + "/" + name);
    open_folders_.pop_back();
  }

  void entry(const std::string& path) {
    struct stat status;
    const bool known = ::stat(path.c_str(), &status) == 0;
    if (known && S_ISDIR(status.st_mode)) return folder(path, status);
    if (!path.ends_with(".sql")) return;
    if (!known) return void(fail("could not open", path));
    if (S_ISREG(status.st_mode)) return found_.push_back(path);
    errno = EINVAL;
    fail("not a regular file:", path);
  }

  void open_and_read(const std::string& path) {
    const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return void(fail("could not open", path));
    read(handle, path);
    ::close(handle);
  }

  void read(int handle, const std::string& name) {
    struct stat status;
    size_t guess = size_t{1} << 16;
    if (::fstat(handle, &status) == 0 && S_ISREG(status.st_mode)) guess = static_cast<size_t>(status.st_size) + 1;
    std::string text;
    size_t used = 0;
    for (text.resize(std::min(guess, kMaxFile + 1));;) {
      const ssize_t got = ::read(handle, text.data() + used, text.size() - used);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return void(fail("could not read", name));
      if (got == 0) break;
      used += static_cast<size_t>(got);
      if (used > kMaxFile) return too_large(name);
      if (used == text.size()) text.resize(std::min(text.size() * 2, kMaxFile + 1));
    }
    text.resize(used);
    finish(name, std::move(text));
  }

  void too_large(const std::string& name) {
    ok_ = false;
    sink_.emit(code::kUnreadableFile, {}, "file \"" + name + "\" is larger than 2 GB").sqlstate = "54000";
  }

  void finish(const std::string& name, std::string text) {
    ok_ &= add_text(name, std::move(text), set_, sink_, name == "<stdin>" ? std::string::npos : 0);
  }

  SourceSet& set_;
  Sink& sink_;
  bool ok_ = true;
  std::vector<std::string> found_;
  std::vector<FolderKey> open_folders_;  // from the top to the one being read
};

}  // namespace

bool add_text(const std::string& name, std::string text, SourceSet& set, Sink& sink, size_t path_at) {
  const auto starts = [&](std::string_view mark) { return std::string_view(text).starts_with(mark); };
  if (starts("\xEF\xBB\xBF")) text.erase(0, 3);
  const bool utf16 = starts("\xFF\xFE") || starts("\xFE\xFF");
  const FileId id = set.add(name, std::move(text), path_at);
  if (!utf16) return true;
  Diagnostic& found = sink.emit(code::kNotUtf8, {.file = id}, "file is encoded in UTF-16");
  found.sqlstate = "22021";
  found.hint = "Save it as UTF-8.";
  return false;
}

bool load(std::string_view path, SourceSet& set, Sink& sink) { return Loader(set, sink).load(std::string(path)); }

}  // namespace underpin
