// A plan for a terminal: its steps in order, each with its reason and its statement.
#include <fmt/format.h>

#include <algorithm>

#include "emit/formats.h"
#include "emit/words.h"

namespace underpin {
namespace {

using namespace emit;

constexpr size_t kShownLines = 12;  // of one statement; `--format sql` has it whole

Color color_of(const Step& step) {
  if (step.action == "drop") return Color::kRed;
  return step.action == "create" ? Color::kGreen : Color::kYellow;
}

class Printer {
 public:
  explicit Printer(const Document& document) : document_(document), plan_(*document.plan), paint_{document.color} {}

  std::string print() {
    header();
    for (size_t i = 0; i < plan_.steps.size(); ++i)
      if (!document_.phase || plan_.steps[i].phase == *document_.phase) step(i);
    footer();
    return std::move(out_);
  }

 private:
  void header() {
    out_ += fmt::format("{} {} → {}, PostgreSQL {}\n", paint_(Color::kBold, "plan"), one_line(document_.from),
                        one_line(document_.to), plan_.target);
    if (plan_.steps.empty()) out_ += "nothing to do: the two states are the same\n";
  }

  void step(size_t i) {
    const Step& s = plan_.steps[i];
    if (i == 0 || plan_.steps[i - 1].phase != s.phase)
      out_ += fmt::format("\n{}\n", paint_(Color::kBold, phase_name(s.phase)));
    for (const Gate& gate : plan_.gates)
      if (gate.before == i)
        out_ += fmt::format("\n  {} go on when {}\n", paint_(Color::kYellow, "gate:"), one_line(gate.waits_for));
    const std::string number = std::to_string(i + 1);
    const std::string title = fmt::format("{} {} {}", s.action, kind_words(s.kind), one_line(s.object));
    out_ += fmt::format("\n{:>4}. {}", number, paint_(color_of(s), title));
    if (!s.reason.empty()) out_ += paint_(Color::kDim, "  " + one_line(s.reason));
    out_ += '\n';
    statement(s.sql);
    if (s.strategy != "plain") remark("strategy " + s.strategy);
    if (s.transaction != 0 && !begins_transaction(plan_, i)) remark("in one transaction with the step before");
    if (!s.transactional) remark("cannot run inside a transaction block");
    if (s.commit_before) remark("what it needs must be committed before");
    if (s.loses_data) out_ += "      " + paint_(Color::kRed, "! loses data: no undo brings it back") + "\n";
    for (const RelationLock& lock : s.locks)
      remark(fmt::format("locks {} {}: {}", lock.relation, lock.mode, lock.blocks));
    if (!s.lasts.empty()) remark("for " + s.lasts);
  }

  void statement(const std::string& sql) {
    const std::string text = printable_lines(sql) + ";";
    const size_t lines = static_cast<size_t>(std::ranges::count(text, '\n')) + 1;
    size_t at = 0;
    const size_t shown = lines > kShownLines + 1 ? kShownLines : lines;
    for (size_t i = 0; i < shown; ++i) {
      const size_t end = std::min(text.find('\n', at), text.size());
      out_ += end > at ? "      " + text.substr(at, end - at) + "\n" : "\n";
      at = end + 1;
    }
    if (shown < lines) remark("… " + counted(lines - shown, "more line"));
  }

  void remark(std::string_view text) { out_ += "      " + paint_(Color::kDim, one_line(text)) + "\n"; }

  void footer() {
    if (plan_.steps.empty()) return;
    const auto losing = static_cast<size_t>(std::ranges::count(plan_.steps, true, &Step::loses_data));
    out_ += fmt::format("\n{} for {}", paint_(Color::kBold, counted(plan_.steps.size(), "step")),
                        counted(plan_.diff.changes.size(), "change"));
    if (losing > 0)
      out_ += ", " + paint_(Color::kRed, fmt::format("{} {} data", losing, losing == 1 ? "loses" : "lose"));
    out_ += '\n';
    for (const Claim& claim : document_.certificate.proved)
      out_ += fmt::format("{} {} ({})\n", paint_(Color::kGreen, "proved"), claim.what, claim.how);
    for (const Claim& claim : document_.certificate.not_proved)
      out_ += fmt::format("{} {} ({})\n", paint_(Color::kYellow, "not proved"), claim.what, claim.how);
  }

  const Document& document_;
  const Plan& plan_;
  Paint paint_;
  std::string out_;
};

}  // namespace

std::string plan_text(const Document& document) { return Printer(document).print(); }

}  // namespace underpin
