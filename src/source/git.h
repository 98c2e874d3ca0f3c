// A file or folder as it was in a git revision, from the object store: no work tree is touched or needed.
#pragma once

#include <optional>
#include <string>

#include "base/source.h"
#include "diag/diagnostic.h"

namespace underpin {

// `what` is REV:PATH, as in `git show`: the path counts from the top of the repository that the current folder (or
// GIT_DIR) belongs to, bare ones too; an empty path is all of it. Adds the file, or every *.sql file below the folder
// as load() does. False where it cannot be had: the sink says why.
bool load_revision(const std::string& what, SourceSet& set, Sink& sink);

// Every file of a revision whose path matches the pattern (source/pattern.h), which counts from the work folder. How
// many there were; a revision that cannot be had is an error in the sink.
size_t load_revision_pattern(const std::string& revision, const std::string& pattern, SourceSet& set, Sink& sink);

// Where the branch of the work tree left the main one.
struct MergeBase {
  std::string revision;  // its first twelve digits
  std::string branch;    // the main branch that was found: "origin/main"
  std::string path;      // of the file or folder, from the top of the repository
};
// Nothing where the file or folder lies in no work tree, or that has no such branch: `branch` of origin, or of its own;
// where none is given HEAD of origin, else origin/main, origin/master, main or master. On the branch itself the base is
// its last commit.
std::optional<MergeBase> merge_base(const std::string& path, const std::string& branch);

// The work tree that the work folder lies in; absolute paths, empty where there is none.
struct WorkTree {
  std::string top, folder;
};
WorkTree work_tree();

}  // namespace underpin
