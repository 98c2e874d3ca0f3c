#include "source/git.h"

#include <git2.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "diag/codes.h"
#include "source/load.h"

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

 private:
  struct File {
    std::string path;
    git_oid id;
  };
  struct Walk {
    std::string base;
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
    if (git_tree_entry_type(entry) == GIT_OBJECT_BLOB && name.ends_with(".sql"))
      walk.files.push_back({walk.base + root + name, *git_tree_entry_id(entry)});
    return 0;
  }

  bool folder(const git_tree* tree, const std::string& base) {
    Walk walk{.base = base, .files = {}};
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
    return add_text(name_ + ":" + path, std::string(text, static_cast<size_t>(git_blob_rawsize(found))), set_, sink_);
  }

  std::string name_;
  SourceSet& set_;
  Sink& sink_;
  Repository repository_;
};

}  // namespace

bool load_revision(const std::string& what, SourceSet& set, Sink& sink) {
  const size_t colon = what.find(':');
  std::string path = colon == what.npos ? "" : what.substr(colon + 1);
  while (path.ends_with('/')) path.pop_back();
  return Revision(what.substr(0, colon), set, sink).load(path);
}

}  // namespace underpin
