// The same change by PostgreSQL's plain statements, and the same writes before it: what a plan does to rows, in
// whatever steps and whoever writes meanwhile, has to come to the same.
#pragma once

#include <memory>

#include "verify/engine.h"
#include "verify/scratch_database.h"
#include "verify/stations.h"

namespace underpin {

class Replay {
 public:
  // `origin`: the old state with its rows. `like`: a database with the role and settings that plans run with.
  Replay(const ProofInput& input, const Stations& stations, live::Scratch& scratch, ScratchDatabase& origin,
         ScratchDatabase& like, ProofClaim& claim);
  ~Replay();

  // Is there a reason to write at the stop behind step i: is a trigger of the plan's own in force, and a phase over?
  bool wants(size_t i) const;
  // On a copy of the database, which is at that stop: writes, goes on to the end (or, behind the switch, back to the
  // start) and compares.
  void write_at(size_t i, ScratchDatabase& database);
  // Do PostgreSQL's plain statements take the rows? Then it is no fault of the rows where a step does not.
  bool plain_takes_rows();
  // Of the plan as it ran, without any writes.
  void compare_end(ScratchDatabase& database);

 private:
  struct Reference;

  bool has_own_trigger(size_t state) const;
  bool begin();
  bool run_plain(ScratchDatabase& copy);
  bool run_rest(size_t i, ScratchDatabase& copy);
  bool run_back(size_t i, ScratchDatabase& copy);
  using Writes = std::vector<std::string>;
  Reference* reference(const Writes& writes, bool plain);
  std::unique_ptr<Reference> make(const Writes& writes, bool plain);
  const Writes& taken_by(bool plain);
  void refused(const std::string& sql, const std::string& why, size_t i);
  void compare(Reference& reference, ScratchDatabase& database, const std::string& when);
  void leave_open(std::string why);

  const ProofInput& input_;
  const Stations& stations_;
  live::Scratch& scratch_;
  ScratchDatabase &origin_, &like_;
  ProofClaim& claim_;
  Plan plain_;
  Writes writes_;
  std::optional<Writes> taken_by_old_, taken_by_new_;  // of writes_
  bool begun_ = false, possible_ = false;
  std::vector<std::unique_ptr<Reference>> references_;
};

}  // namespace underpin
