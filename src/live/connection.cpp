#include "live/connection.h"

#include <array>

#include "diag/codes.h"
#include "live/conninfo.h"

namespace underpin::live {
namespace {

constexpr int kOldestMajor = 13;

void ignore_notice(void*, const PGresult*) {}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace

bool Connection::open() {
  // What the connection string says itself wins over these: it is expanded after them only where they come first.
  const std::array<const char*, 6> keywords = {"connect_timeout",
                                               "application_name",
                                               "fallback_application_name",
                                               "dbname",
                                               database_.empty() ? nullptr : "dbname",
                                               nullptr};
  const std::array<const char*, 6> values = {"10",   "underpin", "underpin", conninfo_.c_str(), database_.c_str(),
                                             nullptr};
  connection_.reset(PQconnectdbParams(keywords.data(), values.data(), 1));
  if (PQstatus(connection_.get()) != CONNECTION_OK)
    return fail(code::kConnectionFailed, "could not connect to " + conninfo_title(conninfo_), nullptr);
  PQsetNoticeReceiver(connection_.get(), ignore_notice, nullptr);
  if (major() >= kOldestMajor) return true;
  sink_.emit(code::kUnsupportedServer, {}, "the server is PostgreSQL " + std::to_string(major())).detail =
      "PostgreSQL 13 is the oldest that can be read.";
  return false;
}

bool Connection::fail(const CodeInfo& code, std::string what, const PGresult* result) {
  Diagnostic& found = sink_.emit(code, {}, without_passwords(std::move(what), conninfo_));
  const char* primary = result != nullptr ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
  const char* state = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  if (state != nullptr) found.sqlstate = state;
  found.detail =
      without_passwords(trimmed(primary != nullptr ? primary : PQerrorMessage(connection_.get())), conninfo_);
  return false;
}

bool Connection::begin() {
  const Query session = query_named("00_session", major());
  const Result result(PQexec(connection_.get(), session.text.c_str()));
  if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) return true;
  return fail(code::kServerQueryFailed, "the server does not begin a transaction", result.get());
}

bool Connection::run(const std::vector<Query>& queries, const std::function<void(size_t, const Rows&)>& take) {
  PGconn* connection = connection_.get();
  bool sent = PQenterPipelineMode(connection) == 1;
  for (size_t i = 0; sent && i < queries.size(); ++i)
    sent = PQsendQueryParams(connection, queries[i].text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 1;
  sent = sent && PQpipelineSync(connection) == 1;
  if (!sent) return fail(code::kServerQueryFailed, "the connection was lost", nullptr);
  for (size_t i = 0; i < queries.size(); ++i)
    if (!read(queries[i], i, take)) return false;
  const Result sync(PQgetResult(connection));
  return PQexitPipelineMode(connection) == 1 ||
         fail(code::kServerQueryFailed, "the connection is not in order", nullptr);
}

bool Connection::read(const Query& query, size_t index, const std::function<void(size_t, const Rows&)>& take) {
  const Result result(PQgetResult(connection_.get()));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK) {
    const bool lost = result == nullptr || PQstatus(connection_.get()) != CONNECTION_OK;
    return fail(
        code::kServerQueryFailed,
        lost ? "the connection was lost" : "the server refuses catalog query \"" + std::string(query.name) + "\"",
        result.get());
  }
  take(index, Rows(result.get()));
  const Result end(PQgetResult(connection_.get()));  // the null that ends a query's results
  return true;
}

void Connection::end() { const Result result(PQexec(connection_.get(), "COMMIT")); }

}  // namespace underpin::live
