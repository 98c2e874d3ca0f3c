// When a step runs, seen from the releases that run beside the plan; and what a phase waits for.
#pragma once

#include "plan/decide.h"

namespace underpin::plan {

// Drafts (drop, create) that make one object again; what brings something to the second is not among them.
std::vector<std::pair<uint32_t, uint32_t>> made_again(const Planner& p);

// The phase of each draft, by its index. A step is never in an earlier phase than what it needs, and what is dropped to
// be made again goes in the phase in which it comes back. `changes`: those that each draft realises; `group_of`:
// groups.h.
std::vector<Phase> phases(const Planner& p, const std::vector<std::vector<uint32_t>>& changes,
                          const std::vector<Edge>& edges, const std::vector<uint32_t>& group_of);

// A gate before the first step of a phase that the running code would notice.
std::vector<Gate> gates(const Diff& diff, const std::vector<Step>& steps);

// Numbers the steps that belong into one transaction: between the drop of what is made again and its new grants,
// nobody may look. `together`: of each step a number that it shares with those it cannot be parted from; 0 = none.
void number_transactions(std::vector<Step>& steps, const std::vector<uint32_t>& together);

}  // namespace underpin::plan
