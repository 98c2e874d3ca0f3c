// Names and types of expressions and queries: from raw trees to Expr (text, references, canonical form), and from
// type names to TypeRef. Used while binding, in the state of the catalog at that statement.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "ir/catalog.h"

struct Node;
struct TypeName;
struct RangeVar;
struct List;

namespace underpin {

// What a name means here and now.
struct NameScope {
  Catalog* catalog = nullptr;
  std::span<const ObjectId> search_path;  // schemas in order, without pg_catalog
  // The text that node locations count in, and where it begins.
  std::string_view text;  // whole statement
  FileId file;            // none for text without a file
  uint32_t offset = 0;    // of text[0] in the file

  Place place(int location) const {
    return location < 0 || !file ? Place{file, offset} : Place{file, offset + static_cast<uint32_t>(location)};
  }
};

// What is not there. bind/ decides: wait for a later statement, or report it.
struct NotFound {
  enum class What : uint8_t { kRelation, kColumn, kType, kFunction, kSchema, kOther } what = What::kOther;
  std::string message;  // as PostgreSQL's: relation "a.b" does not exist
  const char* sqlstate = "";
  Place place;
  std::string hint;
};

// Thrown inside bind/ and analyze/ only, before the statement has changed anything; never crosses bind()'s surface.
struct NotFoundError {
  NotFound what;
};
// Same for a definition that is wrong as it stands: waiting does not help.
struct InvalidError {
  Diagnostic diagnostic;
};

// --- names ---
// The relation (table, view, materialized view, sequence, index) that a RangeVar names; throws NotFoundError.
// Relations of pg_catalog and information_schema are not in the catalog: returns none for them without throwing.
ObjectId resolve_relation(const NameScope& scope, const RangeVar* name);
ObjectId find_relation(const NameScope& scope, const RangeVar* name);  // none if it is not there
// Is it a relation of the system's own (pg_catalog, information_schema)?
bool is_system_relation(const NameScope& scope, const RangeVar* name);

// --- types ---
// Throws NotFoundError; takes %TYPE, SETOF (caller reads TypeName.setof), arrays, modifiers; int → integer and so on.
TypeRef resolve_type(const NameScope& scope, const TypeName* name);
// Built-in type by any of its names in pg_catalog ("int4", "varchar"); unknown TypeRef if there is none.
TypeRef builtin_type(std::string_view name);
bool is_serial(const TypeName* name, std::string_view* integer_type);

// --- expressions ---
// What an expression can see.
struct ExprContext {
  ObjectId relation;          // its columns are visible (CHECK, index, policy, generated, partition key)
  Symbol relation_alias;      // name under which they are, if not its own
  TypeRef expected;           // type it is coerced to (column default, domain default); unknown if none
  TypeRef value_type;         // type of VALUE in a domain check
  bool trigger_rows = false;  // OLD and NEW of `relation` are visible (trigger WHEN, rules)
};
// `begin`, `end`: byte range of the expression in scope.text (the caller finds it; expression_range helps).
ExprId make_expression(const NameScope& scope, const ExprContext& context, const Node* expr, uint32_t begin,
                       uint32_t end);
// The byte range of an expression whose tree is given: from its leftmost token to its last, balanced; `limit` = not
// beyond. Works on tokens from the leftmost location in the tree: ends before the first top-level , ) ; or a keyword
// that cannot continue it (`stop`: clause keywords, e.g. {"using", "with", "where"}).
struct ByteRange {
  uint32_t begin = 0, end = 0;
};
ByteRange expression_range(std::string_view text, const Node* expr, std::span<const std::string_view> stop = {});

// A query (SELECT, or any statement inside a rule, SQL-standard body, publication filter …) with its output columns.
struct OutputColumn {
  Symbol name;      // empty where unknown
  TypeRef type;     // unknown where it cannot be known yet
  ObjectId column;  // the column it passes through unchanged, if it does
};
struct QueryResult {
  ExprId expr;
  std::vector<OutputColumn> columns;
  bool columns_known = true;
};
QueryResult make_query(const NameScope& scope, const Node* query, uint32_t begin, uint32_t end,
                       const ExprContext& context = {});

// A string routine body: the text as it is, hidden references to what static SQL in it names (language sql always;
// plpgsql where it parses). Never fails. `arguments` are visible as names and $n.
ExprId make_string_body(const NameScope& scope, std::string_view body, Symbol language,
                        std::span<const Argument> arguments, Place place);
// A SQL-standard body (RETURN expr, BEGIN ATOMIC … END).
// The arguments may be qualified with the routine's name.
ExprId make_sql_body(const NameScope& scope, const Node* body, uint32_t begin, uint32_t end, Symbol routine,
                     std::span<const Argument> arguments);
// Any other piece of a statement that is kept as text with references (CREATE OPERATOR …, aggregate definitions,
// partition bounds, rule definitions): qualified names found in the tree become references; canonical form is
// token-normalised.
ExprId make_opaque(const NameScope& scope, const Node* tree, uint32_t begin, uint32_t end);

// Function names in expressions that were not (yet) the catalog's when the expression was made. Called once, when all
// is bound: gives them their references, and order-independence with it.
void resolve_pending(Catalog& catalog);

}  // namespace underpin
