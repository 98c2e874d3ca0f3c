#include "plan/kinds/table_sql.h"

#include <algorithm>

#include "ir/attributes.h"
#include "plan/decide.h"

namespace underpin::plan {
namespace {

const Option* find_option(const Options& options, Symbol name) {
  for (const Option& option : options)
    if (option.name == name) return &option;
  return nullptr;
}

// "toast.fillfactor" is two identifiers.
std::string option_name(Symbol name) {
  const std::string_view text = name.text();
  if (text.starts_with("toast.")) return "toast." + quote_identifier(text.substr(6));
  return quote_identifier(text);
}

std::string option_value(std::string_view value) {
  if (value == "true" || value == "false" || value == "on" || value == "off") return std::string(value);
  const bool number = !value.empty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
  return number ? std::string(value) : quote_literal(value);
}

// Reasons are written about "it" and "its …"; whose they are is said here.
std::string spelled_out(const Catalog& catalog, ObjectId id, std::string reason) {
  if (reason.starts_with("it ")) return described(catalog, id) + reason.substr(2);
  if (reason.starts_with("its ")) return described(catalog, id) + ": " + reason;
  return reason;
}

void append(std::string& list, const std::string& item) {
  if (!list.empty()) list += ", ";
  list += item;
}

}  // namespace

std::string bare(const Catalog& catalog, ObjectId id) { return quote_identifier(catalog.name(id)); }

std::string column_list(const Catalog& catalog, const std::vector<ObjectId>& columns) {
  std::string out;
  for (ObjectId column : columns) append(out, bare(catalog, column));
  return out;
}

std::string alter_relation(const Catalog& catalog, ObjectId relation, bool only) {
  std::string out = "ALTER " + std::string(object_word(catalog, relation)) + (only ? " ONLY " : " ");
  return out + qualified_name(catalog, relation) + " ";
}

std::string storage_parameters(const Options& options) {
  std::string out;
  for (const Option& option : options) append(out, option_name(option.name) + "=" + option_value(option.value.text()));
  return out;
}

std::string fdw_options(const Options& options) {
  std::string out;
  for (const Option& option : options)
    append(out, quote_identifier(option.name) + " " + quote_literal(option.value.text()));
  return out;
}

OptionStatements option_changes(const Options& before, const Options& after) {
  OptionStatements out;
  Options set;
  for (const Option& option : after) {
    const Option* old = find_option(before, option.name);
    if (!old || old->value != option.value) set.push_back(option);
  }
  out.set = storage_parameters(set);
  for (const Option& option : before)
    if (!find_option(after, option.name)) append(out.reset, option_name(option.name));
  return out;
}

std::string fdw_option_changes(const Options& before, const Options& after) {
  std::string out;
  for (const Option& option : after) {
    const Option* old = find_option(before, option.name);
    if (old && old->value == option.value) continue;
    append(out, (old ? "SET " : "ADD ") + quote_identifier(option.name) + " " + quote_literal(option.value.text()));
  }
  for (const Option& option : before)
    if (!find_option(after, option.name)) append(out, "DROP " + quote_identifier(option.name));
  return out;
}

Draft draft_on(const Catalog& catalog, ObjectId id, std::string action, std::string sql, std::string reason, int rank) {
  Draft draft;
  draft.kind = catalog.kind(id);
  draft.action = std::move(action);
  draft.object = identity(catalog, id);
  draft.sql = std::move(sql);
  draft.reason = spelled_out(catalog, id, std::move(reason));
  draft.rank = rank;
  return draft;
}

Draft create_draft(const Planner& p, ObjectId after, std::string sql, std::string reason) {
  if (p.fate_after(after) == Fate::kRebuild && reason == "it is new") reason = "it is built anew";
  Draft draft = draft_on(p.after, after, "create", std::move(sql), std::move(reason));
  draft.creates = {after};
  return draft;
}

Draft drop_draft(const Planner& p, ObjectId before, std::string sql, std::string reason) {
  if (p.fate_before(before) == Fate::kRebuild && reason == "it is not in the new state") reason = "it is built anew";
  Draft draft = draft_on(p.before, before, "drop", std::move(sql), std::move(reason));
  draft.drops = {before};
  return draft;
}

Draft alter_draft(const Planner& p, ObjectId after, std::initializer_list<std::string_view> set, std::string sql,
                  std::string reason, int rank) {
  Draft draft = draft_on(p.after, after, "alter", std::move(sql), std::move(reason), rank);
  draft.alters = {after};
  if (set.size() > 0) draft.attribute = *set.begin();
  auto is_set = [&](std::string_view slug) { return std::ranges::find(set, slug) != set.end(); };
  for (const AttributeInfo& attribute : attributes(p.after.kind(after)))
    if (!is_set(attribute.slug)) draft.later.emplace_back(after, attribute.slug);
  if (const ObjectId before = p.counterpart_before(after))
    for_each_reference(p.before, before, [&](ObjectId target, std::string_view slug) {
      if (is_set(slug)) draft.releases.push_back(target);
    });
  return draft;
}

}  // namespace underpin::plan
