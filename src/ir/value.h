// What attributes are made of. A closed set: names and texts (Symbol), bool, int64, enums, TypeRef, ExprId,
// ObjectId, options, privileges, and vectors and plain structs of these.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "base/symbol.h"

namespace underpin {

struct Object;
using ObjectId = Id<Object>;  // into one Catalog
struct Expr;
using ExprId = Id<Expr>;  // into one Catalog

// A type as a column, argument or result has it.
// - A user-defined type (enum, domain, composite, range, opaque base type, row type of a relation) has `object`.
// - A built-in type has `name`: PostgreSQL's own display name ("character varying", "timestamp with time zone").
// - A type that an extension brings has `name` and `extension`, or `schema` as written where the extension is not
// known.
struct TypeRef {
  ObjectId object;
  ObjectId extension;
  Symbol schema;
  Symbol name;
  Symbol modifier;     // "(12,2)", "(50)", "(3)", " day to second(3)"; canonical; empty if none
  bool array = false;  // PostgreSQL keeps no number of dimensions

  bool known() const { return object || !name.empty(); }
  friend bool operator==(const TypeRef&, const TypeRef&) = default;
};

enum class RefForm : uint8_t {
  kHidden,      // a dependency without text of its own (an implicit column, a second overload)
  kQualified,   // printed with its schema: public.users, app.f
  kBare,        // printed as the name alone: a column, a relation that qualifies a column
  kLiteral,     // printed as a string constant that names it: 'app.seq'
  kMultirange,  // of a range: the name of its multirange type, with its schema
};

// A name inside an expression's text that stands for an object.
struct Reference {
  ObjectId target;
  uint32_t begin = 0;  // byte range in Expr::text that the printed name replaces; length 0 for kHidden
  uint32_t length = 0;
  RefForm form = RefForm::kHidden;
};

// An expression, a query or a routine body: its text as the user wrote it, the names in it that are references, and
// the canonical form that comparison uses. Renaming a target changes what is printed and compared, not the Expr.
struct Expr {
  std::string_view text;        // bytes of a source or of the catalog's arena
  std::vector<Reference> refs;  // in order of canonical use; byte ranges do not overlap but for equal ones
  // Canonical form (analyze/canonical.h makes it): in it \x01 N \x02 (N decimal) stands for the name of refs[N].target,
  // printed in full (schema.relation, or the column's name).
  std::string_view canonical;
  Place place;
};

// name = value pairs: reloptions, FDW options, configuration settings, definition lists. Sorted by name, but for
// definition lists whose order means something.
struct Option {
  Symbol name;
  Symbol value;
  friend bool operator==(const Option&, const Option&) = default;
};
using Options = std::vector<Option>;

// Privileges of one grantee. Bits as in PostgreSQL's acl.h order, see ir/privileges.h.
struct Grant {
  Symbol grantee;  // a role, kPublic() or kOwner() (ir/privileges.h): the owner's own, which move with ownership
  uint32_t privileges = 0;
  uint32_t grantable = 0;  // those of `privileges` that carry WITH GRANT OPTION
  friend bool operator==(const Grant&, const Grant&) = default;
};
// Effective privileges, sorted by grantee text. nullopt = the built-in default of its kind.
using Acl = std::optional<std::vector<Grant>>;

struct SecurityLabel {
  Symbol provider;
  Symbol label;
};

}  // namespace underpin
