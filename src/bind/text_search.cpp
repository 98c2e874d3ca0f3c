#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/opaque.h"

namespace underpin::bind {

void alter_text_search_dictionary(Session& s, const Node* node) {
  const auto* name = as<AlterTSDictionaryStmt>(node)->dictname;
  add_to_opaque(s, opaque_named(s, OBJECT_TSDICTIONARY, reinterpret_cast<const Node*>(name)), node);
}

void alter_text_search_configuration(Session& s, const Node* node) {
  const auto* name = as<AlterTSConfigurationStmt>(node)->cfgname;
  add_to_opaque(s, opaque_named(s, OBJECT_TSCONFIGURATION, reinterpret_cast<const Node*>(name)), node);
}

}  // namespace underpin::bind
