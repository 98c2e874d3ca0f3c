#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "diag/diagnostic.h"

namespace underpin {
namespace {

constexpr size_t kTab = 4;          // columns
constexpr size_t kLineWidth = 110;  // columns of source shown; the rest is cut off around the caret

std::string_view level_name(Level level) {
  switch (level) {
    case Level::kNote: return "note";
    case Level::kWarning: return "warning";
    case Level::kError: return "error";
  }
  return "error";
}

struct Style {
  bool color;
  std::string operator()(std::string_view escape, std::string_view text) const {
    return color ? fmt::format("\x1b[{}m{}\x1b[0m", escape, text) : std::string(text);
  }
};

std::string_view level_color(Level level) {
  return level == Level::kError ? "1;31" : level == Level::kWarning ? "1;33" : "1;36";
}

// The line around a byte of a text, without its end; of a very long line, what is near.
struct Line {
  std::string_view text;
  size_t offset;  // of the byte, in the line
};

Line line_around(std::string_view text, size_t offset) {
  constexpr size_t kNear = 1000;
  offset = std::min(offset, text.size());
  size_t first = offset - std::min(offset, kNear);
  while (first > 0 && is_utf8_continuation(text[first])) --first;
  const std::string_view near = text.substr(first, offset - first + kNear);
  offset -= first;
  const size_t newline = near.substr(0, offset).rfind('\n');
  const size_t begin = newline == near.npos ? 0 : newline + 1;
  std::string_view line = near.substr(begin, near.find('\n', offset) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return {.text = line, .offset = std::min(offset - begin, line.size())};
}

// Printable, one screen column a code point: tabs become blanks, control characters and invalid bytes "?".
std::string printable(std::string_view text, size_t column) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    size_t length = 1;
    while (i + length < text.size() && is_utf8_continuation(text[i + length])) ++length;
    if (byte == '\t') {
      const size_t blanks = kTab - column % kTab;
      out.append(blanks, ' ');
      column += blanks - 1;
    } else if (byte < 0x20 || byte == 0x7F || find_invalid_utf8(text.substr(i, length)) != text.npos) {
      out += '?';
    } else {
      out += text.substr(i, length);
    }
    ++column;
    i += length;
  }
  return out;
}

size_t columns(std::string_view printable_text) { return count_code_points(printable_text); }

// The bytes of the line that are shown: whole where it is short, else a window around the caret.
Line clip(Line line) {
  const size_t before = std::min(line.offset, kLineWidth / 2);
  size_t begin = line.text.size() <= kLineWidth ? 0 : line.offset - before;
  while (begin > 0 && is_utf8_continuation(line.text[begin])) --begin;
  size_t end = std::min(line.text.size(), begin + kLineWidth);
  while (end < line.text.size() && is_utf8_continuation(line.text[end])) ++end;
  return {.text = line.text.substr(begin, end - begin), .offset = line.offset - begin};
}

void append_source(std::string& out, const SourceFile& file, const Diagnostic& found, const Style& style) {
  const Line whole = line_around(file.text, found.place.offset);
  const Line shown = clip(whole);
  const std::string number = std::to_string(line_column(found.place).line);
  const std::string_view left = shown.offset < whole.offset ? "..." : "";
  const std::string_view right = shown.text.end() < whole.text.end() ? "..." : "";
  const std::string head = printable(shown.text.substr(0, shown.offset), 0);
  const size_t marked = std::min<size_t>(found.length, shown.text.size() - shown.offset);
  const std::string under = printable(shown.text.substr(shown.offset, marked), columns(head));
  const std::string tail = printable(shown.text.substr(shown.offset + marked), columns(head) + columns(under));
  out += fmt::format("{} {}{}{}{}{}\n", style("1;34", number + " |"), left, head, under, tail, right);
  std::string mark(std::max<size_t>(columns(under), 1), '~');
  mark[0] = '^';
  out += fmt::format("{} {}{}\n", style("1;34", std::string(number.size(), ' ') + " |"),
                     std::string(left.size() + columns(head), ' '), style(level_color(found.level), mark));
}

}  // namespace

std::string render_text(const Diagnostic& found, bool color) {
  const Style style{color};
  std::string out;
  if (const std::string place = place_text(found.place); !place.empty()) out += style("1", place + ":") + " ";
  out += style(level_color(found.level), fmt::format("{}:", level_name(found.level)));
  out += " " + style("1", found.message);
  if (found.code != nullptr) out += fmt::format(" [{}]", found.code->code);
  out += '\n';
  if (const SourceFile* file = source_file(found.place.file)) append_source(out, *file, found, style);
  if (!found.detail.empty()) out += fmt::format("{} {}\n", style("1", "DETAIL:"), found.detail);
  if (!found.hint.empty()) out += fmt::format("{} {}\n", style("1", "HINT:"), found.hint);
  return out;
}

}  // namespace underpin
