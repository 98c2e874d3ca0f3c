// Function calls.
#include <algorithm>
#include <utility>

#include "analyze/analyzer.h"
#include "analyze/extensions.h"
#include "analyze/literals.h"
#include "analyze/tree.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

// x AT TIME ZONE y stays what it is: ruleutils (get_func_sql_syntax, 14 and later) does not print it as timezone(y, x).
// It knows no SUBSTRING(x FROM pattern).
bool keeps_sql_form(const FuncCall* call, std::string_view name) {
  return call->funcformat == COERCE_SQL_SYNTAX && !(name == "substring" && size(call->args) == 2);
}

}  // namespace

Term* Analyzer::call(const FuncCall* node_) {
  const size_t parts = size(node_->funcname);
  const std::string_view name = last_name(node_->funcname);
  const Symbol schema = parts > 1 ? intern(text_of(node_at(node_->funcname, parts - 2))) : Symbol();
  Terms arguments(pool(), size(node_->args) + 2);
  std::vector<Symbol> names;
  for (const ListCell& cell : cells(node_->args)) {
    const Node* argument = node_of(cell);
    if (strict) check_argument_name(argument, names);
    if (tag(argument) == T_NamedArgExpr) {
      names.resize(arguments.size());
      names.push_back(intern(as<NamedArgExpr>(argument)->name));
    }
    arguments.add(expr(argument));
  }
  if (!names.empty()) names.resize(arguments.size());
  if (node_->agg_within_group)  // the sorted expressions are arguments too
    for (const ListCell& cell : cells(node_->agg_order)) arguments.add(expr(as<SortBy>(node_of(cell))->node));
  resolved_ = false;
  Term* result = function(schema, name, arguments, node_, names);
  const bool resolved = std::exchange(resolved_, false);
  const Candidate called = called_;
  if (strict && resolved) check_call_kind(node_, called, name, arguments.span());
  if (keeps_sql_form(node_, name)) {
    Term* written = node("sql", {result}, result->type);
    written->modifier = result->modifier;
    result = written;
  }
  result = decorate(node_, result);
  if (strict && resolved) check_call(node_, called, result);
  return result;
}

namespace {

// A function with VARIADIC "any" (format, concat, jsonb_build_object …) sees each argument; all others see an array,
// however the call is written.
bool takes_any(std::string_view name) {
  for (const FunctionInfo& function : functions(name)) {
    const auto arguments = type_list(function.argument_list);
    if (function.variadic() && !arguments.empty() && arguments.back() == kTypeAny) return true;
  }
  return false;
}

}  // namespace

// DISTINCT, ORDER BY, FILTER, OVER …
Term* Analyzer::decorate(const FuncCall* call, Term* result) {
  Terms terms(pool(), 6);
  if (call->agg_star) terms.add(node("star"));
  if (call->agg_distinct) {
    terms.add(node("distinct"));
    if (strict)
      for (Term* argument : result->args) check_sortable(argument, false);
  }
  if (call->func_variadic && takes_any(last_name(call->funcname))) terms.add(node("variadic"));
  if (size(call->agg_order) > 0) {
    Terms sorts(pool(), size(call->agg_order));
    for (const ListCell& cell : cells(call->agg_order)) sorts.add(sort_item(as<SortBy>(node_of(cell)), {}, false));
    if (strict && call->agg_distinct) check_aggregate_order(result, sorts.span());
    terms.add(node(call->agg_within_group ? "within" : "order", sorts.span()));
  }
  if (call->agg_filter != nullptr) terms.add(node("filter", {condition(call->agg_filter, "FILTER", Clause::kFilter)}));
  if (call->over != nullptr)
    terms.add(call->over->name != nullptr ? node("over", {const_term(call->over->name, Type())}) : window(call->over));
  if (terms.size() == 0) return result;
  Terms all(pool(), terms.size() + 1);
  all.add(result);
  for (Term* term : terms.span()) all.add(term);
  Term* wrapped = node("call", all.span(), result->type);
  wrapped->ref = 0;
  return wrapped;
}

namespace {

Clause frame_clause(const WindowDef* definition) {
  if (definition->frameOptions & FRAMEOPTION_ROWS) return Clause::kFrameRows;
  return definition->frameOptions & FRAMEOPTION_RANGE ? Clause::kFrameRange : Clause::kFrameGroups;
}

}  // namespace

