// The catalog queries, as text for one major version. They stand in queries/*.sql and are carried inside the program.
//
// A line that begins with /*15+*/, /*-14*/ or /*15-16*/ is for these majors only. Between braces:
//   {namespace:n}                 the pg_namespace row n is the user's
//   {user:pg_class:c.oid}         the object is the user's: neither PostgreSQL's nor an extension's nor part of another
//   object {options:c.reloptions}        text[] of name=value as "name = 'value', …" {fdw_options:f.ftoptions}     the
//   same as "name 'value', …"; what may be a secret is replaced before it leaves the server {sequence:s} the
//   pg_sequence row s as options of CREATE SEQUENCE {grant_changes:acl:from:cols} rows (grantee, is_given, grantable,
//   privileges) that lead from one ACL to the other {object_word:i.type}, {object_identity:i}  a row of
//   pg_identify_object as COMMENT ON wants it {secret}                      what stands for a secret
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace underpin::live {

struct Query {
  std::string_view name;  // "40_tables"
  std::string text;
};

// Those that give DDL, in order: rows (role that owns what the statement makes, or null; statement without semicolon).
std::vector<Query> state_queries(int major);
// One of them, by name.
Query query_named(std::string_view name, int major);

}  // namespace underpin::live
