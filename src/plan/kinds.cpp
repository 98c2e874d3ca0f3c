#include <array>

#include "plan/planner.h"

namespace underpin::plan {

const KindRules& rules(Kind kind) {
  static constexpr KindRules kNone{};
  static const std::array<const KindRules*, kKindCount> kAll = [] {
    std::array<const KindRules*, kKindCount> all;
    all.fill(&kNone);
    for (const KindRules* one : {&kSchemaRules,
                                 &kExtensionRules,
                                 &kLanguageRules,
                                 &kCollationRules,
                                 &kEnumRules,
                                 &kDomainRules,
                                 &kCompositeRules,
                                 &kRangeRules,
                                 &kFunctionRules,
                                 &kAggregateRules,
                                 &kSequenceRules,
                                 &kTableRules,
                                 &kViewRules,
                                 &kMaterializedViewRules,
                                 &kColumnRules,
                                 &kConstraintRules,
                                 &kIndexRules,
                                 &kTriggerRules,
                                 &kRuleRules,
                                 &kPolicyRules,
                                 &kStatisticsRules,
                                 &kEventTriggerRules,
                                 &kPublicationRules,
                                 &kPublicationTableRules,
                                 &kPublicationSchemaRules,
                                 &kSubscriptionRules,
                                 &kForeignDataWrapperRules,
                                 &kServerRules,
                                 &kUserMappingRules,
                                 &kDefaultPrivilegesRules,
                                 &kOpaqueRules})
      all[static_cast<size_t>(one->kind)] = one;
    return all;
  }();
  return *kAll[static_cast<size_t>(kind)];
}

}  // namespace underpin::plan
