#include "cli/sources.h"

#include <algorithm>
#include <filesystem>

#include "diag/codes.h"
#include "ir/attributes.h"
#include "live/conninfo.h"
#include "live/read.h"
#include "source/git.h"
#include "source/load.h"
#include "source/migrations.h"
#include "source/snapshot.h"

namespace underpin::cli {
namespace {

constexpr int kOldestTarget = 14, kNewestTarget = 18;
constexpr std::string_view kMigrationsPrefix = "migrations:", kGitPrefix = "git:";

// A file that is a snapshot; others are DDL already.
bool take_snapshot(const std::string& source, std::shared_ptr<SourceSet> file, Opened& opened, Sink& sink) {
  Snapshot snapshot;
  if (file->files().size() != 1 || !read_snapshot(source_title(source), file->files().front()->text, snapshot, sink))
    return false;
  opened.major = snapshot.target;
  opened.fingerprint = snapshot.fingerprint;
  opened.environment = std::move(snapshot.environment);
  opened.sources->add(source, std::move(snapshot.ddl), std::string::npos);
  return true;
}

bool open_server(const std::string& conninfo, Opened& opened, Sink& sink) {
  const bool read = live::read_server(conninfo, *opened.sources, opened.environment, sink);
  opened.major = opened.environment.server_major;
  return read;
}

bool open_migrations(const std::string& folder, const SourceOptions& options, Opened& opened, Sink& sink) {
  opened.history = true;
  return load_migrations(folder, options.to_version, *opened.sources, sink);
}

}  // namespace

bool open_source(const std::string& source, const SourceOptions& options, Opened& opened, Sink& sink) {
  if (live::is_conninfo(source)) return open_server(source, opened, sink);
  if (source.starts_with(kMigrationsPrefix))
    return open_migrations(source.substr(kMigrationsPrefix.size()), options, opened, sink);
  auto texts = std::make_shared<SourceSet>();
  const bool from_git = source.starts_with(kGitPrefix);
  if (!(from_git ? load_revision(source.substr(kGitPrefix.size()), *texts, sink) : load(source, *texts, sink))) {
    opened.sources = texts;  // findings point into them
    return false;
  }
  if (source.ends_with(".json")) return take_snapshot(source, texts, opened, sink);
  opened.sources = std::move(texts);
  return true;
}

Catalog elaborate(const Opened& opened, int target, Sink& sink) {
  const BindOptions options{.target = target, .any_order = !opened.history};
  Catalog catalog = underpin::elaborate(opened.sources, options, sink);
  if (opened.fingerprint.empty() || sink.failed()) return catalog;
  const std::string found = target == opened.major
                                ? fingerprint(catalog)
                                : fingerprint(underpin::elaborate(opened.sources, {.target = opened.major}, sink));
  if (found != opened.fingerprint)
    sink.emit(code::kBadSnapshot, {}, "the snapshot's state is not the one that its fingerprint was made of").detail =
        "It says " + opened.fingerprint + ", its DDL has " + found + ": it was edited, or made by another version.";
  return catalog;
}

int natural_target(const Opened& opened) {
  return opened.major == 0 ? kNewestTarget : std::clamp(opened.major, kOldestTarget, kNewestTarget);
}

std::string source_title(const std::string& source) {
  if (source == "-") return "standard input";
  if (live::is_conninfo(source)) return live::conninfo_title(source);
  if (source.starts_with(kMigrationsPrefix))
    return std::string(kMigrationsPrefix) + source_title(source.substr(kMigrationsPrefix.size()));
  if (source.starts_with(kGitPrefix)) return source;
  const std::filesystem::path given = std::filesystem::path(source).lexically_normal();
  if (given.is_relative()) return given.has_filename() ? given.string() : given.parent_path().string();
  return given.has_filename() ? given.filename().string() : given.parent_path().filename().string();
}

}  // namespace underpin::cli
