// Names, types and expressions of a catalog as SQL text. Everything is schema-qualified, so that a statement means the
// same under any search_path.
#pragma once

#include <string>

#include "ir/catalog.h"

namespace underpin {

// As quote_ident: quoted only where PostgreSQL's lexer would not give it back (keywords, upper case, …).
std::string quote_identifier(std::string_view name);
std::string quote_identifier(Symbol name);
// As quote_literal: '…' with doubled quotes, E'…' where there is a backslash.
std::string quote_literal(std::string_view text);
// $$…$$, $body$…$body$: a tag that does not occur in the text.
std::string dollar_quote(std::string_view text);

// "schema.name" of an object that lives in a schema, "name" of one that does not. Children: the bare name
// (indexes: schema.name, for they live in the schema).
std::string qualified_name(const Catalog& catalog, ObjectId id);
// As in DROP, COMMENT ON, ALTER, GRANT: "public.f(integer, VARIADIC text[])", "public.users", "trigger_name ON
// public.users", "constraint ON DOMAIN public.d", columns: "public.users.email", user mappings: "FOR app SERVER s".
std::string object_name(const Catalog& catalog, ObjectId id);
// The kind's word in DDL for this very object: FOREIGN TABLE, PROCEDURE, ROUTINE … where info(kind).sql is not precise
// enough.
std::string_view object_word(const Catalog& catalog, ObjectId id);
// "integer, VARIADIC text[]": input arguments' types as pg_get_function_identity_arguments, without names.
std::string signature(const Catalog& catalog, ObjectId routine);
// The same for an aggregate as GRANT wants it: without ORDER BY and *.
std::string input_type_list(const Catalog& catalog, ObjectId routine);

std::string type_text(const Catalog& catalog, const TypeRef& type);
// The expression's text with the references' names as they are now.
std::string expr_text(const Catalog& catalog, ExprId expr);
// The canonical form with the references' names as they are now: equal texts are equal expressions.
std::string canonical_text(const Catalog& catalog, ExprId expr);

// The same behind what a text already holds.
void append_identifier(std::string_view name, std::string& out);
void append_identifier(Symbol name, std::string& out);
void append_qualified_name(const Catalog& catalog, ObjectId id, std::string& out);
void append_identity(const Catalog& catalog, ObjectId id, std::string& out);
void append_type(const Catalog& catalog, const TypeRef& type, std::string& out);
void append_canonical(const Catalog& catalog, ExprId expr, std::string& out);

}  // namespace underpin
