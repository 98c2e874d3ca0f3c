// The direct children of a node of an expression or a query, by libpg_query's own walker. A node that the walker
// does not know (DDL) has none: bind/ knows those.
#pragma once

#include <type_traits>

#include "parse/nodes.h"

namespace underpin {

// raw_expression_tree_walker raises an error, which would end the process, for any other.
bool walker_knows(NodeTag tag);
// The child of a node that the walker should know but does not; null for all others.
const Node* sole_child(const Node* node);
// Is it a node of an expression or a query?
bool has_children(const Node* node);

// Calls visit(const Node*) for each child that is not null, in source order where PostgreSQL keeps it.
template <class Visit>
void for_each_child(const Node* node, Visit&& visit) {
  if (node == nullptr) return;
  if (const Node* child = sole_child(node)) return void(visit(child));
  if (!walker_knows(nodeTag(node))) return;
  using Callable = std::remove_reference_t<Visit>;
  const auto walker = [](Node* child, void* context) {
    if (child != nullptr) (*static_cast<Callable*>(context))(static_cast<const Node*>(child));
    return false;
  };
  bool (*const callback)(Node*, void*) = walker;
  raw_expression_tree_walker_impl(const_cast<Node*>(node), callback,
                                  const_cast<void*>(static_cast<const void*>(&visit)));
}

}  // namespace underpin
