#include <algorithm>
#include <array>

#include "diff/stages.h"
#include "ir/privileges.h"

namespace underpin::diffing {
namespace {

// Attributes that nobody's statements can notice, whatever their values.
constexpr std::array<std::string_view, 12> kUnnoticed{"comment",     "owner",      "options",       "storage",
                                                      "compression", "statistics", "tablespace",    "cost",
                                                      "rows",        "target",     "not_null_name", "cluster_index"};
// Flags that, once set, refuse what was accepted before.
constexpr std::array<std::string_view, 9> kRestricting{
    "not_null", "unique", "nulls_not_distinct", "row_security", "force_row_security", "valid", "enforced",
    "check",    "strict"};

bool among(std::string_view slug, auto& list) { return std::ranges::find(list, slug) != std::ranges::end(list); }

Direction of_privileges(const Catalog& before, const Catalog& after, const Change& change) {
  const std::vector<Grant> have = effective_acl(before, change.before);
  const std::vector<Grant> want = effective_acl(after, change.after);
  for (const Grant& grant : have) {
    const auto kept = std::ranges::find(want, grant.grantee, &Grant::grantee);
    const Grant left = kept == want.end() ? Grant{} : *kept;
    if ((grant.privileges & ~left.privileges) || (grant.grantable & ~left.grantable)) return Direction::kBackward;
  }
  return Direction::kForward;
}

Direction of_attribute(const Catalog& before, const Catalog& after, const Change& change,
                       const AttributeChange& attribute) {
  if (attribute.slug == "privileges") return of_privileges(before, after, change);
  if (among(attribute.slug, kUnnoticed)) return Direction::kForward;
  const std::string old_text = attribute_text(before, change.before, attribute.attribute);
  const std::string new_text = attribute_text(after, change.after, attribute.attribute);
  if (among(attribute.slug, kRestricting)) {
    const bool set = !new_text.empty() && new_text != "false";
    return set ? Direction::kBackward : Direction::kForward;
  }
  // It was said of a constraint that is gone.
  if (attribute.slug == "not_null_valid" && !after.body<Column>(change.after).not_null) return Direction::kForward;
  if (attribute.slug == "default") {
    if (old_text.empty()) return Direction::kForward;
    return new_text.empty() ? Direction::kBackward : Direction::kSideways;
  }
  if (attribute.slug == "labels" && change.kind == Kind::kEnum) {
    const auto& have = before.body<Enum>(change.before).labels;
    const auto& want = after.body<Enum>(change.after).labels;
    auto stays = [&](Symbol label) { return std::ranges::find(want, label) != want.end(); };
    return std::ranges::all_of(have, stays) ? Direction::kForward : Direction::kBackward;
  }
  if (attribute.slug == "roles")
    return new_text.find(old_text) != std::string::npos ? Direction::kForward : Direction::kBackward;
  return Direction::kSideways;
}

}  // namespace

void set_direction(const Catalog& before, const Catalog& after, Change& change) {
  if (change.type != ChangeType::kAlter) {
    change.direction = change.type == ChangeType::kCreate ? Direction::kForward : Direction::kBackward;
    return;
  }
  change.direction = change.renamed ? Direction::kSideways : Direction::kForward;
  for (AttributeChange& attribute : change.attributes) {
    attribute.direction = of_attribute(before, after, change, attribute);
    change.direction = std::max(change.direction, attribute.direction);
  }
}

}  // namespace underpin::diffing
