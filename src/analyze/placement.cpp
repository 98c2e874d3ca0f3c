// Which calls may stand where: aggregates, window functions and functions that give rows.
#include <algorithm>
#include <array>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

struct ClauseRule {
  std::string_view where;  // as the messages name it, behind "are not allowed in"
  std::string_view sets;   // the same for functions that give rows
  bool aggregates, window_calls, rows;
};

// parse_agg.c and parse_func.c of 14 to 18 (check_agglevels_and_constraints, transformWindowFuncCall,
// check_srf_call_placement). In the order of Clause.
constexpr std::array<ClauseRule, 22> kRules{{
    {"", "", true, true, true},
    {"", "", true, true, true},
    {"functions in FROM", "FROM", false, false, true},
    {"JOIN conditions", "JOIN conditions", false, false, false},
    {"WHERE", "WHERE", false, false, false},
    {"HAVING", "HAVING", true, false, false},
    {"FILTER", "FILTER", false, false, false},
    {"window definitions", "window definitions", true, false, true},
    {"window definitions", "window definitions", true, false, true},
    {"window ROWS", "window definitions", false, false, false},
    {"window RANGE", "window definitions", false, false, false},
    {"window GROUPS", "window definitions", false, false, false},
    {"UPDATE", "UPDATE", false, false, false},
    {"MERGE WHEN conditions", "MERGE WHEN conditions", false, false, false},
    {"GROUP BY", "GROUP BY", false, false, true},
    {"ORDER BY", "ORDER BY", true, true, true},
    {"DISTINCT ON", "DISTINCT ON", true, true, true},
    {"LIMIT", "LIMIT", false, false, false},
    {"OFFSET", "OFFSET", false, false, false},
    {"RETURNING", "RETURNING", false, false, false},
    {"VALUES", "VALUES", false, false, false},
    {"VALUES", "VALUES", false, false, true},
}};

const ClauseRule& rule_of(Clause clause) { return kRules[static_cast<size_t>(clause)]; }

constexpr std::string_view kOrderedSets = "percentile_cont percentile_disc mode";
constexpr std::string_view kHypotheticals = "rank dense_rank percent_rank cume_dist";

