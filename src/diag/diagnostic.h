// Findings: what a stage has to say to the user. Every code is declared once in diag/codes.h as data
// (code, slug, default level, summary); a stage emits into a Sink and carries on.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/source.h"

namespace underpin {

enum class Level : uint8_t { kNote, kWarning, kError };

struct CodeInfo {
  std::string_view code;  // "UP201", stable for ever
  std::string_view slug;  // "undefined-table"
  Level level;
  std::string_view summary;  // one sentence for `explain` and the docs
};

struct Diagnostic {
  const CodeInfo* code = nullptr;
  Level level = Level::kError;
  Place place;
  uint32_t length = 0;   // bytes underlined from place; 0 = a single caret
  std::string message;   // as PostgreSQL writes: lower case, no full stop, identifiers in double quotes
  std::string sqlstate;  // PostgreSQL's own code where it has one ("42P01"), else empty
  std::string detail;    // optional
  std::string hint;      // a whole sentence, optional
};

class Sink {
 public:
  // Errors after which reading on helps nobody: those that follow are left out, with one error that says so.
  static constexpr size_t kMaxErrors = 1000;

  // The reference is good until the next call; the level may be changed until then.
  Diagnostic& emit(const CodeInfo& code, Place place, std::string message);

  // Places of findings mean something for as long as the texts live: these live as long as the sink.
  void keep(std::shared_ptr<const SourceSet> texts) { texts_.push_back(std::move(texts)); }

  const std::vector<Diagnostic>& all() const { return all_; }
  size_t errors() const;
  bool failed() const { return errors() > 0; }
  bool full() const { return errors() >= kMaxErrors; }

 private:
  std::vector<std::shared_ptr<const SourceSet>> texts_;
  std::vector<Diagnostic> all_;
  Diagnostic left_out_;
  bool told_ = false;                  // that some are left out
  mutable size_t counted_ = 0;         // of all_, from the start
  mutable size_t counted_errors_ = 0;  // errors among them
};

// "file:line:column: error: message [UP201]" + source line + caret + detail + hint, for a terminal.
// Sorted by file, offset, code by the caller's sink order; `color` uses ANSI escapes.
std::string render_text(const Diagnostic& diagnostic, bool color);

}  // namespace underpin
