#include "source/git.h"

#include <git2.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "diag/codes.h"
#include "source/load.h"
#include "source/pattern.h"

namespace underpin {
namespace {

template <class T, void (*Free)(T*)>
struct Freed {
  void operator()(T* value) const { Free(value); }
};
using Repository = std::unique_ptr<git_repository, Freed<git_repository, git_repository_free>>;
using GitObject = std::unique_ptr<git_object, Freed<git_object, git_object_free>>;
using Entry = std::unique_ptr<git_tree_entry, Freed<git_tree_entry, git_tree_entry_free>>;
using Blob = std::unique_ptr<git_blob, Freed<git_blob, git_blob_free>>;

class Revision {
 public:
  Revision(std::string name, SourceSet& set, Sink& sink) : name_(std::move(name)), set_(set), sink_(sink) {
    git_libgit2_init();
  }
  ~Revision() {
    repository_.reset();
    git_libgit2_shutdown();
  }
  Revision(const Revision&) = delete;
  Revision& operator=(const Revision&) = delete;

  bool load(const std::string& path) {
    GitObject tree = open();
    if (!tree) return false;
    if (path.empty()) return folder(reinterpret_cast<git_tree*>(tree.get()), "");
    git_tree_entry* found = nullptr;
    if (git_tree_entry_bypath(&found, reinterpret_cast<git_tree*>(tree.get()), path.c_str()) != 0)
      return fail("revision \"" + name_ + "\" has no \"" + path + "\"");
    const Entry entry(found);
    if (git_tree_entry_type(found) == GIT_OBJECT_BLOB) return file(*git_tree_entry_id(found), path);
    git_tree* below = nullptr;
    if (git_tree_lookup(&below, repository_.get(), git_tree_entry_id(found)) != 0)
      return fail("could not read \"" + path + "\"");
    const GitObject owner(reinterpret_cast<git_object*>(below));
    return folder(below, path + "/");
  }

  size_t load_pattern(const std::string& pattern) {
    namespace fs = std::filesystem;
    const GitObject tree = open();
    if (!tree) return 0;
    std::error_code error;
    const char* top = git_repository_workdir(repository_.get());
    if (top == nullptr) return fail("the repository has no work tree"), 0;
    const fs::path whole = fs::absolute(pattern).lexically_normal();
    const std::string inside = whole.lexically_relative(fs::canonical(top, error)).string();
    Walk walk{.base = "", .pattern = &inside};
    if (git_tree_walk(reinterpret_cast<git_tree*>(tree.get()), GIT_TREEWALK_PRE, visit, &walk) != 0)
      return fail("could not read revision \"" + name_ + "\""), 0;
    std::ranges::sort(walk.files, {}, &File::path);
    for (const File& one : walk.files) file(one.id, one.path);
    return walk.files.size();
  }

 private:
  struct File {
    std::string path;
    git_oid id;
  };
  struct Walk {
    std::string base;
    const std::string* pattern = nullptr;  // else every .sql file
    std::vector<File> files;
  };

  bool fail(std::string message) {
    Diagnostic& found = sink_.emit(code::kGitSource, {}, std::move(message));
    if (const git_error* error = git_error_last(); error != nullptr && error->message != nullptr)
      found.detail = error->message;
    return false;
  }

  // The tree of the revision, or null.
  GitObject open() {
    git_repository* repository = nullptr;
    if (git_repository_open_ext(&repository, ".", GIT_REPOSITORY_OPEN_FROM_ENV, nullptr) != 0)
      return fail("the current folder is in no git repository"), nullptr;
    repository_.reset(repository);
    git_object *found = nullptr, *tree = nullptr;
    if (git_revparse_single(&found, repository, name_.c_str()) != 0)
      return fail("there is no revision \"" + name_ + "\""), nullptr;
    const GitObject revision(found);
    if (git_object_peel(&tree, found, GIT_OBJECT_TREE) != 0) return fail("\"" + name_ + "\" is no revision"), nullptr;
    return GitObject(tree);
  }

  // Hidden files and folders are left out, as those of a work tree are.
  static int visit(const char* root, const git_tree_entry* entry, void* payload) {
    Walk& walk = *static_cast<Walk*>(payload);
    const std::string name = git_tree_entry_name(entry);
    if (name.starts_with('.')) return 1;
    const std::string path = walk.base + root + name;
    const bool wanted = walk.pattern == nullptr ? name.ends_with(".sql") : matches_pattern(*walk.pattern, path);
    if (git_tree_entry_type(entry) == GIT_OBJECT_BLOB && wanted)
      walk.files.push_back({path, *git_tree_entry_id(entry)});
    return 0;
  }

