// Calls by the names of arguments: f(a => 1). And what an aggregate of the catalog gives.
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"
#include "parse/statement.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

// Names of arguments of PostgreSQL's own functions that are called by them (the manual's synopses).
struct NamedArguments {
  std::string_view function, names;
};
constexpr NamedArguments kNamed[] = {
    {"make_interval", "years months weeks days hours mins secs"},
    {"make_date", "year month day"},
    {"make_time", "hour min sec"},
    {"make_timestamp", "year month mday hour min sec"},
    {"make_timestamptz", "year month mday hour min sec timezone"},
    {"jsonb_set", "jsonb_in path replacement create_if_missing"},
    {"jsonb_set_lax", "jsonb_in path replacement create_if_missing null_value_treatment"},
    {"jsonb_insert", "jsonb_in path replacement insert_after"},
    {"jsonb_path_exists", "target path vars silent"},
    {"jsonb_path_match", "target path vars silent"},
    {"jsonb_path_query", "target path vars silent"},
    {"jsonb_path_query_array", "target path vars silent"},
    {"jsonb_path_query_first", "target path vars silent"},
    {"jsonb_path_exists_tz", "target path vars silent"},
    {"jsonb_path_query_tz", "target path vars silent"},
    {"json_strip_nulls", "target strip_in_arrays"},
    {"jsonb_strip_nulls", "target strip_in_arrays"},
    {"jsonb_populate_record", "base from_json"},
    {"jsonb_populate_recordset", "base from_json"},
    {"json_populate_record", "base from_json use_json_as_text"},
    {"parse_ident", "str strict"},
    {"random", "min max"},
};

std::vector<std::string_view> split_words(std::string_view words) {
  std::vector<std::string_view> out;
  while (!words.empty()) {
    const size_t end = std::min(words.find(' '), words.size());
    out.push_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out;
}

// The declared types in the order of the call; false where the names do not fit.
bool arrange(std::span<const Type> declared, std::span<const std::string_view> own, size_t defaults,
             std::span<const Symbol> called, std::vector<Type>& out) {
  if (called.size() > declared.size() || own.size() < declared.size()) return false;
  std::vector<bool> given(declared.size(), false);
  for (size_t i = 0; i < called.size(); ++i) {
    size_t at = i;
    if (!called[i].empty()) at = static_cast<size_t>(std::ranges::find(own, called[i].text()) - own.begin());
    if (at >= declared.size() || given[at]) return false;
    given[at] = true;
    out.push_back(declared[at]);
  }
  for (size_t i = 0; i < declared.size(); ++i)
    if (!given[i] && i + defaults < declared.size()) return false;
  return true;
}

}  // namespace

// `names` of the arguments before it; empty where none is named yet.
void Analyzer::check_argument_name(const Node* argument, std::span<const Symbol> names) const {
  if (tag(argument) != T_NamedArgExpr) {
    if (!names.empty())
      invalid(code::kInvalidDefinition, "42601", exprLocation(argument),
              "positional argument cannot follow named argument");
    return;
  }
  const auto* named = as<NamedArgExpr>(argument);
  if (std::ranges::find(names, intern(named->name)) != names.end())
    invalid(code::kInvalidDefinition, "42601", named->location,
            "argument name \"" + std::string(named->name) + "\" used more than once");
}

