#include "source/workload.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <unordered_map>

namespace underpin {
namespace {

class Collected {
 public:
  void add(RecordedQuery query) {
    if (query.text.find_first_not_of(" \t\r\n") == std::string::npos) return;
    const auto [known, is_new] = by_text_.try_emplace(query.text, out_.queries.size());
    if (is_new)
      out_.queries.push_back(std::move(query));
    else
      out_.queries[known->second].calls += query.calls;
  }
  Workload fail(std::string why) { return {.queries = {}, .problem = std::move(why)}; }
  Workload take() { return std::move(out_); }

 private:
  Workload out_;
  std::unordered_map<std::string, size_t> by_text_;
};

uint64_t number(std::string_view text) {
  uint64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// --- CSV, as COPY … WITH (FORMAT csv, HEADER) and psql --csv write it ---

struct Field {
  std::string text;
  TextMap map;
};

// The row at `at`, which moves behind it.
std::vector<Field> csv_row(std::string_view text, size_t& at) {
  std::vector<Field> row;
  for (bool more = true; more;) {
    Field& field = row.emplace_back();
    bool quoted = at < text.size() && text[at] == '"';
    if (quoted) ++at;
    field.map.add(0, at);
    const auto take = [&](size_t from) {
      field.map.add(field.text.size(), from);
      field.text += text[at];
    };
    for (; at < text.size(); ++at) {
      if (quoted && text[at] == '"') {
        quoted = at + 1 < text.size() && text[at + 1] == '"';
        if (quoted) ++at, take(at - 1);
      } else if (!quoted && (text[at] == ',' || text[at] == '\n')) {
        break;
      } else if (quoted || text[at] != '\r') {
        take(at);
      }
    }
    more = at < text.size() && text[at] == ',';
    if (at < text.size()) ++at;
  }
  return row;
}

Workload read_csv(std::string_view text) {
  Collected out;
  size_t at = 0;
  const std::vector<Field> head = csv_row(text, at);
  const auto column = [&](std::string_view name) {
    return static_cast<size_t>(std::ranges::find(head, name, &Field::text) - head.begin());
  };
  const size_t query = column("query"), calls = column("calls");
  if (query == head.size()) return out.fail("its first line names no column \"query\"");
  while (at < text.size()) {
    std::vector<Field> row = csv_row(text, at);
    if (query >= row.size()) continue;
    const uint64_t times = calls < row.size() ? number(row[calls].text) : 0;
    out.add({std::move(row[query].text), std::move(row[query].map), times});
  }
  return out.take();
}

Workload read_json(std::string_view text) {
  Collected out;
  const bool is_json = read_json_rows(text, [&](RecordedQuery query) { out.add(std::move(query)); });
  return is_json ? out.take() : out.fail("it is no JSON");
}

// --- the server's log (stderr format): "… LOG:  statement: SELECT …", further lines begin with a tab ---

Workload read_log(std::string_view text) {
  Collected out;
  for (size_t line = 0; line < text.size();) {
    size_t end = std::min(text.find('\n', line), text.size());
    const std::string_view first = text.substr(line, end - line);
    size_t begin = first.find("LOG:  ");
    if (begin != first.npos) {
      std::string_view rest = first.substr(begin + 6);
      if (rest.starts_with("duration: ")) rest.remove_prefix(std::min(rest.find("ms  ") + 4, rest.size()));
      const size_t colon = rest.find(": ");
      const std::string_view what = colon == rest.npos ? std::string_view() : rest.substr(0, colon);
      if (what == "statement" || what.starts_with("execute ") || what.starts_with("parse ")) {
        RecordedQuery query{.text = std::string(rest.substr(colon + 2)), .map = {}, .calls = 1};
        query.map.add(0, static_cast<size_t>(rest.data() - text.data()) + colon + 2);
        while (end + 1 < text.size() && text[end + 1] == '\t') {
          const size_t next = end + 1;
          end = std::min(text.find('\n', next), text.size());
          query.map.add(query.text.size(), next - 1);
          query.map.add(query.text.size() + 1, next + 1);
          query.text += "\n" + std::string(text.substr(next + 1, end - next - 1));
        }
        out.add(std::move(query));
      }
    }
    line = end + 1;
  }
  return out.take();
}

}  // namespace

std::optional<Workload> read_workload(const SourceFile& file) {
  if (file.name.ends_with(".csv")) return read_csv(file.text);
  if (file.name.ends_with(".json")) return read_json(file.text);
  if (file.name.ends_with(".log")) return read_log(file.text);
  return {};
}

}  // namespace underpin
