// Where a state comes from: by what the source looks like, the door that reads it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/source.h"
#include "bind/bind.h"
#include "diag/diagnostic.h"
#include "source/environment.h"

namespace underpin::cli {

struct SourceOptions {
  std::string to_version;          // of a migrations folder: the last one that is replayed; empty = all
  std::string elaborate = "auto";  // auto or model: there is no other elaborator yet
};

// A state's texts, and what is known beside them.
struct Opened {
  std::shared_ptr<SourceSet> sources = std::make_shared<SourceSet>();
  bool history = false;     // statements mean something only in their order
  int major = 0;            // that the source itself speaks for: a server's, a snapshot's; 0 = none
  std::string fingerprint;  // what a snapshot says that its state has; else empty
  Environment environment;
};

// False where the source cannot be read: the sink says why.
bool open_source(const std::string& source, const SourceOptions& options, Opened& opened, Sink& sink);

// The catalog of what was opened, for one target.
Catalog elaborate(const Opened& opened, int target, Sink& sink);

// The target that the sources themselves speak for: a server's major version, as far as it is one that Underpin
// knows; else the newest.
int natural_target(const Opened& opened);

// How a source is called in documents: a path as given, of an absolute one the last part only; a server without user
// and password.
std::string source_title(const std::string& source);

}  // namespace underpin::cli