Term* Analyzer::window(const WindowDef* definition) {
  Terms terms(pool(), 6);
  if (definition->refname != nullptr) terms.add(node("from", {const_term(definition->refname, Type())}));
  const Term* order = nullptr;
  Terms partitions(pool(), size(definition->partitionClause));
  for (const ListCell& cell : cells(definition->partitionClause))
    partitions.add(to_text(expr_in(Clause::kPartition, node_of(cell))));
  if (partitions.size() > 0) terms.add(node("partition", partitions.span()));
  if (size(definition->orderClause) > 0) {
    Terms sorts(pool(), size(definition->orderClause));
    sorted_ = Clause::kWindowOrder;
    for (const ListCell& cell : cells(definition->orderClause))
      sorts.add(sort_item(as<SortBy>(node_of(cell)), {}, false));
    sorted_ = Clause::kOrder;
    terms.add(node("order", sorts.span()));
    if (sorts.size() > 0) order = sorts[0]->args[0];
  }
  if (strict) check_window(definition);
  // RANGE UNBOUNDED PRECEDING is what stands where nothing is written, written or not.
  const int written = definition->frameOptions & ~FRAMEOPTION_NONDEFAULT & ~FRAMEOPTION_BETWEEN;
  const int usual = FRAMEOPTION_DEFAULTS & ~FRAMEOPTION_NONDEFAULT & ~FRAMEOPTION_BETWEEN;
  if (written != usual || (definition->frameOptions & FRAMEOPTION_NONDEFAULT)) {
    Terms offsets(pool(), 2);
    const auto offset = [&](const Node* at) {
      if (at == nullptr) return;
      Term* value = strict ? frame_offset(definition, expr_in(frame_clause(definition), at), order) : expr(at);
      if (strict) return offsets.add(value);
      if (!(definition->frameOptions & FRAMEOPTION_RANGE))
        value = coerce(value, kTypeInt8, {}, Coercion::kAssignment);
      else if (value->kind == TermKind::kConst && value->type == Type(kTypeUnknown) && !parse_integer(value->text))
        value = coerce(value, kTypeInterval, {}, Coercion::kImplicit);  // of a column of time
      offsets.add(loose(value));
    };
    offset(definition->startOffset);
    offset(definition->endOffset);
    terms.add(node(concat("frame ", std::to_string(written)), offsets.span()));
  }
  return node("over", terms.span());
}

namespace {

// Where the name of a call is written; not for f(x) in disguise (EXTRACT, AT TIME ZONE).
bool plain(const FuncCall* call) { return call == nullptr || call->funcformat == COERCE_EXPLICIT_CALL; }

}  // namespace

namespace {

// max(citext): the extension has a better one than PostgreSQL's own, whose types we do not know.
bool overloaded_by_extension(const Catalog& catalog, std::string_view name, std::span<Term* const> arguments) {
  if (std::ranges::none_of(arguments, [](const Term* argument) { return !argument->type.extension_name().empty(); }))
    return false;
  return std::ranges::any_of(extensions(catalog), [&](ObjectId extension) {
    const ExtensionFacts* facts = extension_facts(catalog.name(extension).text());
    return facts != nullptr && lists(facts->functions, name);
  });
}

}  // namespace

Term* Analyzer::function(Symbol schema, std::string_view name, Terms& arguments, const FuncCall* call,
                         std::span<const Symbol> names) {
  bool exists = false;
  std::vector<Candidate> candidates;
  const bool spread = call == nullptr || !call->func_variadic;
  function_candidates(schema, name, arguments.size(), spread, candidates, &exists);
  const ByteRange range = call != nullptr && plain(call)
                              ? name_range(call->location, call->funcname, 0, size(call->funcname))
                              : ByteRange{};
  if (strict && !names.empty()) return call_by_name(schema, name, arguments, names, call, range);
  if (!names.empty()) return named_call(schema, name, arguments, range, candidates, exists, names);

  if (overloaded_by_extension(catalog(), name, arguments.span()))
    return unresolved_call(schema, name, arguments, range, exists, {}, call);
  std::span<Type> actual = pool().array<Type>(arguments.size());
  bool known = true;
  for (size_t i = 0; i < actual.size(); ++i) {
    actual[i] = arguments[i]->type;
    known &= actual[i].known();
  }
  int best = -1;
  for (size_t i = 0; i < candidates.size() && best < 0 && known; ++i)
    if (std::equal(actual.begin(), actual.end(), candidates[i].arguments.begin())) best = static_cast<int>(i);
  if (best < 0 && arguments.size() == 1 && call != nullptr)
    if (Term* cast = function_style_cast(schema, name, arguments[0], range)) return cast;
  if (best < 0 && known) best = best_candidate(actual, candidates);
  if (best < 0 && !known) best = only_candidate(actual, candidates);
  if (best < 0) return unresolved_call(schema, name, arguments, range, exists, candidates, call);
  return resolved_call(candidates[static_cast<size_t>(best)], name, arguments, range);
}

