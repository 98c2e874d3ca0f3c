#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  const Catalog& after = context.after();
  for (const Change& change : context.diff().changes) {
    if (change.type != ChangeType::kCreate || change.kind != Kind::kSequence) continue;
    const Sequence& sequence = after.body<Sequence>(change.after);
    if (sequence.owned_by && !sequence.identity)
      report.add(change, "column " + quoted(identity(after, sequence.owned_by)) + " counts by sequence " +
                             quoted(qualified_name(after, change.after)));
  }
}

}  // namespace

extern const Rule serial_column;
const Rule serial_column = {
    .code = {"UP536", "serial-column", Level::kNote, "A column counts by a sequence of its own."},
    .concern = Concern::kAlways,
    .off = true,
    .condition = "A new column with serial, not GENERATED … AS IDENTITY.",
    .effect = "Its sequence has privileges of its own and is easily lost from it.",
    .remedy = "GENERATED ALWAYS AS IDENTITY.",
    .bad = {R"()", R"(CREATE TABLE t (id bigserial PRIMARY KEY);)"},
    .good = {R"()", R"(CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);)"},
    .run = run,
};

}  // namespace underpin::compat::rules
