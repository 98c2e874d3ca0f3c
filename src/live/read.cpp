#include "live/read.h"

#include <charconv>
#include <set>

#include "diag/codes.h"
#include "live/connection.h"
#include "live/conninfo.h"
#include "live/secret.h"

namespace underpin::live {
namespace {

int64_t number(std::string_view digits) {
  int64_t out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

std::string quoted_role(std::string_view role) {
  std::string out = "\"";
  for (const char c : role) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

// The text of the state. A statement's owner is said by the role that it runs as, where that changes.
class Writer {
 public:
  explicit Writer(Sink& sink) : sink_(sink) {}

  void take(const Rows& rows) {
    for (int row = 0; row < rows.size(); ++row) {
      become(rows.at(row, 0));
      const std::string_view statement = rows.at(row, 1);
      text_ += statement;
      text_ += ";\n";
      secrets_ += statement.find(kSecret) != statement.npos;
    }
  }

  std::string finish() {
    if (secrets_ > 0)
      sink_.emit(code::kSecretLeftOut, {}, "passwords and connection strings of the server are left out").detail =
          "Each is taken to be what the other state says it is.";
    return std::move(text_);
  }

 private:
  void become(std::string_view role) {
    if (role == role_ || role.data() == nullptr) return;
    if (role.starts_with("unknown (OID=") && orphans_.emplace(role).second)
      sink_.emit(code::kNotRepresented, {},
                 "the server has objects whose owner no longer exists: " + std::string(role));
    role_ = role;
    text_ += "SET ROLE " + quoted_role(role) + ";\n";
  }

  Sink& sink_;
  std::string text_ = "SET search_path = '';\n";
  std::string role_;
  std::set<std::string, std::less<>> orphans_;
  size_t secrets_ = 0;
};

void take_environment(const Rows& rows, Environment& environment) {
  for (int row = 0; row < rows.size(); ++row)
    environment.relations.emplace(rows.at(row, 0), RelationFacts{.rows = number(rows.at(row, 1)),
                                                                 .bytes = number(rows.at(row, 2)),
                                                                 .total_bytes = number(rows.at(row, 3))});
}

void take_findings(const Rows& rows, Sink& sink) {
  for (int row = 0; row < rows.size(); ++row)
    sink.emit(code::kNotRepresented, {},
              std::string(rows.at(row, 0)) + " is no part of the state: " + std::string(rows.at(row, 1)));
}

}  // namespace

struct Reader::Link {
  Link(const std::string& server, const std::string& database, Sink& to)
      : connection(server, database, to), conninfo(server), sink(to) {}

  Connection connection;
  std::string conninfo;
  Sink& sink;
  bool is_open = false;
};

Reader::Reader(const std::string& conninfo, const std::string& database, Sink& sink)
    : link_(std::make_unique<Link>(conninfo, database, sink)) {}
Reader::~Reader() = default;

bool Reader::read(SourceSet& set, Environment& environment) {
  Connection& connection = link_->connection;
  Sink& sink = link_->sink;
  link_->is_open = link_->is_open || connection.open();
  if (!link_->is_open || !connection.begin()) return false;
  environment.server_major = connection.major();
  std::vector<Query> queries = state_queries(connection.major());
  const size_t state = queries.size();
  queries.push_back(query_named("95_environment", connection.major()));
  queries.push_back(query_named("96_findings", connection.major()));
  Writer writer(sink);
  const bool done = connection.run(queries, [&](size_t index, const Rows& rows) {
    if (index < state) return writer.take(rows);
    if (index == state) return take_environment(rows, environment);
    take_findings(rows, sink);
  });
  if (!done) return false;
  connection.end();
  set.add(conninfo_title(link_->conninfo), writer.finish(), std::string::npos);
  return true;
}

bool read_server(const std::string& conninfo, SourceSet& set, Environment& environment, Sink& sink) {
  return Reader(conninfo, "", sink).read(set, environment);
}

}  // namespace underpin::live
