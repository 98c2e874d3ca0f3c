// What `check` and `lint` print: findings, and what breaks whom at which step.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compat/found.h"
#include "compat/matrix.h"

namespace underpin {

struct CheckDocument {
  std::string from, to;  // how the states are called; of a script `to` is the script
  const compat::Course* course = nullptr;
  const compat::Matrix* matrix = nullptr;  // null where there are no consumers
  const std::vector<compat::Consumer>* consumers = nullptr;
  std::vector<compat::Found> findings;  // sorted
  compat::CompatLevel level = compat::CompatLevel::kWrite;
  Level threshold = Level::kError;
  bool failed = false;
  std::string work_folder, top;  // absolute paths of the work folder and the repository; empty outside of one
  bool all = false;              // the whole matrix, not only what changes
  bool color = false;            // for a terminal
};

struct CheckFormat {
  std::string_view name;       // as --format takes it
  std::string_view extension;  // of files that get it when --format is not given; empty: none
  std::string (*print)(const CheckDocument&);
};
std::span<const CheckFormat> check_formats();

std::string check_text(const CheckDocument& document);
std::string check_json(const CheckDocument& document);
std::string check_markdown(const CheckDocument& document);
std::string check_sarif(const CheckDocument& document);
std::string check_github(const CheckDocument& document);
std::string check_gitlab(const CheckDocument& document);
std::string check_junit(const CheckDocument& document);

// The findings that are there, as a baseline for source/baseline.h.
std::string baseline_json(std::span<const compat::Found> findings);

namespace emit {

// "3 errors, 1 warning, 2 notes; 4 suppressed"
std::string count_text(std::span<const compat::Found> findings);
// The words of an outcome: "works", "fails".
std::string_view outcome_word(compat::Outcome outcome);
// A finding's message with its SQLSTATE, and what stands behind it.
std::string message_text(const Diagnostic& found);
// A file's path from the top of the repository; outside of one, from the work folder. Empty where it is no file.
std::string tree_path(const CheckDocument& document, FileId id);
// Rows that are worth showing.
std::vector<const compat::Row*> rows_shown(const CheckDocument& document);

}  // namespace emit
}  // namespace underpin
