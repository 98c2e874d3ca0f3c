// One scratch database on its way through a plan.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ir/catalog.h"
#include "live/read.h"
#include "live/scratch.h"

namespace underpin {

class ScratchDatabase {
 public:
  // `role` runs the statements; `settings` are said when a session begins.
  ScratchDatabase(live::Scratch& scratch, std::string role, std::vector<std::string> settings)
      : scratch_(scratch), role_(std::move(role)), settings_(std::move(settings)) {}
  // One to be with the same role and settings.
  ScratchDatabase(live::Scratch& scratch, const ScratchDatabase& like)
      : ScratchDatabase(scratch, like.role_, like.settings_) {}
  ~ScratchDatabase();
  ScratchDatabase(const ScratchDatabase&) = delete;
  ScratchDatabase& operator=(const ScratchDatabase&) = delete;

  // Makes it, empty or as a copy. False with the reason.
  bool create(std::string& why);
  bool copy_of(ScratchDatabase& other, std::string& why);

  // A session that is as a script's psql is; a lost one is opened again.
  live::Session& session();
  std::unique_ptr<live::Session> new_session();
  void close();

  // Every statement of the text by itself, as psql does. `role` empty: the server's own user.
  live::Answer run_script(const std::string& text);

  // What a live source would read.
  std::optional<Catalog> read(int target, std::string& why);
  const std::string& name() const { return name_; }

 private:
  live::Scratch& scratch_;
  std::string role_, name_;
  std::vector<std::string> settings_;
  std::unique_ptr<live::Session> session_;
  std::unique_ptr<Sink> found_;  // by the reader
  std::unique_ptr<live::Reader> reader_;
};

}  // namespace underpin
