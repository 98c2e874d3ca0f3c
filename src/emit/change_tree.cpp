#include "emit/change_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "emit/words.h"
#include "ir/print.h"

namespace underpin::emit {
namespace {

class Builder {
 public:
  explicit Builder(const Diff& diff) : diff_(diff) {}

  std::vector<ChangeGroup> build() {
    for (const Change& change : diff_.changes) {
      if (is_constraints_index(change)) continue;
      const uint32_t at = entry(subject(diff_, change));
      entries_[at].change = &change;
    }
    std::vector<ChangeGroup> groups;
    for (const auto& [schema, roots] : groups_) groups.push_back({.schema = schema, .nodes = nodes(roots)});
    return groups;
  }

 private:
  struct Entry {
    Subject of;
    const Change* change = nullptr;
    std::vector<uint32_t> children = {};
  };

  // It comes, changes and goes with the constraint, which says all that a person wants to know.
  bool is_constraints_index(const Change& change) const {
    if (change.kind != Kind::kIndex) return false;
    const auto serves = [](const Catalog& catalog, ObjectId id) { return !id || catalog.body<Index>(id).constraint; };
    const bool comments = change.touches("comment") || change.touches("labels");
    return !comments && serves(*diff_.before, change.before) && serves(*diff_.after, change.after);
  }

  // An object that both states have stands in the tree once, as it is afterwards.
  Subject latest(Subject of) const {
    if (of.catalog != diff_.before) return of;
    const auto match = diff_.to_after.find(of.id);
    return match == diff_.to_after.end() ? of : Subject{.catalog = diff_.after, .id = match->second};
  }

  // The place of an object in entries_; it and what it is a part of are made when they are not there.
  uint32_t entry(Subject of) {
    of = latest(of);
    const uint64_t key = (uint64_t{of.catalog == diff_.before} << 32) | of.id.value;
    if (const auto known = index_.find(key); known != index_.end()) return known->second;
    const auto at = static_cast<uint32_t>(entries_.size());
    entries_.push_back({.of = of});
    index_.emplace(key, at);
    const ObjectId parent = of.catalog->parent(of.id);
    if (parent && info(of.catalog->kind(of.id)).home == Home::kParent) {
      const uint32_t whole = entry({.catalog = of.catalog, .id = parent});
      entries_[whole].children.push_back(at);
    } else {
      groups_[group(of)].push_back(at);
    }
    return at;
  }

  static std::string group(Subject of) {
    const ObjectId schema = of.catalog->is(of.id, Kind::kSchema) ? of.id : of.catalog->schema_of(of.id);
    return schema ? std::string(of.catalog->name(schema).text()) : std::string();
  }

  std::vector<ChangeNode> nodes(const std::vector<uint32_t>& places) const {
    std::vector<std::pair<std::tuple<Kind, uint16_t, std::string>, uint32_t>> sorted;
    for (const uint32_t at : places) {
      const auto& [catalog, id] = entries_[at].of;
      const uint16_t position = catalog->is(id, Kind::kColumn) ? catalog->body<Column>(id).position : uint16_t{0};
      sorted.push_back({{catalog->kind(id), position, short_name(*catalog, id)}, at});
    }
    std::ranges::sort(sorted);
    std::vector<ChangeNode> out;
    for (const auto& [key, at] : sorted) {
      const Entry& e = entries_[at];
      out.push_back({.catalog = e.of.catalog, .object = e.of.id, .change = e.change, .children = nodes(e.children)});
    }
    return out;
  }

  const Diff& diff_;
  std::vector<Entry> entries_;
  std::unordered_map<uint64_t, uint32_t> index_;
  std::map<std::string, std::vector<uint32_t>> groups_;
};

bool is_whole(const ChangeNode& node) { return node.change != nullptr && node.change->type != ChangeType::kAlter; }

void count(const ChangeNode& node, ChangeCounts& counts) {
  if (node.change != nullptr) {
    const ChangeType type = node.change->type;
    ++(type == ChangeType::kCreate ? counts.created : type == ChangeType::kDrop ? counts.dropped : counts.altered);
  }
  if (!is_whole(node))
    for (const ChangeNode& child : node.children) count(child, counts);
}

// "(email, lower(name))" of an index or constraint, as far as its attributes say it.
std::string columns_of(const ChangeNode& node, std::string_view slug) {
  const std::string list = display(*node.catalog, node.object, slug);
  return list.empty() || list.starts_with('(') ? list : "(" + list + ")";
}

}  // namespace

std::vector<ChangeGroup> change_tree(const Diff& diff) { return Builder(diff).build(); }

ChangeCounts count_changes(const std::vector<ChangeGroup>& groups) {
  ChangeCounts counts;
  for (const ChangeGroup& group : groups)
    for (const ChangeNode& node : group.nodes) count(node, counts);
  return counts;
}

std::string parts_summary(const ChangeNode& node) {
  std::vector<std::pair<std::string, size_t>> sums;
  for (const ChangeNode& child : node.children) {
    const std::string word = kind_words(*child.catalog, child.object);
    const auto same = std::ranges::find(sums, word, &std::pair<std::string, size_t>::first);
    if (same == sums.end())
      sums.emplace_back(word, 1);
    else
      ++same->second;
  }
  std::string out;
  for (const auto& [word, times] : sums) out += (out.empty() ? "" : ", ") + counted(times, word);
  return out;
}

std::vector<AttributeLine> attribute_lines(const Diff& diff, const Change& change) {
  std::vector<AttributeLine> lines;
  for (const AttributeChange& attribute : change.attributes) {
    AttributeLine line{.name = attribute_words(attribute.slug),
                       .before = attribute_display(*diff.before, change.before, attribute.attribute),
                       .after = attribute_display(*diff.after, change.after, attribute.attribute)};
    // The same words over other types are another expression.
    if (line.before == line.after) line.before = line.after = "", line.note = "the same text, over other types";
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string headline(const ChangeNode& node) {
  switch (node.catalog->kind(node.object)) {
    case Kind::kColumn: return type_text(*node.catalog, node.catalog->body<Column>(node.object).type);
    case Kind::kIndex: return columns_of(node, "elements");
    case Kind::kConstraint: return columns_of(node, "columns");
    default: return {};
  }
}

std::string rename_note(const Diff& diff, const Change& change) {
  if (!change.renamed) return {};
  return "renamed from " + identity(*diff.before, change.before);
}

}  // namespace underpin::emit
