// One run of a plan on a scratch database: forward step by step, then back.
#pragma once

#include "verify/engine.h"
#include "verify/observe.h"
#include "verify/replay.h"
#include "verify/rows.h"
#include "verify/scratch_database.h"
#include "verify/stations.h"
#include "verify/tally.h"

namespace underpin {

class EngineRun {
 public:
  // `notes`: why tables have no rows.
  EngineRun(const ProofInput& input, const Stations& stations, live::Scratch& scratch, ScratchDatabase& database,
            const std::vector<std::string>& notes);

  // The database holds the old state.
  void all(Proof& proof);
  // Why a step failed, where it is for the values of rows; else empty.
  const std::string& misfit() const { return misfit_; }

 private:
  struct Before {
    SeenRelations relations;
    Prediction prediction;
  };

  bool start();
  bool step(size_t i);
  void set_lock_timeout(const Step& step);
  Before look(const Step& step, ObservedStep& seen);
  live::Answer run_in_block(size_t i, SeenLocks& locks);
  live::Answer run_alone(const Step& step, const Prediction& prediction, SeenLocks& locks);
  void compare_locks(const Step& step, const Before& before, const SeenLocks& gained, const SeenLocks& held,
                     ObservedStep& seen);
  void compare_effects(const Before& before, const SeenRelations& after, bool counts_scans, ObservedStep& seen);
  void compare_state(size_t i, const std::string& when, ProofClaim& claim);
  void compare_state(const Catalog& ought, const Catalog& unowned, const std::string& when, ProofClaim& claim);
  void compare_guard(const Step& step, const std::string& answer, bool done, ProofClaim& claim);
  std::string ask(const Step& step);
  void finish();
  void end_state();
  void resume_between();
  void write_meanwhile(size_t i);
  void undo();
  void undo_by_hand();
  void compare_rows(bool back);
  void note_misfit();
  void say_what_was_not_looked_at();
  void count_rows(Proof& proof);

  const ProofInput& input_;
  const Plan& plan_;
  const Stations& stations_;
  const Stations unowned_;  // the same, where the old state does not say who owns what it leaves unstated
  live::Scratch& scratch_;
  ScratchDatabase& database_;
  ScratchDatabase origin_;  // the old state with its rows, kept
  Tally tally_;
  ProofClaim &state_, &runs_, &states_, &end_, &locks_, &effects_, &guards_, &rows_, &values_, &undo_, &resume_;
  std::vector<ObservedStep> steps_;
  SeenRelations old_;   // before the plan
  SeenLocks in_block_;  // held since the transaction began
  std::string timeout_, misfit_;
  std::unique_ptr<Script> script_;
  Replay replay_;
  std::vector<const Catalog*> lost_;  // on the way back: the states behind the steps that lost rows
  bool note_owners_ = false;          // owners were left out
};

}  // namespace underpin
