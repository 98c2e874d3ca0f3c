// underpin.toml as a value. schemas/underpin.schema.json describes the file; the README explains it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/source.h"
#include "diag/diagnostic.h"

namespace underpin {

struct ConsumerConfig {
  std::string name, owner;
  std::string kind = "service";  // service, job, analytics, cdc
  std::vector<std::string> queries;
  std::vector<std::string> search_path;  // empty: "$user", public
  std::string deployed;                  // a git revision whose queries run now; empty: those of the work tree
  Place place;
  std::vector<Place> query_places;  // of each pattern
};

// A setting that names a finding: a code or slug, which only later stages know.
struct CodeSetting {
  std::string code, value;
  Place place;
};

struct CheckConfig {
  std::string level;                  // result, write, read, none; empty: not said
  std::string threshold;              // error, warning, note; empty: not said
  std::vector<CodeSetting> severity;  // code = "off", "note", "warning" or "error"
  std::vector<CodeSetting> ignore;    // code, and what it is about ("public.legacy_*") or nothing
  std::string baseline;
};

struct Config {
  std::string folder;  // where the file lies, as paths in it count from there; empty: the work folder
  std::shared_ptr<SourceSet> text = std::make_shared<SourceSet>();
  bool found = false;

  std::string schema_path;
  int target = 0;  // 0: not said
  std::vector<ConsumerConfig> consumers;
  CheckConfig check;

  // A path in the file as one from the work folder.
  std::string path(const std::string& in_file) const;
};

// The file of that name; empty: `underpin.toml` in the work folder or the nearest folder above it, up to the top of a
// git work tree; none is no error. False where it is wrong: the sink says why.
bool read_config(const std::string& file, Config& config, Sink& sink);

// The same of a text, whose name is for findings.
bool read_config_text(const std::string& name, std::string text, Config& config, Sink& sink);

// A commented file to begin with, for a schema that lies in `schema_path`.
std::string initial_config(const std::string& schema_path, int target);

}  // namespace underpin
