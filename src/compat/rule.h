// A rule: what it looks for in a change, what that does to others, and what to do instead. One file each in rules/.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "compat/course.h"
#include "compat/found.h"
#include "compat/matrix.h"

namespace underpin::compat {

struct RuleContext {
  const Course& course;
  const Matrix* matrix = nullptr;  // where consumers are known

  const Diff& diff() const { return *course.diff; }
  const Catalog& before() const { return *course.diff->before; }
  const Catalog& after() const { return *course.diff->after; }
  // The statement that makes the change; none where it cannot be told.
  const Moment* moment_of(const Change& change) const;
  // Was the relation there before? By its name as locks have it.
  bool is_old(std::string_view relation) const;
  // Is an object of the kind and name in the new state?
  bool is_there(std::string_view match_key) const;
};

class Report {
 public:
  Report(const CodeInfo& code, Concern concern, const RuleContext& context, std::vector<Found>& out)
      : code_(code), concern_(concern), context_(context), out_(out) {}

  // About a change: stands where the change stands, or at the statement of the script that makes it.
  Diagnostic& add(const Change& change, std::string message);
  Diagnostic& add(const Moment& moment, std::string subject, std::string message);

 private:
  bool is_used(const std::string& subject) const;

  const CodeInfo& code_;
  Concern concern_;
  const RuleContext& context_;
  std::vector<Found>& out_;
};

// A schema and a script on it.
struct Example {
  std::string_view schema, script;
};

struct Rule {
  CodeInfo code;  // "UP502", stable for ever
  Concern concern = Concern::kAlways;
  bool off = false;            // only where [check.severity] asks for it
  std::string_view condition;  // what it looks for
  std::string_view effect;     // what that does
  std::string_view remedy;     // what to do
  Example bad, good;           // run as tests: the rule finds the one and not the other
  void (*run)(const RuleContext&, Report&) = nullptr;
};

// All of them, by code.
std::span<const Rule* const> all_rules();
// By code or slug; nullptr if there is none.
const Rule* find_rule(std::string_view code_or_slug);

std::vector<Found> run_rules(const RuleContext& context, std::span<const Rule* const> rules);

}  // namespace underpin::compat
