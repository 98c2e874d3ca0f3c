// A file or folder as it was in a git revision, from the object store: no work tree is touched or needed.
#pragma once

#include <string>

#include "base/source.h"
#include "diag/diagnostic.h"

namespace underpin {

// `what` is REV:PATH, as in `git show`: the path counts from the top of the repository that the current folder (or
// GIT_DIR) belongs to, bare ones too; an empty path is all of it. Adds the file, or every *.sql file below the folder
// as load() does. False where it cannot be had: the sink says why.
bool load_revision(const std::string& what, SourceSet& set, Sink& sink);

}  // namespace underpin
