// Literals that their type's input function refuses. PostgreSQL reads them while it analyses the query, so they are
// errors of the query. What is not sure to be wrong is let pass.
#include <algorithm>
#include <array>

#include "analyze/analyzer.h"
#include "analyze/literals.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

struct Refusal {
  const char* sqlstate = nullptr;  // nullptr: nothing to say
  std::string message;
};

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

Refusal syntax(std::string_view type, std::string_view text, const char* sqlstate = "22P02") {
  return {sqlstate, "invalid input syntax for type " + std::string(type) + ": " + quoted(text)};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Refusal check_integer(std::string_view text, uint16_t type, std::string_view name, int target) {
  std::string digits(without_blanks(text));
  if (target >= 16) std::erase(digits, '_');
  const bool based = digits.find_first_of("xXoObB") != digits.npos;
  if (based && target < 16) return syntax(name, text);
  const auto value = parse_integer(digits);
  if (!value) {
    const size_t sign = !digits.empty() && (digits[0] == '-' || digits[0] == '+') ? 1 : 0;
    const bool numeral =
        digits.size() > sign && std::all_of(digits.begin() + static_cast<ptrdiff_t>(sign), digits.end(), is_digit);
    if (!numeral) return syntax(name, text);
    return {"22003", "value " + quoted(text) + " is out of range for type " + std::string(name)};
  }
  const int64_t least = type == kTypeInt2 ? INT16_MIN : type == kTypeInt4 || type == kTypeOid ? INT32_MIN : INT64_MIN;
  const int64_t most = type == kTypeInt2   ? INT16_MAX
                       : type == kTypeInt4 ? INT32_MAX
                       : type == kTypeOid  ? int64_t{UINT32_MAX}
                                           : INT64_MAX;
  if (*value < least || *value > most)
    return {"22003", "value " + quoted(text) + " is out of range for type " + std::string(name)};
  return {};
}

bool has_word_of_time(std::string_view lower) {
  constexpr std::array<std::string_view, 9> kWords = {"now",       "today", "tomorrow", "yesterday", "infinity",
                                                      "-infinity", "epoch", "allballs", "current"};
  return std::ranges::any_of(kWords, [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool is_no_day(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1) return true;
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day > kDays[static_cast<size_t>(month - 1)] + (month == 2 && leap);
}

// yyyy-mm-dd, or mm/dd/yyyy (DateStyle is MDY), with a month or a day that there is not.
bool out_of_calendar(std::string_view text) {
  int parts[3] = {0, 0, 0};
  size_t digits[3] = {0, 0, 0}, at = 0;
  for (int i = 0; i < 3; ++i) {
    if (i > 0) {
      const bool separator = at < text.size() && (text[at] == '-' || text[at] == '/' || text[at] == '.');
      if (!separator) return false;
      ++at;
    }
    for (; at < text.size() && is_digit(text[at]) && digits[i] < 5; ++at, ++digits[i])
      parts[i] = parts[i] * 10 + (text[at] - '0');
    if (digits[i] == 0) return false;
  }
  if (at < text.size() && text[at] != ' ' && text[at] != 't') return false;
  if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2) return is_no_day(parts[0], parts[1], parts[2]);
  if (digits[0] <= 2 && digits[1] <= 2 && digits[2] == 4) return is_no_day(parts[2], parts[0], parts[1]);
  return false;
}

// hh:mm with an hour or a minute that there is not.
bool out_of_clock(std::string_view text) {
  for (size_t colon = text.find(':'); colon != text.npos; colon = text.find(':', colon + 1)) {
    if (colon < 2 || colon + 2 >= text.size()) continue;
    const bool clock = is_digit(text[colon - 1]) && is_digit(text[colon - 2]) && is_digit(text[colon + 1]) &&
                       is_digit(text[colon + 2]) && (colon == 2 || !is_digit(text[colon - 3]));
    if (!clock || (colon > 2 && (text[colon - 3] == ':' || text[colon - 3] == '+' || text[colon - 3] == '-'))) continue;
    const int hour = (text[colon - 2] - '0') * 10 + (text[colon - 1] - '0');
    if (hour > 24 || text[colon + 1] > '5') return true;
  }
  return false;
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

bool begins_one_of(std::string_view word, std::string_view stems) {
  for (size_t at = 0; at < stems.size();) {
    const size_t end = std::min(stems.find(' ', at), stems.size());
    if (word.starts_with(stems.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

// A date or time that begins with a word that is none of the calendar's, nor a zone's.
bool odd_beginning(std::string_view lower) {
  size_t end = 0;
  while (end < lower.size() && is_letter(lower[end])) ++end;
  if (end == 0) return false;
  const std::string_view word = lower.substr(0, end);
  return !begins_one_of(word,
                        "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun now today "
                        "tomorrow yesterday infinity epoch allballs t j utc gmt z am pm at on");
}

// A word of an interval, where a date or time is wanted: now() - '1 day'.
bool has_unit(std::string_view lower) {
  constexpr std::string_view kUnits =
      " day days hour hours hr hrs min mins minute minutes sec secs second seconds week weeks month months year years "
      "yr yrs millisecond milliseconds microsecond microseconds decade decades century centuries ago ";
  for (size_t at = 0; at < lower.size();) {
    size_t end = at;
    while (end < lower.size() && is_letter(lower[end])) ++end;
    if (end > at && kUnits.find(" " + std::string(lower.substr(at, end - at)) + " ") != kUnits.npos) return true;
    at = end + 1;
  }
  return false;
}

// A word in an interval that is no unit (datetime.c, deltatktbl).
bool wrong_unit(std::string_view lower) {
  constexpr std::string_view kUnits =
      " @ ago c cent centuries century d day days dec decade decades decs h hour hours hr hrs infinity m microsecond "
      "microseconds mil millennia millennium mils millisecond milliseconds min mins minute minutes mon mons month "
      "months ms msec mseconds msecs qtr quarter s sec second seconds secs us usec usecond useconds usecs w week weeks "
      "y year years yr yrs ";
  if (lower.starts_with('p') || lower.starts_with("-inf")) return false;
  for (size_t at = 0; at < lower.size();) {
    size_t end = at;
    while (end < lower.size() && is_letter(lower[end])) ++end;
    if (end == at) {
      ++at;
      continue;
    }
    if (kUnits.find(" " + std::string(lower.substr(at, end - at)) + " ") == kUnits.npos) return true;
    at = end;
  }
  return lower.empty();
}

// The input functions of times call their types by the short name.
std::string_view display_of_time(uint16_t type, std::string_view name) {
  if (type == kTypeTime) return "time";
  return type == kTypeTimestamp ? "timestamp" : name;
}

Refusal check_time(std::string_view text, uint16_t type, std::string_view name) {
  std::string ignored;
  const std::string lower = lower_ascii(without_blanks(text));
  const bool dated = type == kTypeDate || type == kTypeTimestamp || type == kTypeTimestamptz;
  if (dated && out_of_calendar(lower)) return {"22008", "date/time field value out of range: " + quoted(text)};
  if (type != kTypeInterval && out_of_clock(lower))
    return {"22008", "date/time field value out of range: " + quoted(text)};
  if (normalize_literal(text, type, {}, ignored)) return {};
  if (type == kTypeInterval) return wrong_unit(lower) ? syntax(name, text, "22007") : Refusal{};
  const bool digits = std::ranges::any_of(lower, is_digit);
  const bool number = digits && std::ranges::all_of(lower, is_digit);
  // A number alone is a date from six digits on.
  if ((!digits && !has_word_of_time(lower)) || (number && lower.size() <= (dated ? 4u : 2u)) || odd_beginning(lower) ||
      has_unit(lower))
    return syntax(display_of_time(type, name), text, "22007");
  return {};
}

Refusal check_array(std::string_view text, uint16_t element, int target);

Refusal check_builtin(std::string_view text, uint16_t type, int target) {
  std::string ignored;
  if (type & kArrayBit) return check_array(text, type & ~kArrayBit, target);
  const std::string_view name = builtin::type(type).display;
  switch (type) {
    case kTypeInt2:
    case kTypeInt4:
    case kTypeInt8:
    case kTypeOid: return check_integer(text, type, name, target);
    case kTypeNumeric:
      if (text.find_first_of("eExXoObB_") != text.npos && std::ranges::any_of(text, is_digit)) return {};
      return normalize_literal(text, type, {}, ignored) ? Refusal{} : syntax(name, text);
    case kTypeFloat4:
    case kTypeFloat8:
      if (text.find_first_of("eExX") != text.npos && std::ranges::any_of(text, is_digit)) return {};
      return normalize_literal(text, type, {}, ignored) ? Refusal{} : syntax(name, text);
    case kTypeBool:
    case kTypeMacaddr:
    case kTypeMacaddr8:
    case kTypePoint:
    case kTypeUuid: return normalize_literal(text, type, {}, ignored) ? Refusal{} : syntax(name, text);
    case kTypeDate:
    case kTypeTime:
    case kTypeTimetz:
    case kTypeTimestamp:
    case kTypeTimestamptz:
    case kTypeInterval: return check_time(text, type, name);
    case kTypeJson:
    case kTypeJsonb: {
      const std::string_view inside = without_blanks(text);
      const bool begins = !inside.empty() && (std::string_view("{[\"-tfn").find(inside[0]) != std::string_view::npos ||
                                              is_digit(inside[0]));
      const bool word =
          begins && inside[0] >= 'f' && inside[0] <= 't' && inside != "true" && inside != "false" && inside != "null";
      const bool open =
          begins && ((inside[0] == '{' && inside.back() != '}') || (inside[0] == '[' && inside.back() != ']'));
      return begins && !word && !open && normalize_jsonb(text, ignored)
                 ? Refusal{}
                 : Refusal{"22P02", "invalid input syntax for type json"};
    }
    case kTypeBox:
    case kTypeLseg:
    case kTypePath:
    case kTypePolygon:
    case kTypeLine:
    case kTypeCircle: return text.find(',') == text.npos ? syntax(name, text) : Refusal{};
    case kTypePgLsn: return text.find('/') == text.npos ? syntax(name, text) : Refusal{};
    case kTypeTid: return text.find(',') == text.npos ? syntax(name, text) : Refusal{};
    case kTypeInet:
    case kTypeCidr:
      if (normalize_literal(text, type, {}, ignored) || text.find(':') != text.npos || type == kTypeCidr) return {};
      return syntax(name, text);
    default: break;
  }
  const char kind = builtin::type(type).kind;
  if (kind == 'm') {
    const std::string_view inside = without_blanks(text);
    if (inside.starts_with('{') && inside.ends_with('}')) return {};
    return {"22P02", "malformed multirange literal: " + quoted(text)};
  }
  if (kind == 'r') {
    const std::string lower = lower_ascii(without_blanks(text));
    const bool opened = lower.starts_with('[') || lower.starts_with('(');
    if (lower == "empty" || (opened && lower.find(',') != lower.npos && (lower.ends_with(']') || lower.ends_with(')'))))
      return {};
    return {"22P02", "malformed range literal: " + quoted(text)};
  }
  return {};
}

// The elements that are not NULL, of all dimensions; false where braces, quotes and commas are not those of an array.
bool array_items(std::string_view text, std::vector<std::string>& items) {
  int depth = 0;
  bool wants_item = true;  // behind an opening brace or a comma
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
    if (c == '{') {
      if (!wants_item || (depth == 0 && at > 0)) return false;
      ++depth;
    } else if (c == '}') {
      const bool empty = wants_item && depth == 1 && items.empty() && text.find(',') == text.npos;
      if (depth-- == 0 || (wants_item && !empty)) return false;
      wants_item = false;
    } else if (c == ',') {
      if (wants_item || depth == 0) return false;
      wants_item = true;
    } else {
      if (!wants_item || depth == 0) return false;
      std::string item;
      const bool quote = c == '"';
      if (quote) ++at;
      for (; at < text.size(); ++at) {
        if (quote ? text[at] == '"' : text[at] == ',' || text[at] == '}' || text[at] == '{' || text[at] == '"') break;
        if (text[at] == '\\' && ++at == text.size()) return false;
        item += text[at];
      }
      if (at == text.size()) return false;
      if (!quote) --at;
      const std::string_view bare = without_blanks(item);
      if (quote)
        items.push_back(std::move(item));
      else if (lower_ascii(bare) != "null")
        items.emplace_back(bare);
      wants_item = false;
    }
  }
  return depth == 0;
}

Refusal check_array(std::string_view text, uint16_t element, int target) {
  const std::string_view inside = without_blanks(text);
  if (inside.empty() || (inside[0] != '{' && inside[0] != '[') || inside.back() != '}')
    return {"22P02", "malformed array literal: " + quoted(text)};
  if (inside[0] == '[') return {};
  std::vector<std::string> items;
  if (!array_items(inside, items)) return {"22P02", "malformed array literal: " + quoted(text)};
  for (const std::string& item : items)
    if (Refusal found = check_builtin(item, element, target); found.sqlstate != nullptr) return found;
  return {};
}

// A plain name that is none of PostgreSQL's own configurations.
bool is_no_configuration(std::string_view name) {
  constexpr std::string_view kOwn =
      " simple arabic armenian basque catalan danish dutch english estonian finnish french german greek hindi "
      "hungarian "
      "indonesian irish italian lithuanian nepali norwegian portuguese romanian russian serbian spanish swedish tamil "
      "turkish yiddish ";
  return !name.empty() && std::ranges::all_of(name, is_letter) && kOwn.find(" " + std::string(name) + " ") == kOwn.npos;
}

}  // namespace

// Is there an object that is kept as text (a text search configuration …) of that name?
bool Analyzer::has_opaque(Symbol name) const {
  bool found = false;
  catalog().for_each([&](ObjectId id) { found |= catalog().is(id, Kind::kOpaque) && catalog().name(id) == name; });
  return found;
}

void Analyzer::check_literal(const Term* term, Type type, Symbol) {
  Refusal found;
  if (is_enum(catalog(), type)) {
    const auto& labels = catalog().body<Enum>(type.object()).labels;
    if (std::ranges::none_of(labels, [&](Symbol label) { return label.text() == term->text; }))
      found = {"22P02", "invalid input value for enum " + display(type) + ": " + quoted(term->text)};
  } else if (type == Type(kTypeRegconfig) && is_no_configuration(term->text) && !has_opaque(intern(term->text))) {
    found = {"42704", "text search configuration " + quoted(term->text) + " does not exist"};
  } else if (const uint16_t code = type.code()) {
    found = check_builtin(term->text, code, catalog().target);
  } else if (type.is_array()) {
    const std::string_view inside = without_blanks(term->text);
    if (inside.empty() || (inside[0] != '{' && inside[0] != '['))
      found = {"22P02", "malformed array literal: " + quoted(term->text)};
  } else if (is_composite(catalog(), type)) {
    if (!without_blanks(term->text).starts_with('('))
      found = {"22P02", "malformed record literal: " + quoted(term->text)};
  }
  if (found.sqlstate != nullptr)
    invalid(code::kInvalidDefinition, found.sqlstate, term->location, std::move(found.message));
}

}  // namespace underpin::analyze
