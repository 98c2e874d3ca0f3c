// The way from two sources to a diff or a plan: the stages in their order, and nothing else.
#pragma once

#include <memory>
#include <string>

#include "bind/bind.h"
#include "emit/formats.h"
#include "plan/plan.h"

namespace underpin::cli {

struct PairOptions {
  std::string from, to;  // files, folders, or "-" for standard input
  int target = 18;
  std::string owner;  // the role that objects without a stated owner belong to; empty = inferred
};

// Both states. They live at one place for as long as anything made of them does.
struct Pair {
  Catalog before, after;
};

// What a command works on.
struct Work {
  std::unique_ptr<Pair> pair;
  Plan plan;
};

// Reads and binds both sides, at the same time. nullptr when either is wrong: the sink says why.
std::unique_ptr<Pair> elaborate_pair(const PairOptions& options, Sink& sink);

// The differences, in a document of which only the diff's part is filled.
Plan diff_pair(const Pair& pair, int target, Sink& sink);
// The plan. Errors in the sink mean that it is refused.
Plan plan_pair(const Pair& pair, int target, Sink& sink, Certificate& certificate);

// How a state is called in documents: the path as given; of an absolute one the last part only.
std::string source_title(const std::string& path);

}  // namespace underpin::cli
