// What takes each step back.
#pragma once

#include "plan/plan.h"

namespace underpin {

// Fills Step::undo: the statements that lead from the state after the step to the one before it, planned as any other
// change and tried on the model; empty text where the step leaves the schema as it is. A step whose undo cannot be
// planned, or does not lead back, keeps none. What a step has removed comes back without its rows (Step::loses_data):
// a comment in the undo says what of it cannot hold then.
// Each step is planned back on the whole state: that costs steps times objects. The plan must have been proved.
void fill_undo(Plan& plan, const Catalog& before);

// The statements that lead from the one state to the other, as fill_undo finds them; none where no plan leads back.
std::optional<std::string> find_undo(const Plan& plan, const Catalog& now, const Catalog& wanted, Symbol role);

// Of two states of which one was made of the other, so that an id is the same object: gives the later one directives
// for what has got another name, in the place of its own, and is to take it back by PostgreSQL's own statement.
void state_renames(const Catalog& now, Catalog& wanted);

}  // namespace underpin
