// Findings that somebody has said not to report: in the text where they stand, in underpin.toml, in a baseline.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compat/found.h"
#include "config/config.h"
#include "source/baseline.h"

namespace underpin::compat {

class Suppressions {
 public:
  explicit Suppressions(std::string today) : today_(std::move(today)) {}  // "2026-11-25"

  // `-- underpin: ignore …` in the files. What breaks its grammar is an error in the sink.
  void add(const SourceSet& files, Sink& sink);
  void add(const std::vector<CodeSetting>& ignored, Sink& sink);
  void add(const std::vector<BaselineEntry>& entries);

  // Marks what is suppressed, and adds a finding for each suppression that is over or has nothing to suppress.
  void apply(std::vector<Found>& findings);

 private:
  struct Entry {
    std::string_view code;  // of a CodeInfo
    Place place;            // of the suppression itself
    std::string by;         // "a directive", "underpin.toml", "the baseline"
    FileId file;            // inline: the part of the file that it covers
    uint32_t begin = 0, end = 0;
    std::string subject;  // else: what it is about, with * and ?; empty: anything
    std::string until;
    bool used = false;
  };

  bool covers(const Entry& entry, const Found& found) const;
  void read(const SourceFile& file, const struct IgnoreAt& at, Sink& sink);

  std::string today_;
  std::vector<Entry> entries_;
};

// "UP502" or "column-dropped" to the code's own text; empty, with an error at the place, where there is none.
std::string_view known_code(std::string_view code_or_slug, Place place, const CodeInfo& error, Sink& sink);

}  // namespace underpin::compat
