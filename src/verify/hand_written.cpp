#include "verify/hand_written.h"

#include <fmt/format.h>

#include "diag/codes.h"
#include "locks/script.h"
#include "parse/nodes.h"
#include "parse/statement.h"

namespace underpin {
namespace {

class Reader {
 public:
  Reader(const Catalog& before, int target, Plan& plan, Sink& sink)
      : script_(before.clone(), {}, {.target = target, .autocommit = true}), plan_(plan), sink_(sink) {}

  void read(const StatementSpan& span) {
    Sink quiet;
    bool is_transaction = false;
    const bool parsed = parse_statement(span, sink_, [&](const Node* node) {
      is_transaction = nodeTag(node) == T_TransactionStmt;
      if (is_transaction) take(reinterpret_cast<const TransactionStmt*>(node)->kind, span);
    });
    if (!parsed || is_transaction) return;
    const Prediction prediction = script_.next(span, quiet);
    const SourceFile* file = source_file(span.file);
    const Place place{.file = span.file, .offset = span.begin};
    plan_.steps.push_back({.id = fmt::format("{}:{}", file->name, line_column(place).line),
                           .object = "",
                           .action = "run",
                           .sql = std::string(span.text()),
                           .strategy = "plain",
                           .reason = "",
                           .transactional = prediction.transactional != Transactional::kNo,
                           .transaction = transaction_});
  }

  // All of it as one transaction, where it says nothing of any.
  void join_all() {
    if (said_any_) return;
    for (Step& step : plan_.steps) step.transaction = step.transactional ? 1 : 0;
  }
  bool is_open() const { return transaction_ != 0; }

 private:
  void take(TransactionStmtKind kind, const StatementSpan& span) {
    said_any_ = true;
    if (kind == TRANS_STMT_BEGIN || kind == TRANS_STMT_START)
      transaction_ = ++last_;
    else if (kind == TRANS_STMT_COMMIT)
      transaction_ = 0;
    else
      sink_.emit(code::kUnsupported, {.file = span.file, .offset = span.begin},
                 "only BEGIN and COMMIT are proved, no other statement of transactions");
  }

  Script script_;
  Plan& plan_;
  Sink& sink_;
  uint32_t transaction_ = 0, last_ = 0;
  bool said_any_ = false;
};

}  // namespace

Plan plan_of_script(const SourceSet& script, const Catalog& before, int target, bool autocommit, Sink& sink) {
  Plan plan;
  plan.target = target;
  Reader reader(before, target, plan, sink);
  for (const auto& file : script.files())
    for (const StatementSpan& span : split(*file, sink).statements) reader.read(span);
  if (!autocommit) reader.join_all();
  if (reader.is_open()) sink.emit(code::kUnsupported, {}, "the script ends within a transaction: COMMIT is missing");
  return plan;
}

}  // namespace underpin
