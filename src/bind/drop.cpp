// DROP of every kind of object. What goes along: drop_cascade.cpp.
#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"

namespace underpin::bind {
namespace {

std::string_view last_part(const Node* object) {
  const Node* last = is_node(object, T_List) ? items(reinterpret_cast<const List*>(object)).back() : object;
  return is_node(last, T_String) ? strval(last) : std::string_view();
}

// DROP names the kind that it looked for, where other statements say "relation".
[[noreturn]] void missing(NotFoundError error, const DropStmt* stmt, const Node* object) {
  if (error.what.what == NotFound::What::kRelation && error.what.message.starts_with("relation "))
    error.what.message =
        std::string(object_type_word(stmt->removeType)) + " \"" + std::string(last_part(object)) + "\" does not exist";
  throw NotFoundError(std::move(error));
}

// The object; none where it may be missing and is.
ObjectId find_target(const Session& s, const DropStmt* stmt, const Node* object) {
  try {
    const ObjectId id = s.object_address(stmt->removeType, object, -1, stmt->missing_ok);
    if (!id && !stmt->missing_ok)
      s.invalid(
          code::kUnsupported, "2BP01", -1,
          std::string("cannot drop a ") + object_type_word(stmt->removeType) + " of the system or of an extension");
    return id;
  } catch (const NotFoundError& error) {
    if (stmt->missing_ok) return {};  // a schema or an argument's type is missing
    missing(error, stmt, object);
  }
}

}  // namespace

void drop_statement(Session& s, const Node* node) {
  const auto* stmt = as<DropStmt>(node);
  std::vector<ObjectId> objects;
  for (const Node* object : items(stmt->objects)) {
    const ObjectId id = find_target(s, stmt, object);
    if (id && std::ranges::find(objects, id) == objects.end()) objects.push_back(id);
  }
  s.drop(objects, stmt->behavior == DROP_CASCADE, -1);
}

void drop_owned(Session& s, const Node*) {
  s.invalid(code::kUnsupported, "0A000", -1, "DROP OWNED is not supported", "It drops whatever a role owns.",
            "Write a DROP for each object.");
}

}  // namespace underpin::bind
