// What a query reads and writes, gathered from its references.
#include <algorithm>
#include <map>

#include "analyze/analyzer.h"
#include "ir/print.h"

namespace underpin::analyze {
namespace {

// By kind and name, so that the order is the names'.
class Gathered {
 public:
  explicit Gathered(const Catalog& catalog) : catalog_(catalog) {}

  void add(ObjectId target) {
    if (!target || catalog_.at(target).removed) return;
    switch (catalog_.kind(target)) {
      case Kind::kTable:
      case Kind::kView:
      case Kind::kMaterializedView:
      case Kind::kSequence: found_.try_emplace({"relation", qualified_name(catalog_, target)}); break;
      case Kind::kFunction:
      case Kind::kAggregate: found_.try_emplace({"function", object_name(catalog_, target)}); break;
      case Kind::kColumn: {
        const ObjectId relation = catalog_.parent(target);
        if (catalog_.is(relation, Kind::kComposite)) return;
        std::vector<std::string>& columns = found_[{"relation", qualified_name(catalog_, relation)}];
        std::string name(catalog_.name(target).text());
        if (std::ranges::find(columns, name) == columns.end()) columns.push_back(std::move(name));
        break;
      }
      default: break;
    }
  }

  std::vector<Access> take() {
    std::vector<Access> out;
    for (auto& [key, columns] : found_) {
      std::ranges::sort(columns);
      out.push_back({key.first, key.second, std::move(columns)});
    }
    return out;
  }

 private:
  const Catalog& catalog_;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> found_;
};

}  // namespace

void Analyzer::accesses(Answer& answer) const {
  std::vector<bool> written(work_->refs.size() + 1, false);
  for (const uint32_t ref : writes_)
    if (ref < written.size()) written[ref] = true;
  Gathered reads(catalog()), writes(catalog());
  for (size_t i = 0; i < work_->refs.size(); ++i) (written[i + 1] ? writes : reads).add(work_->refs[i].target);
  answer.reads = reads.take();
  answer.writes = writes.take();
}

}  // namespace underpin::analyze
