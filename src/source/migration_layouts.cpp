#include "source/migration_layouts.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <set>

namespace underpin {
namespace {

using Found = std::optional<std::vector<Migration>>;
using Key = std::vector<uint64_t>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }
std::string_view top_folder(std::string_view path) { return path.substr(0, path.find('/')); }

// The numbers of "1.2.3", "1_2", "20240101120000".
Key numbers(std::string_view version) {
  Key out;
  for (size_t i = 0; i < version.size();) {
    if (!is_digit(version[i])) {
      ++i;
      continue;
    }
    uint64_t value = 0;
    i = static_cast<size_t>(std::from_chars(version.data() + i, version.data() + version.size(), value).ptr -
                            version.data());
    out.push_back(value);
  }
  while (out.size() > 1 && out.back() == 0) out.pop_back();  // 1.0 is 1
  return out;
}

std::string_view leading_digits(std::string_view name) {
  return name.substr(0, static_cast<size_t>(std::ranges::find_if_not(name, is_digit) - name.begin()));
}

// By the numbers of their versions. Two with the same are named.
std::vector<Migration> in_order(std::vector<Migration> found, std::string& twice) {
  std::ranges::stable_sort(found, {}, [](const Migration& m) { return numbers(m.version); });
  const auto same = std::ranges::adjacent_find(found, {}, [](const Migration& m) { return numbers(m.version); });
  if (same != found.end()) twice = same->path + "\" and \"" + std::next(same)->path;
  return found;
}

bool is_down(std::string_view name) {
  return name.ends_with(".down.sql") || name.ends_with("_down.sql") || name.ends_with(".undo.sql");
}

// V1.2__name.sql in order, from the newest baseline B…__ on; then R__name.sql by name. U… undoes and is left out.
Found flyway(const MigrationFolder& folder, std::string& twice) {
  std::vector<Migration> versioned, repeatable;
  Migration baseline;
  for (const std::string& path : folder.files) {
    const std::string_view name = base_name(path);
    const size_t separator = name.find("__");
    if (separator == name.npos || !name.ends_with(".sql")) continue;
    const std::string version(name.substr(1, separator - 1));
    if (name.starts_with("R__")) repeatable.push_back({path, std::string(name.substr(3, name.size() - 7))});
    if (numbers(version).empty()) continue;
    if (name[0] == 'V') versioned.push_back({path, version});
    if (name[0] == 'B' && (baseline.path.empty() || numbers(version) > numbers(baseline.version)))
      baseline = {path, version};
  }
  if (versioned.empty() && baseline.path.empty()) return {};
  if (!baseline.path.empty()) {
    std::erase_if(versioned, [&](const Migration& m) { return numbers(m.version) <= numbers(baseline.version); });
    versioned.push_back(baseline);
  }
  std::vector<Migration> out = in_order(std::move(versioned), twice);
  std::ranges::sort(repeatable, {}, &Migration::version);
  out.insert(out.end(), repeatable.begin(), repeatable.end());
  return out;
}

// Files whose name begins with a number and ends so.
Found numbered(const MigrationFolder& folder, std::string_view suffix, std::string& twice) {
  std::vector<Migration> out;
  for (const std::string& path : folder.files) {
    const std::string_view name = base_name(path), digits = leading_digits(name);
    if (!digits.empty() && name.ends_with(suffix) && !is_down(name)) out.push_back({path, std::string(digits)});
  }
  if (out.empty()) return {};
  return in_order(std::move(out), twice);
}

Found golang_migrate(const MigrationFolder& folder, std::string& twice) { return numbered(folder, ".up.sql", twice); }

// Numbered files of which one holds the mark.
Found marked(const MigrationFolder& folder, std::string_view mark, std::string& twice) {
  Found found = numbered(folder, ".sql", twice);
  if (!found || std::ranges::none_of(
                    *found, [&](const Migration& m) { return folder.text(m.path).find(mark) != std::string::npos; })) {
    twice.clear();
    return {};
  }
  return found;
}
Found goose(const MigrationFolder& folder, std::string& twice) { return marked(folder, "-- +goose Up", twice); }
Found dbmate(const MigrationFolder& folder, std::string& twice) { return marked(folder, "-- migrate:up", twice); }
Found node_pg_migrate(const MigrationFolder& folder, std::string& twice) {
  return marked(folder, "-- Up Migration", twice);
}

// A folder a migration, each with a file of this name; by the folder's name.
Found in_folders(const MigrationFolder& folder, std::string_view file) {
  std::vector<Migration> out;
  for (const std::string& path : folder.files)
    if (path.find('/') == path.rfind('/') && path.find('/') != path.npos && base_name(path) == file)
      out.push_back({path, std::string(top_folder(path))});
  if (out.empty()) return {};
  return out;
}
Found prisma(const MigrationFolder& folder, std::string&) { return in_folders(folder, "migration.sql"); }
Found diesel(const MigrationFolder& folder, std::string&) { return in_folders(folder, "up.sql"); }

// Lines of a text without blanks at both ends.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const size_t begin = line.find_first_not_of(" \t\r"), last = line.find_last_not_of(" \t\r");
    out.emplace_back(begin == line.npos ? std::string_view() : line.substr(begin, last - begin + 1));
  }
  return out;
}

