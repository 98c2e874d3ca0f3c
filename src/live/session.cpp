#include "live/session.h"

#include <libpq-fe.h>
#include <poll.h>

#include <array>

#include "live/conninfo.h"

namespace underpin::live {
namespace {

void ignore_notice(void*, const PGresult*) {}

std::string field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? "" : text;
}

void take_result(const PGresult* result, Answer& answer) {
  const ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
    answer.done = false;
    answer.sqlstate = field(result, PG_DIAG_SQLSTATE);
    answer.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (const std::string detail = field(result, PG_DIAG_MESSAGE_DETAIL); !detail.empty())
      answer.message += " (" + detail + ")";
    return;
  }
  answer.rows.clear();
  for (int row = 0; row < PQntuples(result); ++row) {
    auto& values = answer.rows.emplace_back();
    for (int column = 0; column < PQnfields(result); ++column)
      values.emplace_back(PQgetvalue(result, row, column), static_cast<size_t>(PQgetlength(result, row, column)));
  }
}

}  // namespace

struct Session::Link {
  explicit Link(PGconn* made) : connection(made) {}
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;
  ~Link() { PQfinish(connection); }

  PGconn* connection;
};

Session::Session(std::unique_ptr<Link> link) : link_(std::move(link)) {}
Session::~Session() = default;

std::unique_ptr<Session> Session::open(const std::string& conninfo, const std::string& database, std::string& why) {
  // Of several values of a keyword the last one counts; the first dbname alone is read as a connection string.
  const std::array<const char*, 6> keywords = {"connect_timeout",
                                               "application_name",
                                               "dbname",
                                               "client_encoding",
                                               database.empty() ? nullptr : "dbname",
                                               nullptr};
  const std::array<const char*, 6> values = {"10", "underpin", conninfo.c_str(), "UTF8", database.c_str(), nullptr};
  auto link = std::make_unique<Link>(PQconnectdbParams(keywords.data(), values.data(), 1));
  if (PQstatus(link->connection) != CONNECTION_OK) {
    why = without_passwords(PQerrorMessage(link->connection), conninfo);
    while (!why.empty() && why.back() == '\n') why.pop_back();
    return nullptr;
  }
  PQsetNoticeReceiver(link->connection, ignore_notice, nullptr);
  return std::unique_ptr<Session>(new Session(std::move(link)));
}

Answer Session::run(const std::string& sql) {
  send(sql);
  return take();
}

void Session::send(const std::string& sql) { PQsendQuery(link_->connection, sql.c_str()); }

bool Session::is_busy(std::chrono::milliseconds wait) {
  if (PQisBusy(link_->connection) == 0) return false;
  pollfd descriptor{.fd = PQsocket(link_->connection), .events = POLLIN, .revents = 0};
  ::poll(&descriptor, 1, static_cast<int>(wait.count()));
  return PQconsumeInput(link_->connection) == 1 && PQisBusy(link_->connection) == 1;
}

Answer Session::take() {
  Answer answer;
  bool any = false;
  while (PGresult* result = PQgetResult(link_->connection)) {
    if (answer.done) take_result(result, answer);
    any = true;
    PQclear(result);
  }
  if (!any || (answer.done && !is_open())) {
    answer.done = false;
    answer.message = "the connection was lost";
  }
  return answer;
}

int Session::process() const { return PQbackendPID(link_->connection); }
int Session::major() const { return PQserverVersion(link_->connection) / 10000; }
bool Session::is_open() const { return PQstatus(link_->connection) == CONNECTION_OK; }

}  // namespace underpin::live
