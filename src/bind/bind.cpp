// The loop: every statement once in order, then those that wait, until nothing moves.
#include "bind/bind.h"

#include <algorithm>
#include <deque>

#include "bind/directives.h"
#include "bind/lists.h"
#include "bind/not_found.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "bind/transaction.h"
#include "ir/privileges.h"
#include "parse/ahead.h"
#include "parse/lexer.h"
#include "parse/target.h"

namespace underpin {
namespace bind {
namespace {

// Waits are over names: the last part of what the message quotes, or a function's name.
Symbol missing_name(const NotFound& why) {
  std::string_view text = why.message;
  if (const size_t quote = text.find('"'); quote != text.npos) {
    text = text.substr(quote + 1);
    text = text.substr(0, text.find('"'));
  } else if (const size_t space = text.find(' '); space != text.npos) {
    text = text.substr(space + 1);
    text = text.substr(0, text.find('('));
  }
  if (const size_t dot = text.rfind('.'); dot != text.npos) text = text.substr(dot + 1);
  return intern(text);
}

// What is taken away must be there when it is: waiting would take away what comes later under the name.
bool may_wait(const Node* node) {
  switch (nodeTag(node)) {
    case T_DropStmt:
    case T_DropUserMappingStmt:
    case T_DropSubscriptionStmt:
    case T_VariableSetStmt:
    case T_TransactionStmt: return false;
    default: return true;
  }
}

bool begins_with(const StatementSpan& span, std::string_view word) {
  const Token token = Lexer(span.text()).next();
  return token.kind == TokenKind::kWord && is_keyword(span.text().substr(token.begin, token.end - token.begin), word);
}

class Runner {
 public:
  Runner(Catalog& catalog, const BindOptions& options, Sink& sink)
      : session_{.catalog = catalog, .sink = sink, .options = options}, sink_(sink) {
    session_.set_search_path({intern("$user"), intern("public")});
  }

  void run(const SourceSet& sources) {
    std::vector<StatementSpan> statements;
    for (const auto& file : sources.files()) {
      SplitResult result = split(*file, sink_);
      for (const Directive& directive : result.directives) directives_.add(directive, result.statements);
      statements.insert(statements.end(), result.statements.begin(), result.statements.end());
    }
    transactions(session_).rollbacks = std::ranges::any_of(statements, [](const StatementSpan& span) {
      return begins_with(span, "rollback") || begins_with(span, "abort");
    });
    first_round(statements);
    settle();
    drop_temporary();
    finish_objects(session_);
  }

 private:
  void first_round(const std::vector<StatementSpan>& statements) {
    ParseAhead parser(statements);
    FileId file;
    for (const StatementSpan& statement : statements) {
      if (statement.file != file) begin_file();
      file = statement.file;
      Session::Deferred whole{.statement = statement, .search_path_names = {}, .role = session_.role};
      const bool done = attempt(whole, false, [&](const auto& visit) {
        parser.next(sink_, [&](const Node* node) {
          check_target(statement, node, session_.options.target, sink_);
          visit(node);
        });
      });
      if (done) continue;
      whole.search_path_names = session_.search_path_names;
      session_.deferred.push_back(std::move(whole));
    }
  }

  using Waiting = std::unordered_map<Symbol, std::vector<Session::Deferred>>;

  // Each file is a session of its own: a search_path does not leak into the next.
  void begin_file() {
    session_.role = {};
    session_.settings.clear();
    session_.set_search_path({intern("$user"), intern("public")});
  }

  // `parse` hands out the statement's tree. False where the statement has to wait; `work.why` says for what. Errors go
  // to the sink.
  template <class Parse>
  bool attempt(Session::Deferred& work, bool again, const Parse& parse) {
    session_.statement = work.statement;
    session_.part = work.part;
    const auto before = static_cast<uint32_t>(session_.catalog.size());
    bool done = true;
    parse([&](const Node* node) { done = interpret(node, work, again); });
    if (done) directives_.attach(session_, before);
    return done;
  }

  bool interpret(const Node* node, Session::Deferred& work, bool again) {
    try {
      if (const StatementFunction function = function_for(nodeTag(node)))
        function(session_, node);
      else
        session_.invalid(code::kUnsupported, "0A000", 0,
                         "the statement is refused: what it does cannot be represented");
    } catch (NotFoundError& error) {
      session_.creating_schema = {};
      work.why = std::move(error.what);
      if (session_.options.any_order && (again || may_wait(node))) return false;
      report(work.why);
    } catch (InvalidError& error) {
      session_.creating_schema = {};
      const Diagnostic& found = error.diagnostic;
      sink_.emit(*found.code, found.place, found.message) = found;
    }
    return true;
  }

