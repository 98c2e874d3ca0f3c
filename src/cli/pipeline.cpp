#include "cli/pipeline.h"

#include <filesystem>
#include <thread>
#include <utility>

#include "cli/owners.h"
#include "diag/codes.h"
#include "diff/diff.h"
#include "ir/attributes.h"
#include "source/load.h"
#include "verify/simulate.h"

namespace underpin::cli {
namespace {

// One side on its way: what it found stays apart from what the other finds, so that the order is always the same.
struct Side {
  std::shared_ptr<SourceSet> sources = std::make_shared<SourceSet>();
  Catalog catalog;
  Sink sink;

  void run(const BindOptions& options) { catalog = elaborate(sources, options, sink); }
};

void append(const Sink& from, Sink& to) {
  for (const Diagnostic& found : from.all()) to.emit(*found.code, found.place, {}) = found;
}

}  // namespace

std::unique_ptr<Pair> elaborate_pair(const PairOptions& options, Sink& sink) {
  Side before, after;
  bool readable = load(options.from, *before.sources, sink);
  readable &= load(options.to, *after.sources, sink);
  if (!readable) return nullptr;
  const BindOptions bind_options{.target = options.target};
  std::thread other([&] { after.run(bind_options); });
  before.run(bind_options);
  other.join();
  append(before.sink, sink);
  append(after.sink, sink);
  if (sink.failed()) return nullptr;
  auto pair = std::make_unique<Pair>(Pair{.before = std::move(before.catalog), .after = std::move(after.catalog)});
  const Symbol owner = options.owner.empty() ? infer_owner(pair->before, pair->after) : intern(options.owner);
  pair->before.default_owner = pair->after.default_owner = owner;
  return pair;
}

Plan diff_pair(const Pair& pair, int target, Sink& sink) {
  Plan plan;
  plan.target = target;
  plan.diff = diff(pair.before, pair.after, sink);
  plan.from_fingerprint = fingerprint(pair.before);
  plan.to_fingerprint = fingerprint(pair.after);
  return plan;
}

Plan plan_pair(const Pair& pair, int target, Sink& sink, Certificate& certificate) {
  Diff differences = diff(pair.before, pair.after, sink);
  if (sink.failed()) return {};
  Plan plan = make_plan(std::move(differences), {.target = target}, sink);
  plan.from_fingerprint = fingerprint(pair.before);
  plan.to_fingerprint = fingerprint(pair.after);
  if (sink.failed()) return plan;
  if (prove(plan, pair.before, pair.after, sink))
    certificate.proved.push_back(
        {.what = "the plan leads from the old state to the new one", .how = "simulated on the model"});
  certificate.not_proved.push_back(
      {.what = "what a server of the target's version does with it", .how = "no server was asked"});
  return plan;
}

std::string source_title(const std::string& path) {
  if (path == "-") return "standard input";
  const std::filesystem::path given = std::filesystem::path(path).lexically_normal();
  if (given.is_relative()) return given.has_filename() ? given.string() : given.parent_path().string();
  return given.has_filename() ? given.filename().string() : given.parent_path().filename().string();
}

}  // namespace underpin::cli