Term* Analyzer::call_by_name(Symbol schema, std::string_view name, Terms& arguments, std::span<const Symbol> names,
                             const FuncCall* call, ByteRange range) {
  std::vector<Candidate> candidates;
  const auto add = [&](Candidate candidate, std::span<const Type> declared, std::span<const std::string_view> own,
                       size_t defaults) {
    std::vector<Type> types;
    if (!arrange(declared, own, defaults, names, types)) return;
    const std::span<Type> kept = pool().array<Type>(types.size());
    std::ranges::copy(types, kept.begin());
    candidate.arguments = kept;
    candidates.push_back(candidate);
  };
  if (schema.empty() || schema.text() == "pg_catalog")
    for (const FunctionInfo& info : functions(name)) {
      if (info.since > catalog().target || info.until < catalog().target || info.variadic()) continue;
      std::vector<Type> declared;
      for (const uint16_t type : type_list(info.argument_list)) declared.push_back(type);
      Candidate candidate;
      candidate.result = info.result;
      candidate.returns_set = info.returns_set();
      candidate.kind = info.kind;
      candidate.builtin = &info;
      const auto known = std::ranges::find(kNamed, name, &NamedArguments::function);
      if (known == std::end(kNamed)) return unsure("the names of the arguments of " + std::string(name)), node("named");
      add(candidate, declared, split_words(known->names), info.defaults);
    }
  const auto search = [&](ObjectId in, uint32_t path) {
    for (const ObjectId id : catalog().routines(in, intern(name))) {
      if (!catalog().is(id, Kind::kFunction)) continue;
      const Function& body = catalog().body<Function>(id);
      std::vector<Type> declared;
      std::vector<std::string_view> own;
      size_t defaults = 0;
      bool variadic = false;
      for (const Argument& argument : body.arguments) {
        if (argument.mode == ArgMode::kOut || argument.mode == ArgMode::kTable) continue;
        declared.push_back(type_of(argument.type));
        own.push_back(argument.name.text());
        defaults += static_cast<bool>(argument.default_value);
        variadic |= argument.mode == ArgMode::kVariadic;
      }
      if (variadic) continue;
      Candidate candidate;
      candidate.result = type_of(body.result);
      candidate.returns_set = body.returns_set;
      candidate.kind = static_cast<char>(body.routine);
      candidate.function = id;
      candidate.path = path;
      add(candidate, declared, own, defaults);
    }
  };
  uint32_t path = 0;
  if (!schema.empty()) {
    if (const ObjectId in = catalog().find_schema(schema)) search(in, ++path);
  } else {
    for (const ObjectId in : scope_.search_path) search(in, ++path);
  }
  std::vector<Type> actual;
  for (const Term* argument : arguments.span()) actual.push_back(argument->type);
  int best = -1;
  for (size_t i = 0; i < candidates.size() && best < 0; ++i)
    if (std::ranges::equal(actual, candidates[i].arguments)) best = static_cast<int>(i);
  if (best < 0) best = best_candidate(actual, candidates);
  if (best >= 0) return resolved_call(candidates[static_cast<size_t>(best)], name, arguments, range);
  refuse_call(schema, name, arguments.span(), candidates, call, names);
  return node("named");
}

namespace {

// The word behind `key =` in the definition of an aggregate.
std::string_view option_of(std::string_view definition, std::string_view key) {
  std::string lower(definition);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  for (size_t at = lower.find(key); at != lower.npos; at = lower.find(key, at + 1)) {
    if (at > 0 && ((lower[at - 1] >= 'a' && lower[at - 1] <= 'z') || lower[at - 1] == '_' || lower[at - 1] == 'm'))
      continue;
    size_t begin = lower.find_first_not_of(" \t\n\r", at + key.size());
    if (begin == lower.npos || lower[begin] != '=') continue;
    begin = lower.find_first_not_of(" \t\n\r", begin + 1);
    if (begin == lower.npos) return {};
    size_t end = begin, open = 0;
    for (; end < lower.size(); ++end) {
      open += lower[end] == '(';
      if (lower[end] == ')' && open-- == 0) break;
      if (lower[end] == ',' && open == 0) break;
    }
    return definition.substr(begin, end - begin);
  }
  return {};
}

}  // namespace

// The type of its final function's result, or of its state. Unknown where that cannot be told.
Type Analyzer::aggregate_result(ObjectId aggregate) const {
  const std::string_view definition = catalog().expr(catalog().body<Aggregate>(aggregate).definition).text;
  std::string_view final = option_of(definition, "finalfunc");
  if (!final.empty()) {
    while (final.ends_with(' ') || final.ends_with('\n')) final.remove_suffix(1);
    if (const size_t dot = final.rfind('.'); dot != final.npos) final.remove_prefix(dot + 1);
    Type result;
    for (const FunctionInfo& info : functions(final)) {
      if (result.known() && result != Type(info.result)) return {};
      result = info.result;
    }
    for (const ObjectId schema : scope_.search_path)
      for (const ObjectId routine : catalog().routines(schema, intern(final)))
        if (catalog().is(routine, Kind::kFunction)) result = type_of(catalog().body<Function>(routine).result);
    return is_polymorphic(result) ? Type() : result;
  }
  const std::string_view state = option_of(definition, "stype");
  Type result;
  if (state.empty()) return result;
  NameScope scope = scope_;
  scope.text = state;
  scope.file = {};
  parse_text(
      state, TextKind::kTypeName,
      [&](const Node* name) {
        try {
          if (tag(name) == T_TypeName) result = type_of(resolve_type(scope, as<TypeName>(name)));
        } catch (const NotFoundError&) {
          result = {};
        }
      },
      nullptr);
  return result;
}

}  // namespace underpin::analyze