  void report(const NotFound& why) {
    const Diagnostic found = diagnostic_of(why);
    sink_.emit(*found.code, found.place, found.message) = found;
  }

  // --- what waits ---

  void settle() {
    std::deque<Session::Deferred> queue(std::make_move_iterator(session_.deferred.begin()),
                                        std::make_move_iterator(session_.deferred.end()));
    session_.deferred.clear();
    Waiting waiting;
    for (int round = 0; round < kRounds && !queue.empty(); ++round) {
      const bool moved = drain(queue, waiting);
      if (!moved && session_.last_try) break;
      session_.last_try = !moved;
      queue = collect(waiting);
    }
    for (Session::Deferred& work : queue) report(work.why);
    for (Session::Deferred& work : collect(waiting)) report(work.why);
  }

  // Runs the queue and all that its new objects wake. Did anything get done?
  bool drain(std::deque<Session::Deferred>& queue, Waiting& waiting) {
    bool moved = false;
    while (!queue.empty()) {
      Session::Deferred work = std::move(queue.front());
      queue.pop_front();
      const auto before = static_cast<uint32_t>(session_.catalog.size());
      restore(work);
      const bool done = attempt(work, true, [&](const auto& visit) { parse_statement(work.statement, sink_, visit); });
      moved |= done;
      if (!done) waiting[missing_name(work.why)].push_back(std::move(work));
      for (Session::Deferred& part : session_.deferred) waiting[missing_name(part.why)].push_back(std::move(part));
      session_.deferred.clear();
      wake(before, queue, waiting);
    }
    return moved;
  }

  void restore(const Session::Deferred& work) {
    session_.role = work.role;
    session_.set_search_path(work.search_path_names);
  }

  void wake(uint32_t before, std::deque<Session::Deferred>& queue, Waiting& waiting) {
    if (waiting.empty()) return;
    for (uint32_t i = before; i < session_.catalog.size(); ++i) {
      const auto found = waiting.find(std::as_const(session_.catalog).name(ObjectId{i}));
      if (found == waiting.end() || std::as_const(session_.catalog).at(ObjectId{i}).removed) continue;
      std::ranges::move(found->second, std::back_inserter(queue));
      waiting.erase(found);
    }
  }

  // All that waits, in the order of the text.
  static std::deque<Session::Deferred> collect(Waiting& waiting) {
    std::deque<Session::Deferred> all;
    for (auto& [name, works] : waiting) std::ranges::move(works, std::back_inserter(all));
    waiting.clear();
    std::ranges::sort(all, {}, [](const Session::Deferred& work) {
      return std::tuple(work.statement.file.value, work.statement.begin, work.part);
    });
    return all;
  }

  void drop_temporary() {
    const ObjectId temporary = session_.catalog.find_schema(intern("pg_temp"));
    if (!temporary) return;
    session_.catalog.remove(temporary);
    session_.refresh_search_path();
  }

  // A round without names that wake is rare; a text that needs more of them than this is reported instead.
  static constexpr int kRounds = 30;

  Session session_;
  Sink& sink_;
  StatementDirectives directives_;
};

void add_public_schema(Catalog& catalog) {
  const ObjectId schema = catalog.add<Schema>({}, intern("public"), {});
  Object& object = catalog.at(schema);
  object.comment = intern("standard public schema");
  const bool owned_by_database = catalog.target >= 15;
  if (owned_by_database) object.owner = intern("pg_database_owner");
  const uint32_t usage = privilege_bit("usage"), create = privilege_bit("create");
  std::vector<Grant> acl{{.grantee = kPublic(), .privileges = owned_by_database ? usage : usage | create},
                         {.grantee = kOwner(), .privileges = usage | create}};
  std::ranges::sort(acl, ByText{}, &Grant::grantee);
  object.acl = std::move(acl);
}

}  // namespace
}  // namespace bind

Catalog elaborate(std::shared_ptr<const SourceSet> sources, const BindOptions& options, Sink& sink) {
  Catalog catalog;
  catalog.target = options.target;
  catalog.default_owner = options.session_role;
  bind::add_public_schema(catalog);
  apply(catalog, std::move(sources), options, sink);
  return catalog;
}

void apply(Catalog& catalog, std::shared_ptr<const SourceSet> sources, const BindOptions& options, Sink& sink) {
  const SourceSet& texts = *sources;
  catalog.keep(std::move(sources));
  bind::Runner(catalog, options, sink).run(texts);
  resolve_pending(catalog);
}

}  // namespace underpin
