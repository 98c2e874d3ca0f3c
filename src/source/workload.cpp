#include "source/workload.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <unordered_map>
#include <nlohmann/json.hpp>

namespace underpin {
namespace {

class Collected {
 public:
  void add(std::string text, size_t offset, uint64_t calls) {
    const size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return;
    const auto [known, is_new] = by_text_.try_emplace(text, out_.queries.size());
    if (is_new)
      out_.queries.push_back({std::move(text), static_cast<uint32_t>(offset), calls});
    else
      out_.queries[known->second].calls += calls;
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

struct Row {
  std::vector<std::string> fields;
  std::vector<size_t> offsets;
};

// The row at `at`, which moves behind it.
Row csv_row(std::string_view text, size_t& at) {
  Row row;
  for (bool more = true; more;) {
    std::string field;
    bool quoted = at < text.size() && text[at] == '"';
    row.offsets.push_back(quoted ? at + 1 : at);
    if (quoted) ++at;
    for (; at < text.size(); ++at) {
      if (quoted && text[at] == '"') {
        if (at + 1 < text.size() && text[at + 1] == '"') {
          field += text[at++];
          continue;
        }
        quoted = false;
      } else if (!quoted && (text[at] == ',' || text[at] == '\n')) {
        break;
      } else if (quoted || text[at] != '\r') {
        field += text[at];
      }
    }
    row.fields.push_back(std::move(field));
    more = at < text.size() && text[at] == ',';
    if (at < text.size()) ++at;
  }
  return row;
}

Workload read_csv(std::string_view text) {
  Collected out;
  size_t at = 0;
  const Row head = csv_row(text, at);
  const auto column = [&](std::string_view name) {
    return static_cast<size_t>(std::ranges::find(head.fields, name) - head.fields.begin());
  };
  const size_t query = column("query"), calls = column("calls");
  if (query == head.fields.size()) return out.fail("its first line names no column \"query\"");
  while (at < text.size()) {
    Row row = csv_row(text, at);
    if (query >= row.fields.size()) continue;
    out.add(std::move(row.fields[query]), row.offsets[query],
            calls < row.fields.size() ? number(row.fields[calls]) : 0);
  }
  return out.take();
}

// --- JSON: an array of rows, or a row a line ---

// Where the n-th row's query stands cannot be asked of the parser: the first place behind the last one that has its
// key.
void add_rows(const nlohmann::json& rows, std::string_view text, Collected& out, size_t& at) {
  if (rows.is_object() && !rows.contains("query")) {
    for (const auto& [key, value] : rows.items())
      if (value.is_array()) add_rows(value, text, out, at);
    return;
  }
  const auto add = [&](const nlohmann::json& row) {
    if (!row.is_object() || !row.contains("query") || !row["query"].is_string()) return;
    const size_t found = text.find("\"query\"", at);
    if (found != text.npos) at = found + 1;
    const auto calls = row.find("calls");
    uint64_t times = 0;
    if (calls != row.end() && calls->is_number_unsigned()) times = calls->get<uint64_t>();
    if (calls != row.end() && calls->is_string()) times = number(calls->get<std::string>());
    out.add(row["query"].get<std::string>(), at == 0 ? 0 : at - 1, times);
  };
  if (rows.is_object()) return add(rows);
  for (const nlohmann::json& row : rows) add(row);
}

Workload read_json(std::string_view text) {
  Collected out;
  size_t at = 0;
  if (const auto whole = nlohmann::json::parse(text, nullptr, false); !whole.is_discarded()) {
    add_rows(whole, text, out, at);
    return out.take();
  }
  for (size_t line = 0; line < text.size();) {
    const size_t end = std::min(text.find('\n', line), text.size());
    const std::string_view one = text.substr(line, end - line);
    if (one.find_first_not_of(" \t\r") != one.npos) {
      const auto row = nlohmann::json::parse(one, nullptr, false);
      if (row.is_discarded()) return out.fail("it is no JSON");
      add_rows(row, text, out, at);
    }
    line = end + 1;
  }
  return out.take();
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
        std::string query(rest.substr(colon + 2));
        const size_t offset = static_cast<size_t>(rest.data() - text.data()) + colon + 2;
        while (end + 1 < text.size() && text[end + 1] == '\t') {
          const size_t next = end + 1;
          end = std::min(text.find('\n', next), text.size());
          query += "\n" + std::string(text.substr(next + 1, end - next - 1));
        }
        out.add(std::move(query), offset, 1);
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
