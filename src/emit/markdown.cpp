#include "emit/markdown.h"

#include <algorithm>

#include "emit/words.h"

namespace underpin::emit {
namespace {

size_t longest_run(std::string_view text, char of) {
  size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == of ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string code(std::string_view text) {
  std::string inside;
  for (const char c : one_line(text, 200)) {
    if (c == '|') inside += '\\';
    inside += c;
  }
  const std::string fence(longest_run(inside, '`') + 1, '`');
  const bool pad = inside.starts_with('`') || inside.ends_with('`') || inside.empty();
  return fence + (pad ? " " : "") + inside + (pad ? " " : "") + fence;
}

std::string prose(std::string_view text) {
  std::string out;
  for (const char c : one_line(text)) {
    if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string fenced(std::string_view text, std::string_view language) {
  const std::string fence(std::max<size_t>(3, longest_run(text, '`') + 1), '`');
  std::string out = fence + std::string(language) + "\n" + std::string(text);
  if (!out.ends_with('\n')) out += '\n';
  return out + fence + "\n";
}

}  // namespace underpin::emit
