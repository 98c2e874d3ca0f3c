// Objects kept as text: what their files share.
#pragma once

#include <string_view>
#include <utility>

#include "bind/session.h"

namespace underpin::bind {

// A later statement that belongs to the object (ALTER … ADD).
void add_to_opaque(Session&, ObjectId id, const Node* statement);
// opaque_address, but throws.
ObjectId opaque_named(const Session&, int object_type, const Node* object);
// The word before the object's name in its CREATE statement: "configuration"; empty where it has no schema.
std::string_view name_keyword(std::string_view object_class);
// The statement `text` with the object's own name (behind `keyword`) replaced by `name`.
ExprId renamed_definition(Session&, std::string_view text, std::string_view keyword, std::string_view name);
// RENAME and SET SCHEMA; an empty name stays as it is.
void rename_opaque(Session&, ObjectId id, ObjectId schema, std::string_view new_name);

}  // namespace underpin::bind
