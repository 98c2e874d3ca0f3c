// What a session must look up fast and the catalog has no index for: the children of a table, the sequence of an
// identity column. Follows the catalog as it grows; what has been removed or renamed since is left out when asked.
#pragma once

#include <unordered_map>
#include <vector>

#include "bind/session.h"

namespace underpin::bind {

inline constexpr size_t kMaxIdentifier = 63;  // NAMEDATALEN - 1

class RelationIndex {
 public:
  // Tables that inherit from this one or are its partitions, in order of creation.
  std::vector<ObjectId> children(const Catalog& catalog, ObjectId table);
  void link(ObjectId parent, ObjectId child) { add(children_[parent], child); }

  // The sequence of an identity column; none if it has none.
  ObjectId identity_sequence(const Catalog& catalog, ObjectId column);
  void link_sequence(ObjectId column, ObjectId sequence) { sequences_[column] = sequence; }

  // An expression nextval('…'::regclass), of which more are made by changing its reference.
  ExprId nextval;

 private:
  static void add(std::vector<ObjectId>& list, ObjectId id);
  void follow(const Catalog& catalog);

  uint32_t seen_ = 1;
  std::unordered_map<ObjectId, std::vector<ObjectId>> children_;
  std::unordered_map<ObjectId, ObjectId> sequences_;  // of columns
};

RelationIndex& relation_index(const Session& session);

// The longest prefix of whole characters that has at most so many bytes.
std::string_view clip(std::string_view text, size_t bytes);

// The first free name among all constraints of the relation's schema ("t_a_check"); for keys, also among its relations.
Symbol choose_constraint_name(const Session& session, ObjectId relation, std::string_view name2,
                              std::string_view label);
Symbol choose_key_name(const Session& session, ObjectId relation, std::string_view name2, std::string_view label);
// "a_b_c", as much of it as a name can use.
std::string join_names(const std::vector<Symbol>& names);

}  // namespace underpin::bind
