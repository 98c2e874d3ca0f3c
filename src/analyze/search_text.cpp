// tsvector and tsquery of plain words: what is quoted, weighted or placed stays as it is.
#include <algorithm>
#include <vector>

#include "analyze/literals.h"

namespace underpin::analyze {
namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// A word, in quotes or not; empty if there is none.
std::string_view take_word(std::string_view text, size_t& at) {
  const bool quoted = at < text.size() && text[at] == '\'';
  if (quoted) ++at;
  const size_t from = at;
  while (at < text.size() && is_plain(text[at])) ++at;
  const std::string_view word = text.substr(from, at - from);
  if (!quoted) return word;
  if (at >= text.size() || text[at] != '\'') return {};
  ++at;
  return word;
}

void append_word(std::string_view word, std::string& out) { out.append("'").append(word).append("'"); }

}  // namespace

bool normalize_tsvector(std::string_view text, std::string& out) {
  std::vector<std::string_view> words;
  for (size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const std::string_view word = take_word(text, at);
    if (word.empty() || (at < text.size() && text[at] != ' ')) return false;
    words.push_back(word);
  }
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (const std::string_view word : words) {
    if (!out.empty()) out += ' ';
    append_word(word, out);
  }
  return true;
}

// Words with & and | between: brackets and what binds otherwise are left alone.
bool normalize_tsquery(std::string_view text, std::string& out) {
  bool want_word = true;
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == ' ') {
      ++at;
    } else if (want_word) {
      const std::string_view word = take_word(text, at);
      if (word.empty()) return false;
      append_word(word, out);
      want_word = false;
    } else if (c == '&' || c == '|') {
      out.append(" ").append(1, c).append(" ");
      ++at;
      want_word = true;
    } else {
      return false;
    }
  }
  return !want_word;
}

}  // namespace underpin::analyze
