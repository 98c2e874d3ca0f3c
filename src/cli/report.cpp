#include "cli/report.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <tuple>

namespace underpin::cli {
namespace {

constexpr size_t kSameNotes = 3;  // printed of one code
constexpr size_t kErrors = 50;    // printed in all; who has more fixes these first

bool write_all(int descriptor, const std::string& text) {
  for (size_t done = 0; done < text.size();) {
    const ssize_t wrote = ::write(descriptor, text.data() + done, text.size() - done);
    if (wrote < 0 && errno != EINTR) return false;
    done += static_cast<size_t>(std::max<ssize_t>(wrote, 0));
  }
  return true;
}

bool fail(const std::string& path) {
  fmt::print(stderr, "error: could not write \"{}\": {}\n", path, std::strerror(errno));
  return false;
}

// What is there and is no ordinary file (a pipe, /dev/null) is written to as it is.
bool is_special(const std::string& path) {
  struct stat status;
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
}

bool write_in_place(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return fail(path);
  const bool done = write_all(file, text);
  return (::close(file) == 0 && done) || fail(path);
}

mode_t usual_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

auto key(const Diagnostic& d) {
  const SourceFile* file = source_file(d.place.file);
  return std::tuple(file == nullptr ? std::string_view() : std::string_view(file->name), d.place.offset,
                    std::string_view(d.code->code), std::string_view(d.message));
}

}  // namespace

bool wants_color(ColorWhen when, int descriptor) {
  if (when != ColorWhen::kAuto) return when == ColorWhen::kAlways;
  const char* no_color = std::getenv("NO_COLOR");
  return (no_color == nullptr || *no_color == '\0') && ::isatty(descriptor) == 1;
}

std::vector<Diagnostic> sorted(const std::vector<Diagnostic>& findings) {
  std::vector<Diagnostic> out = findings;
  std::ranges::stable_sort(out, [](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  const auto same = [](const Diagnostic& a, const Diagnostic& b) { return a.place == b.place && key(a) == key(b); };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
}

void report(const std::vector<Diagnostic>& findings, ColorWhen when, bool quiet) {
  const bool color = wants_color(when, STDERR_FILENO);
  std::map<std::string_view, size_t> notes;
  size_t errors = 0;
  for (const Diagnostic& found : sorted(findings)) {
    if (quiet && found.level != Level::kError) continue;
    if (found.level == Level::kNote && ++notes[found.code->code] > kSameNotes) continue;
    if (found.level == Level::kError && ++errors > kErrors) continue;
    const std::string text = render_text(found, color);
    std::fwrite(text.data(), 1, text.size(), stderr);
  }
  for (const auto& [code, times] : notes)
    if (times > kSameNotes) fmt::print(stderr, "note: {} more like these [{}]\n", times - kSameNotes, code);
  if (errors > kErrors) fmt::print(stderr, "error: {} more errors\n", errors - kErrors);
}

bool write_output(const std::string& path, const std::string& text) {
  if (path.empty() || path == "-") {
    const bool done = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    return done || fail("standard output");
  }
  if (is_special(path)) return write_in_place(path, text);
  std::string temporary = path + ".XXXXXX";
  const int file = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0) return fail(path);
  const bool written = write_all(file, text) && ::fchmod(file, usual_mode()) == 0;
  const bool closed = ::close(file) == 0;
  if (written && closed && ::rename(temporary.c_str(), path.c_str()) == 0) return true;
  fail(path);
  ::unlink(temporary.c_str());
  return false;
}

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return path.ends_with('/') || (!path.empty() && std::filesystem::is_directory(path, ignored));
}

bool remove_file(const std::string& path) { return ::unlink(path.c_str()) == 0 || errno == ENOENT || fail(path); }

bool make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (!error) return true;
  errno = error.value();
  return fail(path);
}

}  // namespace underpin::cli