bool lists_word(std::string_view words, std::string_view word) {
  for (size_t at = 0; at < words.size();) {
    const size_t end = std::min(words.find(' ', at), words.size());
    if (words.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

Level* Analyzer::level_at(uint32_t depth) const {
  for (Level* level = level_; level != nullptr; level = level->parent)
    if (level->depth == depth) return level;
  return level_;
}

// The innermost level that the arguments of an aggregate speak of; the current one where they speak of none.
uint32_t Analyzer::depth_of(const Term* call, bool aggregates) const {
  uint32_t depth = 0;
  bool found = false;
  const auto look = [&](const auto& self, const Term* term) -> void {
    if (term == nullptr) return;
    uint32_t at = UINT32_MAX;
    if (term->kind == TermKind::kColumn && term->entry != nullptr) at = term->entry->depth;
    if (aggregates && term->call == 'a') at = term->depth;
    if (at <= level_->depth) {
      depth = std::max(depth, at);
      found = true;
    }
    for (const Term* arg : term->args) self(self, arg);
  };
  for (const Term* arg : call->args) look(look, arg);
  return found ? depth : level_->depth;
}

const Term* Analyzer::find_call(const Term* term, char kind, uint32_t depth) const {
  if (term == nullptr) return nullptr;
  if (term->call == kind && term->depth == depth) return term;
  for (const Term* arg : term->args)
    if (const Term* found = find_call(arg, kind, depth)) return found;
  return nullptr;
}

// A call that gives rows of this level: those of a subquery are its own.
const Term* Analyzer::find_set(const Term* term) const {
  if (term == nullptr || term->text == "select") return nullptr;
  if (term->returns_set) return term;
  for (const Term* arg : term->args)
    if (const Term* found = find_set(arg)) return found;
  return nullptr;
}

// What is written around a call fits the kind of function.
void Analyzer::check_call_kind(const FuncCall* call, const Candidate& candidate, std::string_view name,
                               std::span<Term* const> arguments) const {
  const std::string function(name);
  const auto refuse = [&](std::string message, std::string hint = {}) {
    invalid(code::kWrongObjectType, "42809", call->location, std::move(message), std::move(hint));
  };
  const auto unsupported = [&](std::string message) {
    invalid(code::kWrongObjectType, "0A000", call->location, std::move(message));
  };
  std::string types;
  signature(arguments, &types);
  if (candidate.kind == 'p') refuse(function + "(" + types + ") is a procedure", "To call a procedure, use CALL.");
  if (candidate.kind == 'f') {
    const std::string other = ", but " + function + " is not an aggregate function";
    if (call->agg_star) refuse(function + "(*) specified" + other);
    if (call->agg_distinct) refuse("DISTINCT specified" + other);
    if (call->agg_within_group) refuse("WITHIN GROUP specified" + other);
    if (size(call->agg_order) > 0) refuse("ORDER BY specified" + other);
    if (call->agg_filter != nullptr) refuse("FILTER specified" + other);
    if (call->over != nullptr)
      refuse("OVER specified, but " + function + " is not a window function nor an aggregate function");
    return;
  }
  if (candidate.kind == 'a') {
    const bool builtin = candidate.builtin != nullptr;
    const bool hypothetical = builtin && lists_word(kHypotheticals, name);
    bool ordered = hypothetical || (builtin && lists_word(kOrderedSets, name));
    if (catalog().is(candidate.function, Kind::kAggregate))
      ordered = catalog().body<Aggregate>(candidate.function).direct_arguments >= 0;
    if (ordered && !call->agg_within_group) refuse("WITHIN GROUP is required for ordered-set aggregate " + function);
    if (ordered && call->over != nullptr) unsupported("OVER is not supported for ordered-set aggregate " + function);
    if (hypothetical && size(call->args) != size(call->agg_order))
      not_found(NotFound::What::kFunction, "42883", call->location,
                "function " + function + "(" + types + ") does not exist",
                "To use the hypothetical-set aggregate " + function +
                    ", the number of hypothetical direct arguments must match the number of ordering columns.");
    if (!ordered && call->agg_within_group)
      refuse(function + " is not an ordered-set aggregate, so it cannot have WITHIN GROUP");
    if (size(call->args) == 0 && !call->agg_star && !call->agg_within_group)
      refuse(function + "(*) must be used to call a parameterless aggregate function");
  }
  if (candidate.kind == 'w') {
    if (call->over == nullptr) refuse("window function " + function + " requires an OVER clause");
    if (call->agg_within_group) refuse("window function " + function + " cannot have WITHIN GROUP");
    if (call->agg_filter != nullptr) unsupported("FILTER is not implemented for non-aggregate window functions");
  }
  if (call->over != nullptr) {
    if (call->agg_distinct) unsupported("DISTINCT is not implemented for window functions");
    if (size(call->agg_order) > 0) unsupported("aggregate ORDER BY is not implemented for window functions");
  }
}

// `result` is the finished call.
void Analyzer::check_call(const FuncCall* call, const Candidate& candidate, Term* result) {
  if (candidate.returns_set) {
    result->returns_set = true;
    result->location = call->location;
    check_set_returning(call->location);
  }
  if (call->over != nullptr)
    check_window_call(call, result);
  else if (candidate.kind == 'a')
    check_aggregate(call, result);
}

// With DISTINCT, what it sorts by is one of its arguments.
void Analyzer::check_aggregate_order(const Term* call, std::span<Term* const> sorts) const {
  for (const Term* sort : sorts) {
    const Term* key = sort->args[0];
    if (std::ranges::none_of(call->args, [&](const Term* arg) { return same_term(arg, key); }))
      invalid(code::kInvalidDefinition, "42P10", key->location,
              "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list");
  }
}

void Analyzer::check_aggregate(const FuncCall* call, Term* result) {
  mark_aggregate(result, call->location, "aggregate functions");
}

void Analyzer::mark_aggregate(Term* result, int location, std::string_view what) {
  const uint32_t depth = depth_of(result, true);
  for (const Term* arg : result->args) {
    if (const Term* inner = find_call(arg, 'a', depth))
      invalid(code::kInvalidDefinition, "42803", inner->location, "aggregate function calls cannot be nested");
    if (const Term* inner = find_call(arg, 'w', depth))
      invalid(code::kInvalidDefinition, "42803", inner->location,
              "aggregate function calls cannot contain window function calls");
    if (const Term* inner = find_set(arg))
      invalid(code::kInvalidDefinition, "0A000", inner->location,
              "aggregate function calls cannot contain set-returning function calls");
  }
  Level* level = level_at(depth);
  if (!rule_of(level->clause).aggregates)
    invalid(code::kInvalidDefinition, "42803", location,
            std::string(what) + " are not allowed in " + std::string(rule_of(level->clause).where));
  level->aggregates = true;
  if (level->aggregate_location < 0) level->aggregate_location = location;
  result->location = location;
  result->call = 'a';
  result->depth = depth;
}

void Analyzer::check_window_call(const FuncCall* call, Term* result) {
  const auto refuse = [&](std::string message, int location) {
    invalid(code::kInvalidDefinition, "42P20", location, std::move(message));
  };
  for (const Term* arg : result->args)
    if (const Term* inner = find_call(arg, 'w', level_->depth))
      refuse("window function calls cannot be nested", inner->location);
  if (!rule_of(level_->clause).window_calls)
    refuse("window functions are not allowed in " + std::string(rule_of(level_->clause).where), call->location);
  if (call->over->name != nullptr) {
    const auto is_it = [&](const ListCell& cell) {
      return view(as<WindowDef>(node_of(cell))->name) == call->over->name;
    };
    if (std::ranges::none_of(cells(level_->window_clause), is_it))
      invalid(code::kUndefinedObject, "42704", call->over->location,
              "window \"" + std::string(call->over->name) + "\" does not exist");
  }
  level_->window_calls = true;
  result->location = call->location;
  result->call = 'w';
  result->depth = level_->depth;
}

// Functions that give rows as arguments of CASE and its like.
void Analyzer::refuse_sets(std::span<Term* const> terms, std::string_view construct) const {
  if (!strict) return;
  for (const Term* term : terms)
    if (contains_set(term))
      invalid(code::kInvalidDefinition, "0A000", term->location,
              "set-returning functions are not allowed in " + std::string(construct),
              "You might be able to move the set-returning function into a LATERAL FROM item.");
}

// A subquery in an expression gives one column, but for EXISTS and rows.
void Analyzer::check_sublink(const SubLink* link, const Query& inner) const {
  if (!inner.columns_known || inner.columns.size() == 1) return;
  if (link->subLinkType == EXPR_SUBLINK || link->subLinkType == ARRAY_SUBLINK)
    invalid(code::kInvalidDefinition, "42601", link->location, "subquery must return only one column");
}

void Analyzer::check_sublink_width(const SubLink* link, const Term* left, const Query& inner) const {
  if (!inner.columns_known) return;
  const size_t wanted = left->kind == TermKind::kRow ? left->args.size() : 1;
  if (inner.columns.size() > wanted)
    invalid(code::kInvalidDefinition, "42601", link->location, "subquery has too many columns");
  if (inner.columns.size() < wanted)
    invalid(code::kInvalidDefinition, "42601", link->location, "subquery has too few columns");
}

void Analyzer::check_set_returning(int location) {
  const ClauseRule& here = rule_of(level_->clause);
  if (!here.rows)
    invalid(code::kInvalidDefinition, "0A000", location,
            "set-returning functions are not allowed in " + std::string(here.sets));
  level_->sets = true;
}

}  // namespace underpin::analyze
