// The door to toml++: text to Config, each key checked.
#include "base/nearest.h"
#include "config/config.h"
#include "diag/codes.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace underpin {
namespace {

class Reader {
 public:
  Reader(const SourceFile& file, Config& config, Sink& sink) : file_(file), config_(config), sink_(sink) {}

  void run() {
    toml::table top;
    try {
      top = toml::parse(std::string_view(file_.text), std::string_view(file_.name));
    } catch (const toml::parse_error& wrong) {
      error(wrong.source(), "the file is no TOML: " + std::string(wrong.description()));
      return;
    }
    known(top, "", std::array<std::string_view, 4>{"schema", "target", "consumer", "check"});
    if (const toml::table* schema = table(top, "schema")) {
      known(*schema, "[schema]", std::array<std::string_view, 1>{"path"});
      config_.schema_path = text(*schema, "path");
    }
    if (const toml::node* target = top.get("target")) read_target(*target);
    if (const toml::node* consumers = top.get("consumer")) read_consumers(*consumers);
    if (const toml::table* check = table(top, "check")) read_check(*check);
  }

 private:
  // toml++ counts lines from 1 and columns in code points.
  Place place(const toml::source_region& region) const {
    size_t at = 0;
    for (toml::source_index line = 1; line < region.begin.line && at < file_.text.size(); ++line) {
      const size_t end = file_.text.find('\n', at);
      if (end == file_.text.npos) break;
      at = end + 1;
    }
    for (toml::source_index column = 1; column < region.begin.column && at < file_.text.size(); ++column) do
        ++at;
      while (at < file_.text.size() && (static_cast<unsigned char>(file_.text[at]) & 0xC0) == 0x80);
    return {file_.id, static_cast<uint32_t>(at)};
  }

  Diagnostic& error(const toml::source_region& region, std::string message) {
    return sink_.emit(code::kBadConfig, place(region), std::move(message));
  }

  void known(const toml::table& table, std::string_view where, std::span<const std::string_view> keys) {
    for (const auto& [key, value] : table) {
      const std::string_view name = key.str();
      if (std::ranges::find(keys, name) != keys.end()) continue;
      std::string message = "unknown key \"" + std::string(name) + "\"";
      if (!where.empty()) message += " in " + std::string(where);
      Diagnostic& found = error(key.source(), std::move(message));
      found.length = static_cast<uint32_t>(name.size());
      if (const std::string_view meant = nearest(name, keys); !meant.empty()) {
        found.hint = "Did you mean \"" + std::string(meant) + "\"?";
      } else {
        for (const std::string_view one : keys)
          found.hint += (found.hint.empty() ? "Keys are \"" : ", \"") + std::string(one) + "\"";
        found.hint += ".";
      }
    }
  }

  const toml::table* table(const toml::table& parent, std::string_view key) {
    const toml::node* node = parent.get(key);
    if (node == nullptr) return nullptr;
    if (!node->is_table())
      error(node->source(), "\"" + std::string(key) + "\" is a table: write [" + std::string(key) + "]");
    return node->as_table();
  }

  std::string text(const toml::node& node, std::string_view key) {
    if (const auto* value = node.as_string()) return value->get();
    error(node.source(), "\"" + std::string(key) + "\" is a string");
    return {};
  }
  std::string text(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    return node == nullptr ? std::string() : text(*node, key);
  }

  // One string, or an array of them.
  std::vector<std::string> texts(const toml::table& table, std::string_view key, std::vector<Place>* places = nullptr) {
    std::vector<std::string> out;
    const auto add = [&](const toml::node& node) {
      out.push_back(text(node, key));
      if (places != nullptr) places->push_back(place(node.source()));
    };
    const toml::node* node = table.get(key);
    if (node == nullptr) return out;
    if (const toml::array* array = node->as_array())
      for (const toml::node& one : *array) add(one);
    else
      add(*node);
    return out;
  }

