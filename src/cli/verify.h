// What underpin verify proves, and on what.
#pragma once

#include <memory>
#include <string>

#include "cli/pipeline.h"
#include "live/scratch.h"
#include "verify/engine.h"

namespace underpin::cli {

struct VerifyOptions {
  std::string plan;       // plan.json; or
  std::string sql, undo;  // SQL written by hand; or neither: the pair is planned
  PairOptions pair;       // `to` may be empty
  std::string data;       // a file of statements that put rows
  int rows = 20;
  live::ScratchOptions scratch;
  bool hand_written = false;  // an edited plan is taken as it is
  bool autocommit = false;    // of `sql`
  bool model = false;         // no server is asked
};

// What is to be proved. It lives at one place for as long as the proof.
struct Subject {
  std::unique_ptr<Pair> pair;
  Plan plan;
  std::string plan_id, from, to;  // id: empty of SQL written by hand; titles
  ProofInput input;
};

enum class Opening : uint8_t { kReady, kTrouble, kRefused };

Opening open_subject(const VerifyOptions& options, Subject& subject, Sink& sink);

}  // namespace underpin::cli
