// What Underpin prints a plan or a diff as. A printer is a function from a document to text: same document, same bytes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "plan/plan.h"

namespace underpin {

// What was shown about a plan, and what was not.
struct Claim {
  std::string what;  // "the plan leads from the old state to the new one"
  std::string how;   // "simulated on the catalog"
};
struct Certificate {
  std::vector<Claim> proved;
  std::vector<Claim> not_proved;
  size_t stops = 0;       // that the proof looked at; 0: it has not
  bool all_stops = true;  // they are all that there are
};

struct Document {
  const Plan* plan = nullptr;  // for a diff only its target, diff and fingerprints are filled
  std::string from, to;        // what the two states are called: paths as given, never absolute
  std::vector<Diagnostic> findings;
  Certificate certificate;
  bool color = false;          // for a terminal; printers of other formats ignore it
  std::optional<Phase> phase;  // the text and the script show this one alone
};

// A plan as scripts for psql, one a phase ("01-expand.sql") and one that takes it back ("undo-01-expand.sql"), with
// plan.json beside them. The text is empty where the plan has nothing in that phase.
struct PlanFile {
  std::string name, text;
};
std::vector<PlanFile> plan_files(const Document& document);

struct Format {
  std::string_view name;       // as --format takes it
  std::string_view extension;  // of files that get it when --format is not given, ".json"
  std::string (*print)(const Document&);
};

std::span<const Format> plan_formats();
std::span<const Format> diff_formats();

// The one of that name, or whose extension the file's name ends with; nullptr if there is none.
const Format* format_named(std::span<const Format> formats, std::string_view name);
const Format* format_of_file(std::span<const Format> formats, std::string_view file);

// Hash over all of a plan that decides what it does: equal ids are equal plans, whatever the files were called.
std::string plan_id(const Document& document);

// The printers, each in the file of its name.
std::string plan_text(const Document& document);
std::string plan_sql(const Document& document);
std::string plan_json(const Document& document);
std::string plan_dot(const Document& document);
std::string plan_markdown(const Document& document);
std::string diff_text(const Document& document);
std::string diff_json(const Document& document);
std::string diff_markdown(const Document& document);

}  // namespace underpin
