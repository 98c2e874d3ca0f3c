#include "bind/transaction.h"

#include <algorithm>

#include "bind/lists.h"
#include "bind/relations.h"

namespace underpin::bind {
namespace {

void remember(Session& session, Symbol savepoint) {
  Transactions& state = transactions(session);
  state.open.push_back({.savepoint = savepoint,
                        .catalog = state.rollbacks ? std::make_unique<Catalog>(session.catalog.clone()) : nullptr,
                        .search_path_names = session.search_path_names,
                        .settings = session.settings,
                        .role = session.role,
                        .deferred = session.deferred.size()});
}

void restore_settings(Session& session, const Transactions::Snapshot& snapshot) {
  session.settings = snapshot.settings;
  session.role = snapshot.role;
  session.set_search_path(snapshot.search_path_names);
}

// Back to a snapshot; it stays open, as a savepoint does.
void go_back(Session& session, Transactions::Snapshot& snapshot) {
  if (snapshot.catalog) {
    session.catalog = snapshot.catalog->clone();
    session.relations.reset();
    session.dependency_index.reset();
  }
  session.deferred.resize(std::min(session.deferred.size(), snapshot.deferred));
  restore_settings(session, snapshot);
}

void end(Session& session, bool undo) {
  Transactions& state = transactions(session);
  if (state.open.empty()) return;
  if (undo)
    go_back(session, state.open.front());
  else if (state.local_settings)
    restore_settings(session, state.open.front());
  state.open.clear();
  state.local_settings = false;
}

void to_savepoint(Session& session, const TransactionStmt* statement, bool release) {
  auto& open = transactions(session).open;
  const Symbol name = symbol(statement->savepoint_name);
  const auto found =
      std::find_if(open.rbegin(), open.rend(), [&](const auto& snapshot) { return snapshot.savepoint == name; });
  if (found == open.rend())
    session.invalid(code::kUndefinedObject, "3B001", std::max(statement->location, 0),
                    "savepoint " + quoted(name.text()) + " does not exist");
  const auto index = static_cast<size_t>(std::distance(found, open.rend()) - 1);
  if (!release) go_back(session, open[index]);
  open.resize(index + (release ? 0 : 1));
}

}  // namespace

Transactions& transactions(Session& session) {
  if (!session.transactions) session.transactions = std::make_shared<Transactions>();
  return *session.transactions;
}

void transaction(Session& session, const Node* node) {
  const auto* statement = as<TransactionStmt>(node);
  Transactions& state = transactions(session);
  switch (statement->kind) {
    case TRANS_STMT_BEGIN:
    case TRANS_STMT_START:
      if (state.open.empty()) remember(session, {});
      return;
    case TRANS_STMT_COMMIT:
    case TRANS_STMT_PREPARE: end(session, false); break;
    case TRANS_STMT_ROLLBACK: end(session, true); break;
    case TRANS_STMT_SAVEPOINT:
      if (!state.open.empty()) remember(session, symbol(statement->savepoint_name));
      return;
    case TRANS_STMT_RELEASE: return to_savepoint(session, statement, true);
    case TRANS_STMT_ROLLBACK_TO: return to_savepoint(session, statement, false);
    default: session.invalid(code::kUnsupported, "0A000", 0, "prepared transactions cannot be followed");
  }
  if (statement->chain) remember(session, {});
}

}  // namespace underpin::bind
