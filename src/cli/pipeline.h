// The way from two sources to a diff or a plan: the stages in their order, and nothing else.
#pragma once

#include <memory>
#include <string>

#include "bind/bind.h"
#include "cli/sources.h"
#include "emit/formats.h"
#include "plan/plan.h"

namespace underpin::cli {

struct PairOptions {
  std::string from, to;  // whatever open_source takes
  int target = 0;        // major version; 0 = the server's where one side is live, else the newest
  SourceOptions sources;
  std::string owner;   // the role that objects without a stated owner belong to; empty = inferred
  bool online = true;  // PlanOptions::online
};

// Both states. They live at one place for as long as anything made of them does.
struct Pair {
  Catalog before, after;
  int target = 18;     // of both
  bool online = true;  // PlanOptions::online

  Pair() = default;
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;
  ~Pair();  // large states go as they came, at the same time
};

// What a command works on.
struct Work {
  std::unique_ptr<Pair> pair;
  Plan plan;
};

// Reads and binds both sides, at the same time. nullptr when either is wrong: the sink says why.
std::unique_ptr<Pair> elaborate_pair(const PairOptions& options, Sink& sink);
// The same of what has been opened.
std::unique_ptr<Pair> bind_pair(const Opened& before, const Opened& after, const PairOptions& options, Sink& sink);

// A state and the plan that makes it from nothing: that is its DDL.
struct Inspected {
  Catalog nothing, catalog;
  Environment environment;
  Plan plan;
};

// target 0 = what the source itself says, else the newest.
bool inspect(const std::string& source, const SourceOptions& options, int target, Inspected& inspected, Sink& sink);

// The differences, in a document of which only the diff's part is filled.
Plan diff_pair(const Pair& pair, Sink& sink);
// The plan. Errors in the sink mean that it is refused.
Plan plan_pair(const Pair& pair, Sink& sink, Certificate& certificate);

}  // namespace underpin::cli