  bool folder(const git_tree* tree, const std::string& base) {
    Walk walk{.base = base};
    if (git_tree_walk(tree, GIT_TREEWALK_PRE, visit, &walk) != 0) return fail("could not read \"" + base + "\"");
    std::ranges::sort(walk.files, {}, &File::path);
    if (walk.files.empty())
      sink_.emit(code::kNoSqlFiles, {}, "folder \"" + base + "\" of revision \"" + name_ + "\" has no .sql files")
          .detail = "It is taken as an empty state.";
    return std::ranges::all_of(walk.files, [&](const File& f) { return file(f.id, f.path); });
  }

  bool file(const git_oid& id, const std::string& path) {
    git_blob* found = nullptr;
    if (git_blob_lookup(&found, repository_.get(), &id) != 0) return fail("could not read \"" + path + "\"");
    const Blob blob(found);
    const auto* text = static_cast<const char*>(git_blob_rawcontent(found));
    return add_text(name_ + ":" + path, std::string(text, static_cast<size_t>(git_blob_rawsize(found))), set_, sink_,
                    name_.size() + 1);
  }

  std::string name_;
  SourceSet& set_;
  Sink& sink_;
  Repository repository_;
};

using Reference = std::unique_ptr<git_reference, Freed<git_reference, git_reference_free>>;

std::vector<std::string> candidates(const std::string& branch) {
  if (branch.empty())
    return {"refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main",
            "refs/heads/master"};
  return {"refs/remotes/origin/" + branch, "refs/heads/" + branch, "refs/remotes/" + branch};
}

// The commit at the end of the branch, and what it is called.
bool find_branch(git_repository* repository, const std::string& branch, git_oid& commit, std::string& name) {
  for (const std::string& candidate : candidates(branch)) {
    git_reference *found = nullptr, *resolved = nullptr;
    if (git_reference_lookup(&found, repository, candidate.c_str()) != 0) continue;
    const Reference symbolic(found);
    if (git_reference_resolve(&resolved, found) != 0) continue;
    const Reference direct(resolved);
    commit = *git_reference_target(resolved);
    name = git_reference_shorthand(resolved);
    return true;
  }
  return false;
}

std::optional<MergeBase> base_of(git_repository* repository, const std::string& path, const std::string& branch) {
  namespace fs = std::filesystem;
  const char* top = git_repository_workdir(repository);
  std::error_code error;
  const fs::path whole = fs::canonical(path, error);
  if (error || top == nullptr) return {};
  const fs::path inside = whole.lexically_relative(fs::canonical(top, error));
  if (error || inside.empty() || *inside.begin() == "..") return {};
  MergeBase out;
  git_oid head, main, base;
  if (!find_branch(repository, branch, main, out.branch)) return {};
  if (git_reference_name_to_id(&head, repository, "HEAD") != 0) return {};
  if (git_merge_base(&base, repository, &head, &main) != 0) return {};
  char digits[GIT_OID_HEXSZ + 1];
  out.revision.assign(git_oid_tostr(digits, sizeof digits, &base), 12);
  out.path = inside == "." ? "" : inside.string();
  return out;
}

}  // namespace

size_t load_revision_pattern(const std::string& revision, const std::string& pattern, SourceSet& set, Sink& sink) {
  return Revision(revision, set, sink).load_pattern(pattern);
}

std::optional<MergeBase> merge_base(const std::string& path, const std::string& branch) {
  git_libgit2_init();
  std::optional<MergeBase> out;
  git_repository* opened = nullptr;
  if (git_repository_open_ext(&opened, path.c_str(), GIT_REPOSITORY_OPEN_FROM_ENV, nullptr) == 0) {
    const Repository repository(opened);
    out = base_of(opened, path, branch);
  }
  git_libgit2_shutdown();
  return out;
}

WorkTree work_tree() {
  namespace fs = std::filesystem;
  git_libgit2_init();
  WorkTree out;
  git_repository* opened = nullptr;
  if (git_repository_open_ext(&opened, ".", GIT_REPOSITORY_OPEN_FROM_ENV, nullptr) == 0) {
    const Repository repository(opened);
    std::error_code error;
    if (const char* top = git_repository_workdir(opened); top != nullptr) {
      out = {.top = fs::canonical(top, error).string(), .folder = fs::current_path(error).string()};
      if (error) out = {};
    }
  }
  git_libgit2_shutdown();
  return out;
}

bool load_revision(const std::string& what, SourceSet& set, Sink& sink) {
  const size_t colon = what.find(':');
  std::string path = colon == what.npos ? "" : what.substr(colon + 1);
  while (path.ends_with('/')) path.pop_back();
  return Revision(what.substr(0, colon), set, sink).load(path);
}

}  // namespace underpin