// sqitch.plan: a change a line, "@tag" lines between. A change that comes again was reworked: its earlier form lies
// in name@tag.sql, by the first tag after it.
Found sqitch(const MigrationFolder& folder, std::string&) {
  if (!std::ranges::binary_search(folder.files, "sqitch.plan")) return {};
  std::vector<std::string> changes, tag_after;
  for (const std::string& line : lines_of(folder.text("sqitch.plan"))) {
    if (line.empty() || line[0] == '%' || line[0] == '#') continue;
    const std::string word = line.substr(0, line.find_first_of(" \t"));
    if (word[0] == '@') {
      for (std::string& tag : tag_after)
        if (tag.empty()) tag = word;
    } else {
      changes.push_back(word);
      tag_after.emplace_back();
    }
  }
  std::vector<Migration> out;
  for (size_t i = 0; i < changes.size(); ++i) {
    const bool again =
        std::find(changes.begin() + static_cast<ptrdiff_t>(i) + 1, changes.end(), changes[i]) != changes.end();
    out.push_back({"deploy/" + changes[i] + (again ? tag_after[i] : "") + ".sql", changes[i]});
  }
  return out;
}

// atlas.sum: the sum of the folder, then "name h1:…" a line.
Found atlas(const MigrationFolder& folder, std::string&) {
  if (!std::ranges::binary_search(folder.files, "atlas.sum")) return {};
  std::vector<Migration> out;
  for (const std::string& line : lines_of(folder.text("atlas.sum"))) {
    const size_t space = line.rfind(" h1:");
    if (space == line.npos) continue;
    const std::string name = line.substr(0, space);
    out.push_back({name, std::string(leading_digits(name))});
  }
  std::ranges::sort(out, {}, &Migration::path);
  return out;
}

// Numbered files, else files by name.
Found plain(const MigrationFolder& folder, std::string& twice) {
  std::vector<Migration> out;
  for (const std::string& path : folder.files)
    if (path.ends_with(".sql") && !is_down(path)) out.push_back({path, std::string(leading_digits(base_name(path)))});
  if (out.empty()) return {};
  const bool all_numbered = std::ranges::none_of(out, [](const Migration& m) { return m.version.empty(); });
  if (all_numbered) return in_order(std::move(out), twice);
  for (Migration& m : out) m.version = m.path.substr(0, m.path.size() - 4);
  return out;
}

}  // namespace

const std::vector<Layout>& migration_layouts() {
  static const std::vector<Layout> layouts = {
      {"Sqitch", sqitch, "", ""},
      {"Atlas", atlas, "", ""},
      {"Prisma", prisma, "", ""},
      {"Diesel", diesel, "", ""},
      {"Flyway", flyway, "", ""},
      {"golang-migrate", golang_migrate, "", ""},
      {"goose", goose, "-- +goose Up", "-- +goose Down"},
      {"dbmate", dbmate, "-- migrate:up", "-- migrate:down"},
      {"node-pg-migrate", node_pg_migrate, "-- Up Migration", "-- Down Migration"},
      {"plain", plain, "", ""},
  };
  return layouts;
}

std::string up_section(std::string text, std::string_view up, std::string_view down) {
  if (up.empty()) return text;
  const size_t begin = text.find(up), down_at = text.find(down);
  if (begin == text.npos && down_at == text.npos) return text;
  const size_t from = begin == text.npos ? 0 : begin;
  const size_t to = down_at != text.npos && down_at > from ? down_at : text.size();
  for (size_t i = 0; i < text.size(); ++i)
    if ((i < from || i >= to) && text[i] != '\n') text[i] = ' ';
  return text;
}

bool same_version(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto is_plain = [](std::string_view text) { return text.find_first_not_of("0123456789._") == text.npos; };
  return is_plain(a) && is_plain(b) && numbers(a) == numbers(b) && !numbers(a).empty();
}

}  // namespace underpin
