// A file of queries against a state: each is analysed as PostgreSQL would prepare it, in order. Statements between them
// that change the session or the schema (SET, DDL) are run on the state for those behind them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyze/answer.h"
#include "bind/bind.h"
#include "parse/statement.h"

namespace underpin {

struct AnsweredStatement {
  Place place;
  std::string_view sql;
  Answer answer;                    // of a query that is sound; answer.statement always
  std::optional<Diagnostic> error;  // what PostgreSQL refuses it with
  bool utility = false;             // no query: SET, BEGIN, DDL …
  std::string note;                 // of a utility statement: what was done with it
};

struct QueryOptions {
  BindOptions bind;
  std::vector<std::string> search_path;  // names of schemas; empty = "$user", public
};

// `state` afterwards is what the file's own DDL has made of it. Findings about the files as such go to the sink.
std::vector<AnsweredStatement> answer_queries(Catalog& state, std::shared_ptr<const SourceSet> queries,
                                              const QueryOptions& options, Sink& sink);

// One of them alone. Its text has to live as long as the state.
AnsweredStatement answer_statement(Catalog& state, const StatementSpan& query, const QueryOptions& options);

}  // namespace underpin