namespace {

// The catalog's own type of a name, as FuncNameAsType finds it: no row type.
Type type_in_path(const NameScope& scope, Symbol schema, Symbol name) {
  const Catalog& catalog = *scope.catalog;
  const auto in = [&](ObjectId home) {
    const ObjectId type = catalog.find(NameSpace::kType, home, name);
    if (type && !catalog.is(type, Kind::kComposite)) return Type::of(type);
    const ObjectId range = find_range_of_multirange(catalog, home, name);
    return range ? Type::multirange(range) : Type();
  };
  if (!schema.empty()) {
    const ObjectId home = catalog.find_schema(schema);
    return home ? in(home) : Type();
  }
  for (const ObjectId home : scope.search_path)
    if (const Type found = in(home); found.known()) return found;
  return {};
}

}  // namespace

// int4(x), text(x), mood('ok'): a type's name as a function's, where no function takes exactly that.
Term* Analyzer::function_style_cast(Symbol schema, std::string_view name, Term* argument, ByteRange range) {
  bool preferred = false;
  const uint16_t code = schema.empty() ? find_type(name) : uint16_t{0};
  if (code == 0) {
    const Type own = type_in_path(scope_, schema, intern(name));
    if (!own.known() || !argument->type.known() || argument->parameter) return nullptr;
    const Type from = base_type(catalog(), argument->type), to = base_type(catalog(), own);
    const bool through_text = !has_casts() && (category(catalog(), from, &preferred) == 'S' ||
                                               (category(catalog(), to, &preferred) == 'S' && from.is_builtin()));
    if (argument->type != Type(kTypeUnknown) && from != to && !through_text) return nullptr;
    add_ref(own.object(), range, own.is_multirange_of_object() ? RefForm::kMultirange : RefForm::kQualified);
    return coerce(argument, own, {}, Coercion::kExplicit);
  }
  if (argument->parameter && (code == 0 || category(catalog(), code, &preferred) != 'S')) return nullptr;
  if (code == 0 || std::string_view(builtin::type(code & ~kArrayBit).name) != name) return nullptr;
  if (argument->type == Type(kTypeUnknown)) return coerce(argument, code, {}, Coercion::kExplicit);
  if (!argument->type.code()) return nullptr;
  const CastInfo* cast = find_cast(argument->type.code(), code);
  // A relabelling, or a way through text; a cast by function is that function's call.
  const bool through_text = cast == nullptr && can_coerce(argument->type, code, Coercion::kExplicit);
  const bool relabel = (cast != nullptr && cast->method != 'f') || through_text || argument->type == Type(code);
  return relabel ? coerce(argument, code, {}, Coercion::kExplicit) : nullptr;
}

// Where some argument's type cannot be known: the candidate that is left when the others are out.
int Analyzer::only_candidate(std::span<const Type> actual, std::span<const Candidate> candidates) const {
  int found = -1;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (!accepts(candidates[i], actual)) continue;
    if (found >= 0) return -1;
    found = static_cast<int>(i);
  }
  return found;
}

namespace {

// How many arguments stand before those that become the array of a VARIADIC one; SIZE_MAX if none do.
size_t fixed_arguments(const Catalog& catalog, const Candidate& candidate) {
  if (!candidate.variadic) return SIZE_MAX;
  if (candidate.range) return 0;
  if (candidate.builtin != nullptr) {
    const auto declared = type_list(candidate.builtin->argument_list);
    return declared.back() == kTypeAny ? SIZE_MAX : declared.size() - 1;
  }
  if (!catalog.is(candidate.function, Kind::kFunction)) return SIZE_MAX;
  size_t count = 0;
  for (const Argument& argument : catalog.body<Function>(candidate.function).arguments)
    count += argument.mode == ArgMode::kIn || argument.mode == ArgMode::kInOut;
  return count;
}

}  // namespace

