// JOIN … ON, USING, NATURAL.
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

namespace {

std::string_view join_head(JoinType type) {
  switch (type) {
    case JOIN_LEFT: return "left-join";
    case JOIN_RIGHT: return "right-join";
    case JOIN_FULL: return "full-join";
    default: return "join";
  }
}

}  // namespace

namespace {

// The sides of an outer join whose columns may come out null.
void null_sides(JoinType type, const std::vector<Visible>& left, const std::vector<Visible>& right) {
  if (type == JOIN_LEFT || type == JOIN_FULL)
    for (const Visible& visible : right) visible.entry->nulled = true;
  if (type == JOIN_RIGHT || type == JOIN_FULL)
    for (const Visible& visible : left) visible.entry->nulled = true;
}

}  // namespace

Term* Analyzer::from_join(const JoinExpr* join, Level& level, Made& made) {
  const size_t outside = level.visible.size();
  Made left, right;
  Term* left_term = from_item(join->larg, level, left);
  level.visible.insert(level.visible.end(), left.begin(), left.end());
  const bool bars = join->jointype == JOIN_RIGHT || join->jointype == JOIN_FULL;
  for (const Visible& visible : left) visible.entry->barred = bars;
  Term* right_term = from_item(join->rarg, level, right);
  for (const Visible& visible : left) visible.entry->barred = false;
  level.visible.resize(outside);
  null_sides(join->jointype, left, right);

  Level both;
  both.visible = left;
  add_items(both, right);  // no name twice

  Terms terms(pool(), {left_term, right_term});
  Entry* merged = nullptr;
  if (size(join->usingClause) > 0 || join->isNatural) {
    terms.add_if(join_using(join, left, right, &merged));
  } else if (join->quals != nullptr) {
    // ON sees the two sides, and no sibling of the join.
    Made others;
    others.swap(level.visible);
    level.visible = left;
    level.visible.insert(level.visible.end(), right.begin(), right.end());
    Level* before = level_;
    level_ = &level;
    terms.add(condition(join->quals, "JOIN/ON", Clause::kJoin));
    level_ = before;
    others.swap(level.visible);
  }
  if (merged != nullptr) made.push_back({merged, !merged->name.empty(), true, {}});
  made.insert(made.end(), left.begin(), left.end());
  made.insert(made.end(), right.begin(), right.end());
  if (join->alias == nullptr) return node(join_head(join->jointype), terms.span());

  std::vector<OutColumn> columns;
  Entry* entry = make_entry();
  for (const Visible& visible : made) {
    if (!visible.columns) continue;
    entry->columns_known &= visible.entry->columns_known;
    for (OutColumn column : all_columns(visible.entry)) {
      if (std::find(visible.merged.begin(), visible.merged.end(), column.name) != visible.merged.end()) continue;
      column.term = column_term(visible.entry, column, {});
      columns.push_back(column);
    }
  }
  entry->columns = keep_columns(columns);
  name_entry(entry, join->alias, {});
  made.assign(1, {entry, true, true, {}});
  terms.add(const_term(alias_stem(entry->name.text()), Type()));
  return node(join_head(join->jointype), terms.span());
}

namespace {

void hide(std::vector<Visible>& side, std::span<const Symbol> names, Pool& pool) {
  for (Visible& visible : side) {
    std::span<Symbol> merged = pool.array<Symbol>(visible.merged.size() + names.size());
    std::copy(visible.merged.begin(), visible.merged.end(), merged.begin());
    std::copy(names.begin(), names.end(), merged.begin() + static_cast<ptrdiff_t>(visible.merged.size()));
    visible.merged = merged;
  }
}

}  // namespace

