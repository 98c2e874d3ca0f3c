#include <algorithm>
#include <utility>

#include "bind/lists.h"
#include "bind/objects.h"

namespace underpin::bind {
namespace {

struct OptionRow {
  std::string_view name;
  bool boolean;
  std::string_view builtin;  // the value that goes without saying
};

// What pg_subscription keeps (manual, CREATE SUBSCRIPTION).
constexpr OptionRow kKept[] = {
    {"binary", true, "false"},    {"disable_on_error", true, "false"}, {"failover", true, "false"},
    {"origin", false, "any"},     {"password_required", true, "true"}, {"run_as_owner", true, "false"},
    {"slot_name", false, ""},     {"streaming", false, "off"},         {"synchronous_commit", false, "off"},
    {"two_phase", true, "false"},
};
// What only says how the statement runs.
constexpr std::string_view kOnce[] = {"connect", "copy_data", "create_slot", "enabled", "refresh", "lsn"};

std::string normal(const OptionRow& row, const DefElem* option) {
  if (row.boolean) return is_true(option) ? "true" : "false";
  std::string value(def_value(option).text());
  if (row.name == "slot_name") return value;
  std::ranges::transform(value, value.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (value == "true") return "on";
  return value == "false" ? "off" : value;
}

std::string_view default_of(const Session& s, const OptionRow& row, Symbol subscription) {
  if (row.name == "slot_name") return subscription.text();
  if (row.name == "streaming" && s.options.target >= 18) return "parallel";
  return row.builtin;
}

void set_options(const Session& s, Subscription& subscription, Symbol name, const List* options) {
  for (const DefElem* option : items<DefElem>(options)) {
    const std::string_view key = option->defname;
    if (key == "enabled" || (key == "connect" && !is_true(option)))
      subscription.enabled = key == "enabled" && is_true(option);
    if (key == "connect") subscription.connect = is_true(option);
    const auto row = std::ranges::find(kKept, key, &OptionRow::name);
    if (row == std::end(kKept)) {
      if (std::ranges::find(kOnce, key) == std::end(kOnce))
        s.invalid(code::kInvalidDefinition, "42601", option->location,
                  "unrecognized subscription parameter: " + in_quotes(key));
      continue;
    }
    std::erase_if(subscription.options, [&](const Option& o) { return o.name.text() == key; });
    const std::string value = normal(*row, option);
    if (value != default_of(s, *row, name)) subscription.options.push_back({intern(key), intern(value)});
  }
  std::ranges::sort(subscription.options, ByText{}, &Option::name);
}

std::vector<Symbol> names_of(const List* list) {
  std::vector<Symbol> out;
  for (const Node* name : items(list)) out.push_back(intern(strval(name)));
  std::ranges::sort(out, ByText{});
  return out;
}

void add_publications(const Session& s, std::vector<Symbol>& to, const List* list) {
  for (Symbol name : names_of(list)) {
    if (std::ranges::find(to, name) != to.end())
      s.invalid(code::kDuplicateObject, "42710", -1,
                "publication " + in_quotes(name.text()) + " is already in the subscription");
    to.push_back(name);
  }
  std::ranges::sort(to, ByText{});
}

void drop_publications(const Session& s, std::vector<Symbol>& from, const List* list) {
  for (Symbol name : names_of(list))
    if (std::erase(from, name) == 0)
      s.not_found(NotFound::What::kOther, "42704", -1,
                  "publication " + in_quotes(name.text()) + " is not in the subscription");
}

}  // namespace

void create_subscription(Session& s, const Node* node) {
  const auto* stmt = as<CreateSubscriptionStmt>(node);
  const Symbol name = symbol(stmt->subname);
  Subscription subscription;
  subscription.connection = intern(stmt->conninfo);
  subscription.publications = names_of(stmt->publication);
  set_options(s, subscription, name, stmt->options);
  const ObjectId id = s.create<Subscription>({}, name, -1);
  s.catalog.body<Subscription>(id) = std::move(subscription);
}

void alter_subscription(Session& s, const Node* node) {
  const auto* stmt = as<AlterSubscriptionStmt>(node);
  const Symbol name = symbol(stmt->subname);
  const ObjectId id = s.catalog.find(Kind::kSubscription, {}, name);
  if (!id)
    s.not_found(NotFound::What::kOther, "42704", -1, "subscription " + in_quotes(stmt->subname) + " does not exist");
  Subscription changed = std::as_const(s.catalog).body<Subscription>(id);
  switch (stmt->kind) {
    case ALTER_SUBSCRIPTION_OPTIONS:
    case ALTER_SUBSCRIPTION_ENABLED: set_options(s, changed, name, stmt->options); break;
    case ALTER_SUBSCRIPTION_CONNECTION: changed.connection = intern(stmt->conninfo); break;
    case ALTER_SUBSCRIPTION_SET_PUBLICATION: changed.publications = names_of(stmt->publication); break;
    case ALTER_SUBSCRIPTION_ADD_PUBLICATION: add_publications(s, changed.publications, stmt->publication); break;
    case ALTER_SUBSCRIPTION_DROP_PUBLICATION: drop_publications(s, changed.publications, stmt->publication); break;
    default: return s.left_out(code::kDataStatement, "ALTER SUBSCRIPTION … REFRESH or SKIP");
  }
  s.catalog.body<Subscription>(id) = std::move(changed);
}

void drop_subscription(Session& s, const Node* node) {
  const auto* stmt = as<DropSubscriptionStmt>(node);
  const ObjectId id = s.catalog.find(Kind::kSubscription, {}, symbol(stmt->subname));
  if (!id && stmt->missing_ok) return;
  if (!id)
    s.not_found(NotFound::What::kOther, "42704", -1, "subscription " + in_quotes(stmt->subname) + " does not exist");
  s.drop({id}, stmt->behavior == DROP_CASCADE, -1);
}

}  // namespace underpin::bind
