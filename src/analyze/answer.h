// What PostgreSQL's parse analysis finds out about one query, without a server.
#pragma once

#include <string>
#include <vector>

#include "analyze/analyze.h"

namespace underpin {

enum class Nullability : uint8_t { kUnknown, kNever, kPossible };

struct AnswerColumn {
  std::string name;       // "?column?" where PostgreSQL has none
  std::string type;       // as regtype prints it under the search_path; empty = it cannot be known. Of a domain the
                          // type under it, as the server describes a result to its client
  std::string full_type;  // with its modifier: numeric(10,2)
  std::string domain;     // where the column's type is one
  Nullability nullable = Nullability::kUnknown;
};

struct AnswerParameter {
  uint32_t number = 0;
  std::string type;  // as of a column
};

// Something that the query reads or writes, by name.
struct Access {
  std::string kind;  // relation, function
  std::string name;  // with its schema; a function's with its argument types
  std::vector<std::string> columns;
};

struct Answer {
  std::string statement;  // select, values, insert, update, delete, merge
  std::vector<AnswerColumn> columns;
  bool columns_known = true;
  std::vector<AnswerParameter> parameters;
  std::vector<Access> reads, writes;
  std::vector<std::string> unknown;   // why something cannot be known, a sentence without full stop each
  std::vector<std::string> warnings;  // PostgreSQL takes the query, but running it fails
};

// SELECT, VALUES, INSERT, UPDATE, DELETE or MERGE. Throws NotFoundError and InvalidError with PostgreSQL's message
// where PostgreSQL refuses it. What cannot be known is no error: it is in `unknown`. `declared`: the types of the first
// parameters, where they are given (PREPARE q(integer)).
Answer answer_query(const NameScope& scope, const Node* statement, std::span<const TypeRef> declared = {});

}  // namespace underpin
