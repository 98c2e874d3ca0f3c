#include "compat/suppress.h"

#include <algorithm>

#include "base/nearest.h"
#include "compat/rule.h"
#include "diag/codes.h"
#include "parse/statement.h"
#include "source/pattern.h"

namespace underpin::compat {

struct IgnoreAt {
  Place place;
  std::string_view arguments;
  uint32_t begin = 0, end = 0;
};

namespace {

std::string_view take_word(std::string_view& text) {
  const size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  const size_t end = std::min(text.find_first_of(" \t", begin), text.size());
  const std::string_view word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

// "2027-01-31", so that comparing texts compares days.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (text[i] < '0' || text[i] > '9') return false;
  const std::string_view month = text.substr(5, 2), day = text.substr(8, 2);
  return month >= "01" && month <= "12" && day >= "01" && day <= "31";
}

void bad(Place place, std::string message, Sink& sink) {
  sink.emit(code::kBadDirective, place, std::move(message)).hint =
      "Write \"-- underpin: ignore CODE [until YYYY-MM-DD] [because \"REASON\"]\".";
}

// The line around a byte: an item's directive speaks about what begins on it.
std::pair<uint32_t, uint32_t> line_of(const std::string& text, uint32_t at) {
  const size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const size_t after = text.find('\n', at);
  return {before == std::string::npos ? 0 : static_cast<uint32_t>(before + 1),
          static_cast<uint32_t>(after == std::string::npos ? text.size() : after)};
}

}  // namespace

std::string_view known_code(std::string_view wanted, Place place, const CodeInfo& error, Sink& sink) {
  if (const Rule* rule = find_rule(wanted)) return rule->code.code;
  if (const CodeInfo* code = find_code(wanted)) return code->code;
  std::vector<std::string_view> names;
  for (const Rule* rule : all_rules()) names.insert(names.end(), {rule->code.code, rule->code.slug});
  for (const CodeInfo* code : all_codes()) names.insert(names.end(), {code->code, code->slug});
  Diagnostic& found = sink.emit(error, place, "there is no finding \"" + std::string(wanted) + "\"");
  found.length = static_cast<uint32_t>(wanted.size());
  const std::string_view meant = nearest(wanted, names);
  found.hint = meant.empty() ? "`underpin explain` lists them." : "Did you mean \"" + std::string(meant) + "\"?";
  return {};
}

void Suppressions::add(const SourceSet& files, Sink& sink) {
  for (const auto& file : files.files()) {
    if (file->text.find("underpin:") == std::string::npos) continue;
    Sink elsewhere;  // who reads the file has reported what is wrong with it
    const SplitResult split = underpin::split(*file, elsewhere);
    for (const Directive& directive : split.directives) {
      if (directive.name != "ignore" || directive.statement == Directive::npos) continue;
      const StatementSpan& span = split.statements[directive.statement];
      IgnoreAt at{.place = directive.place, .arguments = directive.arguments};
      if (directive.on_statement(span))
        at.begin = span.comment_begin, at.end = span.end;
      else
        std::tie(at.begin, at.end) = line_of(file->text, directive.anchor);
      read(*file, at, sink);
    }
  }
}

void Suppressions::read(const SourceFile& file, const IgnoreAt& at, Sink& sink) {
  std::string_view rest = at.arguments;
  const auto offset = static_cast<uint32_t>(rest.data() - file.text.data());
  Entry entry{.place = at.place, .by = "a directive", .file = file.id, .begin = at.begin, .end = at.end};
  entry.code = known_code(take_word(rest), {file.id, offset}, code::kBadDirective, sink);
  if (entry.code.empty()) return;
  for (std::string_view word = take_word(rest); !word.empty(); word = take_word(rest)) {
    if (word == "until") {
      const std::string_view day = take_word(rest);
      if (!is_date(day)) return bad(at.place, "\"" + std::string(day) + "\" is no day", sink);
      entry.until = day;
    } else if (word == "because") {
      break;  // the reason is for those who read the file
    } else {
      return bad(at.place, "\"" + std::string(word) + "\" is no part of the directive \"ignore\"", sink);
    }
  }
  entries_.push_back(std::move(entry));
}

void Suppressions::add(const std::vector<CodeSetting>& ignored, Sink& sink) {
  for (const CodeSetting& one : ignored) {
    Entry entry{.place = one.place, .by = "underpin.toml", .subject = one.value};
    entry.code = known_code(one.code, one.place, code::kBadConfig, sink);
    if (!entry.code.empty()) entries_.push_back(std::move(entry));
  }
}

void Suppressions::add(const std::vector<BaselineEntry>& entries) {
  for (const BaselineEntry& one : entries) {
    std::string_view code;
    if (const Rule* rule = find_rule(one.code)) code = rule->code.code;
    if (const CodeInfo* known = find_code(one.code)) code = known->code;
    if (!code.empty())
      entries_.push_back({.code = code, .place = one.place, .by = "the baseline", .subject = one.subject});
  }
}

bool Suppressions::covers(const Entry& entry, const Found& found) const {
  if (entry.code != found.diagnostic.code->code) return false;
  if (entry.file)
    return found.diagnostic.place.file == entry.file && found.diagnostic.place.offset >= entry.begin &&
           found.diagnostic.place.offset <= entry.end;
  return entry.subject.empty() || entry.subject == found.subject || matches_pattern(entry.subject, found.subject);
}

void Suppressions::apply(std::vector<Found>& findings) {
  for (Found& found : findings)
    for (Entry& entry : entries_) {
      if (!covers(entry, found)) continue;
      entry.used = true;
      if (entry.until.empty() || today_ <= entry.until) found.suppressed = entry.by;
    }
  for (const Entry& entry : entries_) {
    const bool expired = entry.used && !entry.until.empty() && today_ > entry.until;
    if (entry.used && !expired) continue;
    const CodeInfo& code = expired ? code::kSuppressionExpired : code::kSuppressionUnused;
    Found found;
    found.subject = std::string(entry.code) + (entry.subject.empty() ? "" : " " + entry.subject);
    found.diagnostic = {.code = &code, .level = code.level, .place = entry.place};
    found.diagnostic.message = expired ? std::string(entry.code) + " was to be ignored until " + entry.until
                                       : std::string(entry.code) + " is ignored here but does not occur";
    found.diagnostic.hint = expired ? "Deal with the finding, or give it another day." : "Take the suppression away.";
    findings.push_back(std::move(found));
  }
}

}  // namespace underpin::compat
