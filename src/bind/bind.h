// The `model` elaborator: interprets DDL as PostgreSQL does and gives the catalog it leads to.
#pragma once

#include <memory>

#include "base/source.h"
#include "diag/diagnostic.h"
#include "ir/catalog.h"

namespace underpin {

struct BindOptions {
  int target = 18;      // major version whose rules and syntax hold
  Symbol session_role;  // owner of what is created; empty = unknown, one and the same for both sides
  bool any_order =
      true;  // a statement that needs what a later one makes waits for it (end-state DDL); false: as psql would run it
};

// Problems go to the sink; the catalog holds what could be bound.
Catalog elaborate(std::shared_ptr<const SourceSet> sources, const BindOptions& options, Sink& sink);

// Runs further statements on a state (a plan, a migration). In their order.
void apply(Catalog& catalog, std::shared_ptr<const SourceSet> sources, const BindOptions& options, Sink& sink);

// Says who owns what states no owner: what that role was granted is part of what an owner has.
void settle_owner(Catalog& catalog, Symbol owner);

}  // namespace underpin