Term* Analyzer::resolved_call(const Candidate& candidate, std::string_view name, Terms& arguments, ByteRange range) {
  called_ = candidate;
  resolved_ = true;
  std::span<Type> declared = pool().array<Type>(arguments.size());
  std::copy(candidate.arguments.begin(), candidate.arguments.end(), declared.begin());
  Type result = candidate.result;
  resolve_polymorphic(declared, arguments.span(), &result);
  if (strict) check_polymorphic(candidate, arguments.span());
  for (size_t i = 0; strict && i < arguments.size(); ++i)
    if (arguments[i]->kind == TermKind::kRow && is_composite(catalog(), base_type(catalog(), declared[i])))
      check_row(arguments[i], base_type(catalog(), declared[i]), arguments[i]->location);
  Terms terms(pool(), arguments.size());
  for (size_t i = 0; i < arguments.size(); ++i) terms.add(coerce(arguments[i], declared[i], {}, Coercion::kImplicit));
  const size_t fixed = std::min(fixed_arguments(catalog(), candidate), terms.size());
  Terms gathered(pool(), fixed + 1);
  for (Term* argument : terms.span().first(fixed)) gathered.add(argument);
  if (fixed < terms.size()) {
    Term* array = node("", terms.span().subspan(fixed));
    array->kind = TermKind::kArray;
    array->type = array->args[0]->type.array();
    gathered.add(array);
  }
  if (candidate.range) {  // its name is the type's
    const bool multi = result.is_multirange_of_object();
    Term* made = node(multi ? "multirange" : "range", gathered.span(), result);
    made->ref = add_ref(candidate.range, range, multi ? RefForm::kMultirange : RefForm::kQualified);
    return made;
  }
  Term* term = node(candidate.function ? std::string_view("f") : concat("f ", name), gathered.span(), result);
  if (candidate.function) term->ref = add_ref(candidate.function, range, RefForm::kQualified);
  if (strict && result == Type(kTypeRecord)) record_fields(term, {});
  return term;
}

Term* Analyzer::unresolved_call(Symbol schema, std::string_view name, Terms& arguments, ByteRange range, bool exists,
                                std::span<const Candidate> candidates, const FuncCall* call) {
  Terms terms(pool(), arguments.size());
  for (Term* argument : arguments.span()) terms.add(loose(argument));
  Type result;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (i > 0 && candidates[i].result != result) {
      result = {};
      break;
    }
    result = candidates[i].result;
  }
  if (is_polymorphic(result)) result = {};
  Term* term = node(concat("f ", name), terms.span(), result);
  if (strict) return refuse_call(schema, name, arguments.span(), candidates, call), term;
  ObjectId target;
  for (const Candidate& candidate : candidates)
    if (candidate.function) target = candidate.function;
  if (!target && exists) target = any_routine(schema, name);
  if (target) {
    term->text = "f";
    term->ref = add_ref(target, range, RefForm::kQualified);
    for (const Candidate& candidate : candidates)
      if (candidate.function && candidate.function != target) add_hidden(candidate.function);
    return term;
  }
  if (exists) {
    no_such_call(name, arguments.span(), candidates, call);
    return term;
  }
  missing_function(schema, name, arguments.span(), call);
  term->text = "f?";
  term->ref = add_ref({}, range, RefForm::kQualified);
  pending_.push_back({term->ref, schema, intern(name)});
  return term;
}

ObjectId Analyzer::any_routine(Symbol schema, std::string_view name) const {
  const Symbol symbol = intern(name);
  const auto first = [&](ObjectId in) {
    const auto found = catalog().routines(in, symbol);
    return found.empty() ? ObjectId{} : found.front();
  };
  if (!schema.empty()) {
    const ObjectId in = catalog().find_schema(schema);
    return in ? first(in) : ObjectId{};
  }
  for (const ObjectId in : scope_.search_path)
    if (const ObjectId found = first(in)) return found;
  return {};
}

namespace {

constexpr const char* kNoFunction =
    "No function matches the given name and argument types. You might need to add explicit type casts.";

}  // namespace

