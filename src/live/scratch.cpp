#include "live/scratch.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "diag/codes.h"
#include "ir/print.h"
#include "live/conninfo.h"

namespace underpin::live {
namespace {

std::unique_ptr<Scratch> refuse(std::string what, std::string why, std::string hint, Sink& sink) {
  Diagnostic& found = sink.emit(code::kNoScratchServer, {}, std::move(what));
  found.detail = std::move(why);
  found.hint = std::move(hint);
  return nullptr;
}

}  // namespace

std::unique_ptr<Scratch> Scratch::start(const ScratchOptions& options, Sink& sink) {
  std::unique_ptr<Scratch> scratch(new Scratch);
  std::string why;
  if (!options.server.empty()) {
    scratch->conninfo_ = options.server;
  } else {
    const std::vector<Programs> found = installed_programs(options.programs);
    const Programs* programs = best_programs(found, options.major);
    if (programs == nullptr)
      return refuse(options.programs.empty() ? "there is no PostgreSQL server on this machine"
                                             : "there is no PostgreSQL server in \"" + options.programs + "\"",
                    "A proof needs initdb and postgres of a major version from 14 on.",
                    "Install PostgreSQL, or say where it is: --pg-bin FOLDER, or --server URL.", sink);
    scratch->cluster_ = Cluster::start(*programs, why);
    if (scratch->cluster_ == nullptr)
      return refuse("the server of \"" + programs->folder + "\" cannot be started", why, "", sink);
    scratch->conninfo_ = scratch->cluster_->conninfo();
  }
  if (!scratch->connect(why))
    return refuse("could not connect to " + conninfo_title(scratch->conninfo_), why, "", sink);
  return scratch;
}

bool Scratch::connect(std::string& why) {
  admin_ = Session::open(conninfo_, "", why);
  if (admin_ == nullptr) return false;
  const Answer answer = admin_->run(
      "SELECT current_setting('server_version'), current_user, rolsuper FROM pg_catalog.pg_roles WHERE rolname = "
      "current_user");
  if (!answer.done || answer.rows.empty()) {
    why = answer.message;
    return false;
  }
  version_ = answer.rows[0][0].substr(0, answer.rows[0][0].find(' '));
  user_ = answer.rows[0][1];
  if (answer.rows[0][2] != "t") why = "role \"" + user_ + "\" is no superuser: it may not make what a proof needs";
  return answer.rows[0][2] == "t";
}

Scratch::~Scratch() {
  if (cluster_ != nullptr || admin_ == nullptr) return;
  const std::vector<std::string> databases = databases_;
  for (const std::string& name : databases) drop_database(name);
  for (const std::string& role : roles_) admin_->run("DROP ROLE IF EXISTS " + quote_identifier(role));
}

bool Scratch::create_database(std::string& name, const std::string& source, std::string& why) {
  name = fmt::format("underpin_scratch_{}_{}", ::getpid(), ++created_);
  const std::string strategy = major() >= 15 ? " STRATEGY file_copy" : "";
  const Answer answer = admin_->run(
      fmt::format("CREATE DATABASE {} TEMPLATE {}{}", name, source.empty() ? "template0" : source, strategy));
  if (answer.done) databases_.push_back(name);
  why = answer.message;
  return answer.done;
}

void Scratch::drop_database(const std::string& name) {
  admin_->run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  databases_.erase(std::remove(databases_.begin(), databases_.end(), name), databases_.end());
}

bool Scratch::create_roles(const std::set<std::string>& names, std::string& why) {
  for (const std::string& name : names) {
    const Answer there = admin_->run("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = " + quote_literal(name));
    if (!there.rows.empty()) continue;
    const Answer made =
        admin_->run("CREATE ROLE " + quote_identifier(name) + (cluster_ != nullptr ? " SUPERUSER" : ""));
    if (!made.done) {
      why = "role \"" + name + "\": " + made.message;
      return false;
    }
    roles_.push_back(name);
  }
  return true;
}

}  // namespace underpin::live