Term* Analyzer::join_using(const JoinExpr* join, Made& left, Made& right, Entry** merged) {
  std::vector<std::pair<Symbol, const Node*>> names;
  for (const ListCell& cell : cells(join->usingClause))
    names.emplace_back(intern(text_of(node_of(cell))), node_of(cell));
  if (join->isNatural) {
    for (const Visible& visible : left)
      for (const OutColumn& column : all_columns(visible.entry)) {
        if (std::find(visible.merged.begin(), visible.merged.end(), column.name) != visible.merged.end()) continue;
        for (const Visible& other : right)
          for (const OutColumn& same : all_columns(other.entry))
            if (same.name == column.name &&
                std::find(other.merged.begin(), other.merged.end(), same.name) == other.merged.end())
              names.emplace_back(column.name, nullptr);
      }
  }
  if (names.empty()) return nullptr;
  std::vector<OutColumn> columns;
  Terms terms(pool(), names.size());
  for (const auto& [name, written] : names) {
    OutColumn column;
    terms.add(merged_column(join, name, left, right, written, &column));
    columns.push_back(column);
  }
  Entry* entry = make_entry();
  entry->columns = keep_columns(columns);
  if (join->join_using_alias != nullptr) name_entry(entry, join->join_using_alias, {});
  *merged = entry;
  std::span<Symbol> hidden = pool().array<Symbol>(names.size());
  for (size_t i = 0; i < names.size(); ++i) hidden[i] = names[i].first;
  hide(left, hidden, pool());
  hide(right, hidden, pool());
  if (join->join_using_alias != nullptr) terms.add(node("as", {const_term(alias_stem(entry->name.text()), Type())}));
  return node("using", terms.span());
}

// A column of USING is found once on each side.
void Analyzer::check_common_column(Symbol name, const Made& side, std::string_view which) {
  size_t found = 0;
  for (const Visible& visible : side) {
    OutColumn column;
    if (!visible.columns || std::ranges::find(visible.merged, name) != visible.merged.end()) continue;
    found += find_column(visible.entry, name, &column);
  }
  if (found > 1)
    invalid(code::kAmbiguous, "42702", -1,
            "common column name \"" + std::string(name.text()) + "\" appears more than once in " + std::string(which) +
                " table");
}

// One column of USING: (l r), and what the joined column stands for.
Term* Analyzer::merged_column(const JoinExpr* join, Symbol name, Made& left, Made& right, const Node*, OutColumn* out) {
  Term* sides[2] = {nullptr, nullptr};
  Made* made[2] = {&left, &right};
  for (int side = 0; side < 2; ++side) {
    if (strict) check_common_column(name, *made[side], side == 0 ? "left" : "right");
    for (const Visible& visible : *made[side]) {
      OutColumn column;
      if (sides[side] != nullptr || !find_column(visible.entry, name, &column)) continue;
      sides[side] = column_term(visible.entry, column, {});
      if (side == 0 || !out->column) {
        out->column = column.column;
        out->named_by_column = column.named_by_column;
      }
    }
    for (const Visible& visible : *made[side])
      if (sides[side] == nullptr && !visible.entry->columns_known) sides[side] = unknown_column(visible.entry, name);
    if (sides[side] == nullptr) {
      if (!lenient)
        not_found(NotFound::What::kColumn, "42703", -1,
                  "column \"" + std::string(name.text()) + "\" specified in USING clause does not exist in " +
                      (side == 0 ? "left" : "right") + " table");
      sides[side] = unknown_column(nullptr, name);
    }
  }
  Term* both[2] = {sides[0], sides[1]};
  out->name = name;
  out->type = common_type(both);
  if (join->jointype == JOIN_FULL) {
    out->term = node("merged", {sides[0], sides[1]}, out->type);
    out->modifier = out->term->modifier = common_modifier(both, out->type);
  } else {
    // An inner join takes the side that needs no cast.
    const bool right = join->jointype == JOIN_RIGHT ||
                       (join->jointype == JOIN_INNER && sides[0]->type != out->type && sides[1]->type == out->type);
    if (right && sides[1]->ref) out->column = work_->refs[sides[1]->ref - 1].target;
    Term* side = sides[right];
    out->modifier = side->modifier;
    out->term = out->type.known() && side->type.known() && side->type != out->type
                    ? coerce(side, out->type, {}, Coercion::kImplicit)
                    : side;
  }
  return node("=", {sides[0], sides[1]});
}

}  // namespace underpin::analyze
