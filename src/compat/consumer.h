// A consumer: a service, job or report with the queries that it runs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/source.h"
#include "base/symbol.h"
#include "compat/parameters.h"
#include "config/config.h"
#include "diag/diagnostic.h"
#include "parse/statement.h"

namespace underpin::compat {

// Which release has the query. Where no revision is said to be deployed, the states tell (Row::runs_now).
enum class Release : uint8_t { kUnknown, kDeployed, kToCome, kBoth };

struct ConsumerQuery {
  std::string name;        // sqlc's, else "file:line"
  Place place;             // where it stands in the consumer's file
  std::string_view sql;    // as it stands there, without the quotes and escapes of an export
  StatementSpan prepared;  // with PostgreSQL's parameters, in a text of its own
  Rewritten rewritten;     // from `sql`; empty where they are one and the same
  TextMap recorded;        // of an export: from the text that `sql` is a part of to the file
  uint32_t begin = 0;      // of `sql` in that text
  std::vector<std::string> search_path;
  std::vector<Symbol> words;  // its identifiers, each once: what it may be about
  uint64_t calls = 0;
  Release release = Release::kUnknown;

  // The place in the consumer's file of a place in the prepared text.
  Place original(Place in_prepared) const;
};

struct Consumer {
  std::string name, owner, kind;
  std::vector<ConsumerQuery> queries;
  std::vector<Diagnostic> unread;                 // a finding for each query that cannot be read
  size_t files = 0, others = 0;                   // `others`: statements that are no queries
  std::vector<std::shared_ptr<SourceSet>> texts;  // its files
  std::vector<std::shared_ptr<SourceSet>> made;   // what was made of them to be read
};

// Reads the files of its patterns. What cannot be read is a finding in the sink, and counted.
Consumer read_consumer(const ConsumerConfig& config, const Config& paths, Sink& sink);
// The queries of a set of texts, as if they were its files.
void add_queries(const std::shared_ptr<SourceSet>& texts, const std::vector<std::string>& search_path,
                 Consumer& consumer);

}  // namespace underpin::compat
