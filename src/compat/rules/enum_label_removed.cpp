#include "compat/rules/helpers.h"

namespace underpin::compat::rules {
namespace {

void run(const RuleContext& context, Report& report) {
  for (const Change& change : context.diff().changes) {
    if (change.type != ChangeType::kAlter || change.kind != Kind::kEnum) continue;
    const auto& now = context.after().body<Enum>(change.after).labels;
    for (const Symbol label : context.before().body<Enum>(change.before).labels)
      if (std::ranges::find(now, label) == now.end())
        report.add(change, "label '" + std::string(label.text()) + "' of enum " +
                               quoted(identity(context.before(), change.before)) + " goes");
  }
}

}  // namespace

extern const Rule enum_label_removed;
const Rule enum_label_removed = {
    .code = {"UP505", "enum-label-removed", Level::kWarning, "A label of an enum goes or gets another name."},
    .concern = Concern::kRead,
    .condition = "An enum has not all its labels any more.",
    .effect =
        "Statements that say the label fail, rows that hold it have to change first, and clients that know it meet "
        "another one.",
    .remedy = "Add the new label, move the rows, and let go of the old one when nothing says it.",
    .bad = {R"(CREATE TYPE color AS ENUM ('red', 'green');
CREATE TABLE cars (id bigint PRIMARY KEY, paint color);)",
            R"(ALTER TYPE color RENAME VALUE 'red' TO 'crimson';)"},
    .good = {R"(CREATE TYPE color AS ENUM ('red', 'green');
CREATE TABLE cars (id bigint PRIMARY KEY, paint color);)",
             R"(ALTER TYPE color ADD VALUE 'blue';)"},
    .run = run,
};

}  // namespace underpin::compat::rules
