#include "parse/directives.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/nearest.h"
#include "diag/codes.h"
#include "parse/lexer.h"

namespace underpin {
namespace {

constexpr std::array kRules = [] {
  using enum DirectiveRule::Places;
  return std::array{
#define DIRECTIVE(name, argument, places, summary) DirectiveRule{name, argument, places, summary},
#include "../../grammar/directives.def"
#undef DIRECTIVE
  };
}();

constexpr std::string_view kBlanks = " \t\r\f\v\n";
constexpr std::string_view kMark = "underpin:";

std::string_view trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return text.substr(text.size());
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

std::string_view take_word(std::string_view& text) {
  text = trim(text);
  const size_t end = std::min(text.find_first_of(kBlanks), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

// What follows the name's words at the start of the text; a view without data where they are not there.
std::string_view after_name(std::string_view text, std::string_view name) {
  while (!name.empty())
    if (!is_keyword(take_word(text), take_word(name))) return {};
  return trim(text);
}

// The rule whose name is nearest to as many words of the text; nullptr where none is near.
const DirectiveRule* nearest(std::string_view text) {
  const DirectiveRule* best = nullptr;
  size_t least = 4;
  for (const DirectiveRule& rule : kRules) {
    std::string written;
    std::string_view rest = text.substr(0, 200);
    for (auto words = std::ranges::count(rule.name, ' ') + 1; words > 0; --words) {
      const std::string_view word = take_word(rest);
      for (const char c : word) written += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
      if (words > 1) written += ' ';
    }
    const size_t distance = edit_distance(written, rule.name);
    if (distance < least) least = distance, best = &rule;
  }
  return best;
}

std::string known_names() {
  std::string names;
  for (const DirectiveRule& rule : kRules) names += (names.empty() ? "\"" : ", \"") + std::string(rule.name) + "\"";
  return names;
}

void report(Sink& sink, Place place, size_t length, std::string message, std::string hint) {
  Diagnostic& found = sink.emit(code::kBadDirective, place, std::move(message));
  found.length = static_cast<uint32_t>(length);
  found.hint = std::move(hint);
}

std::string usage(const DirectiveRule& rule) {
  std::string text = "Write \"-- underpin: " + std::string(rule.name);
  if (!rule.argument.empty()) text += " " + std::string(rule.argument);
  return text + "\".";
}

}  // namespace

std::span<const DirectiveRule> directive_rules() { return kRules; }

bool read_directive(std::string_view comment, Place place, Sink& sink, Directive& directive) {
  const bool block = comment.starts_with("/*");
  std::string_view text = trim(comment.substr(2));
  if (!is_keyword(text.substr(0, kMark.size()), kMark)) return false;
  if (block) {
    report(sink, place, 2, "a directive stands in a block comment",
           "Write it behind \"--\", on a line of its own or at the end of its line.");
    return false;
  }
  text = trim(text.substr(kMark.size()));
  const Place at{.file = place.file, .offset = place.offset + static_cast<uint32_t>(text.data() - comment.data())};
  for (const DirectiveRule& rule : kRules) {
    const std::string_view argument = after_name(text, rule.name);
    if (argument.data() == nullptr) continue;
    if (argument.empty() != rule.argument.empty()) {
      const std::string what = argument.empty() ? "\" lacks its argument" : "\" takes no argument";
      report(sink, at, text.size(), "directive \"" + std::string(rule.name) + what, usage(rule));
      return false;
    }
    directive = {.place = place, .name = rule.name, .arguments = argument};
    return true;
  }
  const DirectiveRule* rule = nearest(text);
  const std::string shown(text.substr(0, std::min<size_t>(text.size(), 60)));
  report(sink, at, text.size(), text.empty() ? "the directive is empty" : "unknown directive \"" + shown + "\"",
         rule != nullptr ? "Perhaps you meant \"" + std::string(rule->name) + "\"."
                         : "Directives are " + known_names() + ".");
  return false;
}

bool check_directive_place(const Directive& directive, std::span<const StatementSpan> statements, Sink& sink) {
  const auto rule = std::ranges::find(kRules, directive.name, &DirectiveRule::name);
  if (rule == kRules.end()) return true;
  if (directive.statement == Directive::npos) {
    report(sink, directive.place, 0, "directive \"" + std::string(rule->name) + "\" belongs to no statement",
           "Write it directly before the statement that it speaks about.");
    return false;
  }
  const bool whole = directive.on_statement(statements[directive.statement]);
  if ((rule->places & (whole ? DirectiveRule::kStatement : DirectiveRule::kItem)) != 0) return true;
  report(sink, directive.place, 0,
         "directive \"" + std::string(rule->name) +
             (whole ? "\" does not speak about a whole statement" : "\" may not stand inside a statement"),
         whole ? "Write it on the line of the item that it speaks about." : "Write it before the statement.");
  return false;
}

}  // namespace underpin
