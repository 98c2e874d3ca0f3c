// Rows made up for the old state: they respect its constraints, and those that the new state adds where that is easy.
#pragma once

#include <string>
#include <vector>

#include "ir/catalog.h"
#include "live/session.h"

namespace underpin {

// The tables that can hold rows themselves, referenced ones first.
std::vector<ObjectId> tables_to_fill(const Catalog& state);

// `wanted`: rows for each table. The answer says, of each table that got none, why: "public.t: …".
std::vector<std::string> fill_tables(const Catalog& before, const Catalog& after, int wanted, live::Session& session);

}  // namespace underpin