std::string Analyzer::type_text(Type type) const {
  if (type == Type(kTypeUnknown)) return "unknown";
  std::string out;
  if (type.object())
    out = std::string(type_name(catalog(), type).text());
  else if (type.is_builtin())
    out = builtin::type(type.element().code()).display;
  else
    out = std::string(type.extension_name().text());
  return type.is_array() ? out + "[]" : out;
}

// The arguments' types with commas between; false where one is not known.
bool Analyzer::signature(std::span<Term* const> arguments, std::string* out, std::span<const Symbol> names) const {
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Term* argument = arguments[i];
    if (!argument->type.known()) return false;
    if (!out->empty()) *out += ", ";
    if (i < names.size() && !names[i].empty()) out->append(names[i].text()).append(" => ");
    *out += type_text(argument->type);
  }
  return true;
}

// Casts that the catalog adds can make calls fit of which we would not know.
bool Analyzer::only_builtin_casts() const { return extensions(catalog()).empty() && !has_casts(); }

// A call of PostgreSQL's own functions that none of them takes.
void Analyzer::no_such_call(std::string_view name, std::span<Term* const> arguments,
                            std::span<const Candidate> candidates, const FuncCall* call) const {
  std::string types;
  if (lenient || call == nullptr || !plain(call) || call->agg_within_group || call->func_variadic ||
      !signature(arguments, &types))
    return;
  std::vector<Type> actual;
  for (const Term* argument : arguments) {
    actual.push_back(argument->type);
  }
  for (const Candidate& candidate : candidates)
    if (accepts(candidate, actual)) return;
  if ((name == "unnest" && arguments.size() > 1) || !only_builtin_casts()) return;  // FROM takes more arrays than one
  not_found(NotFound::What::kFunction, "42883", call->location,
            "function " + std::string(name) + "(" + types + ") does not exist", kNoFunction);
}

// Nobody's function: an extension's, or an error.
void Analyzer::missing_function(Symbol schema, std::string_view name, std::span<Term* const> arguments,
                                const FuncCall* call) const {
  if (lenient) return;
  for (const ObjectId extension : extensions(catalog())) {
    const ExtensionFacts* facts = extension_facts(catalog().name(extension).text());
    if (facts == nullptr || facts->functions.empty() || lists(facts->functions, name)) return;
  }
  std::string full(schema.text());
  if (!full.empty()) full += ".";
  full += name;
  std::string types;
  if (signature(arguments, &types)) full += "(" + types + ")";
  not_found(NotFound::What::kFunction, "42883", call == nullptr ? -1 : call->location,
            "function " + full + " does not exist", kNoFunction);
}

// f(a => 1): by the names of the arguments.
Term* Analyzer::named_call(Symbol schema, std::string_view name, Terms& arguments, ByteRange range,
                           std::span<const Candidate> candidates, bool exists, std::span<const Symbol> names) {
  Terms terms(pool(), arguments.size());
  const Candidate* chosen = candidates.size() == 1 ? &candidates[0] : nullptr;
  for (size_t i = 0; i < arguments.size(); ++i) {
    Term* value = arguments[i];
    if (chosen != nullptr && chosen->function && catalog().is(chosen->function, Kind::kFunction)) {
      size_t position = 0;
      for (const Argument& argument : catalog().body<Function>(chosen->function).arguments) {
        if (argument.mode == ArgMode::kOut || argument.mode == ArgMode::kTable) continue;
        if (names[i].empty() ? position == i : argument.name == names[i])
          value = coerce(value, type_of(argument.type), {}, Coercion::kImplicit);
        ++position;
      }
    } else {
      value = loose(value);
    }
    terms.add(names[i].empty() ? value : node(concat("=>", names[i].text()), {value}));
  }
  Term* term = nullptr;
  if (chosen != nullptr) {
    term = node(chosen->function ? std::string_view("f") : concat("f ", name), terms.span(),
                is_polymorphic(chosen->result) ? Type() : chosen->result);
    if (chosen->function) term->ref = add_ref(chosen->function, range, RefForm::kQualified);
    return term;
  }
  term = unresolved_call(schema, name, arguments, range, exists, candidates, nullptr);
  term->args = terms.span();
  return term;
}

}  // namespace underpin::analyze
