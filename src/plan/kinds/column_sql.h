// Columns as SQL text, and what PostgreSQL's casts let a change of type do.
#pragma once

#include <string>

#include "ir/print.h"

namespace underpin::plan {

// "email text COLLATE app.c DEFAULT ''::text NOT NULL": as in CREATE TABLE and ADD COLUMN, for that major version.
struct ColumnParts {
  bool identity = true;         // its identity, where it has one (a partition takes its parent's)
  bool value = true;            // its default or expression
  bool not_null = true;         // NOT NULL,
  bool named_not_null = false;  // from 18 on with its constraint's name, also where that is PostgreSQL's choice
};
std::string column_definition(const Catalog& catalog, ObjectId column, int target, const ColumnParts& parts = {});
// The name of the column's NOT NULL constraint: the one that was stated, or PostgreSQL's choice.
std::string not_null_name(const Catalog& catalog, ObjectId column);
// "GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME app.s START WITH 10)".
std::string identity_clause(const Catalog& catalog, ObjectId column);
// The sequence that an identity column has made; none if it has none.
ObjectId identity_sequence(const Catalog& catalog, ObjectId column);

// The column of the same name in the first parent that has it; none where it is not inherited.
ObjectId inherited_from(const Catalog& catalog, ObjectId column);

// Same type but for its modifier.
bool same_base_type(const Catalog& before, const TypeRef& old_type, const Catalog& after, const TypeRef& new_type);
// How ALTER TYPE has to compute the new values: empty where PostgreSQL casts by itself, else the expression after
// USING.
std::string using_expression(const Catalog& before, const TypeRef& old_type, const Catalog& after,
                             const TypeRef& new_type, const std::string& column);
// May a foreign key stay while one of its columns goes from the one type to the other?
bool comparable_types(const TypeRef& old_type, const TypeRef& new_type);

}  // namespace underpin::plan
