// What a PL/pgSQL body (of a DO block or a function) does, as a flat list of its statements. Best effort: a body that
// libpg_query's reader refuses gives false, which is never an error of the user's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace underpin {

// One IF or CASE branch around a statement: it runs where the expression's truth is `holds`.
struct PlCondition {
  uint32_t branching = 0;  // the same for all branches of one IF
  std::string text;        // the expression as written; empty where PL/pgSQL has made its own of it (CASE x WHEN)
  bool holds = true;       // false: an earlier branch's condition, or ELSE
};

// A handler around a statement: its block catches these errors.
struct PlHandler {
  std::vector<std::string> conditions;  // "duplicate_object", "others", "sqlstate 42710"
  bool does_nothing = false;            // WHEN … THEN NULL
};

struct PlStatement {
  enum class Kind : uint8_t {
    kSql,      // static SQL; `sql` is the statement
    kPerform,  // PERFORM f(x); `sql` is "SELECT f(x)"
    kCall,     // CALL or DO; `sql` is the statement
    kExecute,  // EXECUTE; `sql` is the expression whose value is executed
    kQuery,    // of a FOR loop, RETURN QUERY or cursor; `sql` is the query
    kAssign,   // x := …; `sql` is the whole assignment
    kRaise,    // RAISE; `sql` is the message
    kCommit,
    kTransaction,  // ROLLBACK
    kReturn,       // leaves the block early
    kOther,        // EXIT, ASSERT, GET DIAGNOSTICS, FETCH …
  };

  Kind kind = Kind::kOther;
  std::string sql;
  uint32_t offset = 0;                  // of sql in the body; npos where it does not stand there word for word
  bool dynamic = false;                 // its text is known at run time only
  bool in_loop = false;                 // may run any number of times
  bool in_handler = false;              // runs only after an error
  bool is_error = false;                // RAISE EXCEPTION
  std::vector<PlCondition> conditions;  // outermost first; all must be as said
  std::vector<PlHandler> handlers;      // of the blocks around it, innermost first

  static constexpr uint32_t npos = UINT32_MAX;
};

// In source order. The implicit RETURN at the end is left out.
// `of_function`: RETURN may have a value, which a DO block's may not.
bool plpgsql_statements(std::string_view body, std::vector<PlStatement>& statements, bool of_function = false);

}  // namespace underpin
