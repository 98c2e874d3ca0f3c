#include "verify/scratch_database.h"

#include "base/check.h"
#include "bind/bind.h"
#include "ir/print.h"
#include "parse/statement.h"

namespace underpin {

ScratchDatabase::~ScratchDatabase() {
  close();
  if (!name_.empty()) scratch_.drop_database(name_);
}

bool ScratchDatabase::create(std::string& why) { return scratch_.create_database(name_, "", why); }

bool ScratchDatabase::copy_of(ScratchDatabase& other, std::string& why) {
  other.close();
  return scratch_.create_database(name_, other.name_, why);
}

std::unique_ptr<live::Session> ScratchDatabase::new_session() {
  std::string why;
  auto session = live::Session::open(scratch_.conninfo(), name_, why);
  UNDERPIN_CHECK(session != nullptr);
  if (role_ != scratch_.user()) session->run("SET SESSION AUTHORIZATION " + quote_identifier(role_));
  for (const std::string& setting : settings_) session->run(setting);
  return session;
}

live::Session& ScratchDatabase::session() {
  if (session_ == nullptr || !session_->is_open()) session_ = new_session();
  return *session_;
}

live::Answer ScratchDatabase::run_script(const std::string& text) {
  SourceSet sources;
  sources.add("script.sql", text);
  Sink quiet;
  live::Answer answer;
  for (const StatementSpan& span : split(*sources.files().front(), quiet).statements) {
    answer = session().run(std::string(span.text()));
    if (!answer.done) return answer;
  }
  return answer;
}

void ScratchDatabase::close() {
  session_.reset();
  reader_.reset();
}

std::optional<Catalog> ScratchDatabase::read(int target, std::string& why) {
  auto sources = std::make_shared<SourceSet>();
  Environment environment;
  if (reader_ == nullptr) {
    found_ = std::make_unique<Sink>();
    reader_ = std::make_unique<live::Reader>(scratch_.conninfo(), name_, *found_);
  }
  Sink sink;
  if (reader_->read(*sources, environment)) {
    Catalog catalog = elaborate(sources, {.target = target}, sink);
    if (!sink.failed()) {
      catalog.default_owner = intern(role_);
      return catalog;
    }
  }
  for (const Sink* findings : {static_cast<const Sink*>(found_.get()), static_cast<const Sink*>(&sink)})
    for (const Diagnostic& found : findings->all())
      if (found.level == Level::kError && why.empty()) why = found.message + " " + found.detail;
  return std::nullopt;
}

}  // namespace underpin