  std::string choice(const toml::table& table, std::string_view key, std::span<const std::string_view> values) {
    const toml::node* node = table.get(key);
    return node == nullptr ? std::string() : choice(*node, key, values);
  }
  std::string choice(const toml::node& node, std::string_view key, std::span<const std::string_view> values) {
    const std::string value = text(node, key);
    if (value.empty() || std::ranges::find(values, value) != values.end()) return value;
    Diagnostic& found = error(node.source(), "\"" + value + "\" is no value of \"" + std::string(key) + "\"");
    for (const std::string_view one : values)
      found.hint += (found.hint.empty() ? "Values are \"" : ", \"") + std::string(one) + "\"";
    found.hint += ".";
    return {};
  }

  void read_target(const toml::node& node) {
    const auto* value = node.as_integer();
    if (value == nullptr || value->get() < 14 || value->get() > 18)
      error(node.source(), "\"target\" is a major version of PostgreSQL, 14 to 18");
    else
      config_.target = static_cast<int>(value->get());
  }

  void read_consumers(const toml::node& node) {
    const toml::array* array = node.as_array();
    if (array == nullptr || !array->is_array_of_tables()) {
      error(node.source(), "\"consumer\" is an array of tables: write [[consumer]]");
      return;
    }
    for (const toml::node& one : *array) read_consumer(*one.as_table());
  }

  void read_consumer(const toml::table& table) {
    known(table, "[[consumer]]",
          std::array<std::string_view, 6>{"name", "owner", "kind", "queries", "search_path", "deployed"});
    ConsumerConfig consumer;
    consumer.place = place(table.source());
    consumer.name = text(table, "name");
    if (!table.contains("name")) error(table.source(), "a consumer needs a \"name\"");
    if (std::ranges::find(config_.consumers, consumer.name, &ConsumerConfig::name) != config_.consumers.end())
      error(table.source(), "two consumers are called \"" + consumer.name + "\"");
    consumer.owner = text(table, "owner");
    if (const std::string kind =
            choice(table, "kind", std::array<std::string_view, 4>{"service", "job", "analytics", "cdc"});
        !kind.empty())
      consumer.kind = kind;
    consumer.queries = texts(table, "queries", &consumer.query_places);
    consumer.search_path = texts(table, "search_path");
    consumer.deployed = text(table, "deployed");
    config_.consumers.push_back(std::move(consumer));
  }

  void read_check(const toml::table& table) {
    known(table, "[check]", std::array<std::string_view, 5>{"level", "threshold", "severity", "ignore", "baseline"});
    CheckConfig& check = config_.check;
    check.level = choice(table, "level", std::array<std::string_view, 4>{"result", "write", "read", "none"});
    check.threshold = choice(table, "threshold", std::array<std::string_view, 3>{"error", "warning", "note"});
    check.baseline = text(table, "baseline");
    if (const toml::table* severity = this->table(table, "severity"))
      for (const auto& [key, value] : *severity)
        check.severity.push_back(
            {std::string(key.str()),
             choice(value, key.str(), std::array<std::string_view, 4>{"off", "note", "warning", "error"}),
             place(key.source())});
    std::vector<Place> places;
    const std::vector<std::string> ignored = texts(table, "ignore", &places);
    for (size_t i = 0; i < ignored.size(); ++i) {
      const size_t blank = ignored[i].find(' ');
      check.ignore.push_back({ignored[i].substr(0, blank),
                              blank == std::string::npos ? std::string() : ignored[i].substr(blank + 1), places[i]});
    }
  }

  const SourceFile& file_;
  Config& config_;
  Sink& sink_;
};

}  // namespace

bool read_config_text(const std::string& name, std::string text, Config& config, Sink& sink) {
  const FileId id = config.text->add(name, std::move(text));
  sink.keep(config.text);
  config.found = true;
  const size_t errors = sink.errors();
  Reader(*source_file(id), config, sink).run();
  return sink.errors() == errors;
}

}  // namespace underpin
