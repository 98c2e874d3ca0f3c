#include "emit/line_diff.h"

#include <algorithm>
#include <cstdint>

namespace underpin::emit {
namespace {

using Lines = std::vector<std::string_view>;
constexpr size_t kMaxCells = size_t{4} << 20;  // beyond it the middle is shown as replaced

Lines lines_of(std::string_view text) {
  while (text.ends_with('\n') || text.ends_with('\r') || text.ends_with(' ')) text.remove_suffix(1);
  while (text.starts_with('\n') || text.starts_with('\r')) text.remove_prefix(1);
  Lines out;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    while (line.ends_with(' ') || line.ends_with('\r') || line.ends_with('\t')) line.remove_suffix(1);
    out.push_back(line);
    at = end + 1;
  }
  return out;
}

size_t indentation(const Lines& lines, size_t least) {
  for (const std::string_view line : lines) {
    const size_t blanks = line.find_first_not_of(' ');
    if (blanks != line.npos) least = std::min(least, blanks);
  }
  return least;
}

void add(std::vector<DiffLine>& out, char sign, std::string_view line) {
  out.push_back({.sign = sign, .text = std::string(line)});
}

// Longest common subsequence of what lies between the common head and tail.
void middle(const Lines& a, const Lines& b, std::vector<DiffLine>& out) {
  if (a.size() * b.size() > kMaxCells) {
    for (const auto line : a) add(out, '-', line);
    for (const auto line : b) add(out, '+', line);
    return;
  }
  const size_t width = b.size() + 1;
  std::vector<uint32_t> common((a.size() + 1) * width, 0);  // of a[i..], b[j..]
  for (size_t i = a.size(); i-- > 0;)
    for (size_t j = b.size(); j-- > 0;)
      common[i * width + j] = a[i] == b[j] ? common[(i + 1) * width + j + 1] + 1
                                           : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
  for (size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j])
      add(out, ' ', a[i++]), ++j;
    else if (i < a.size() && (j == b.size() || common[(i + 1) * width + j] >= common[i * width + j + 1]))
      add(out, '-', a[i++]);
    else
      add(out, '+', b[j++]);
  }
}

// Equal lines that are far from any change become one '@'.
std::vector<DiffLine> shorten(std::vector<DiffLine> all, size_t context) {
  std::vector<bool> keep(all.size(), false);
  for (size_t i = 0; i < all.size(); ++i)
    if (all[i].sign != ' ')
      for (size_t k = i - std::min(i, context); k < std::min(all.size(), i + context + 1); ++k) keep[k] = true;
  std::vector<DiffLine> out;
  for (size_t i = 0; i < all.size(); ++i) {
    if (keep[i])
      out.push_back(std::move(all[i]));
    else if (out.empty() || out.back().sign != '@')
      add(out, '@', "");
  }
  return out;
}

}  // namespace

std::vector<DiffLine> diff_lines(std::string_view before, std::string_view after, size_t context) {
  Lines a = lines_of(before), b = lines_of(after);
  const size_t indent = indentation(b, indentation(a, SIZE_MAX));
  for (Lines* lines : {&a, &b})
    for (std::string_view& line : *lines) line.remove_prefix(std::min(indent, line.size()));
  size_t head = 0, tail = 0;
  while (head < std::min(a.size(), b.size()) && a[head] == b[head]) ++head;
  while (tail < std::min(a.size(), b.size()) - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  std::vector<DiffLine> out;
  for (size_t i = 0; i < head; ++i) add(out, ' ', a[i]);
  const auto cut = [&](const Lines& l) {
    return Lines(l.begin() + static_cast<long>(head), l.end() - static_cast<long>(tail));
  };
  middle(cut(a), cut(b), out);
  for (size_t i = a.size() - tail; i < a.size(); ++i) add(out, ' ', a[i]);
  return shorten(std::move(out), context);
}

}  // namespace underpin::emit
