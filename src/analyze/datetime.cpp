// Dates, times and timestamps as DateStyle ISO writes them.
#include <algorithm>
#include <array>

#include "analyze/calendar.h"
#include "analyze/literals.h"

namespace underpin::analyze {
namespace {

struct DateTime {
  std::optional<Date> date;
  std::optional<int64_t> time;  // micros since midnight
  std::optional<int64_t> zone;  // seconds east of Greenwich
  std::string special;          // infinity, -infinity, epoch
};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
constexpr std::string_view kDays[] = {"sun",     "sunday",   "mon",  "monday",    "tue", "tues",
                                      "tuesday", "wed",      "weds", "wednesday", "thu", "thur",
                                      "thurs",   "thursday", "fri",  "friday",    "sat", "saturday"};

int64_t month_of(std::string_view word) {
  for (size_t i = 0; i < kMonths.size(); ++i)
    if (word == kMonths[i] || word == kMonths[i].substr(0, 3) || (i == 8 && word == "sept"))
      return static_cast<int64_t>(i + 1);
  return 0;
}

// One text, field by field, in the order in which they stand.
class Reader {
 public:
  // `time_only`: digits without a date are a time.
  explicit Reader(std::string_view text, bool time_only = false)
      : time_only_(time_only), text_(lower_ascii(without_blanks(text))) {}

  bool read(DateTime& out) {
    while (at_ < text_.size())
      if (!field()) return false;
    if (!settle_date()) return false;
    if (afternoon_ && !settle_afternoon()) return false;
    if (before_christ_) {
      if (!out_.date || out_.date->year < 1) return false;
      out_.date->year = 1 - out_.date->year;
    }
    if (out_.date && !is_date(*out_.date)) return false;
    if (out_.time && *out_.time > kDayMicros) return false;
    if (!out_.special.empty() && (out_.date || out_.time || out_.zone)) return false;
    out = out_;
    return true;
  }

 private:
  std::string_view take(bool (*wanted)(char)) {
    const size_t from = at_;
    while (at_ < text_.size() && wanted(text_[at_])) ++at_;
    return std::string_view(text_).substr(from, at_ - from);
  }
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool field() {
    const char c = here();
    if (c == ' ' || c == ',' || c == '\t') return ++at_, true;
    if (is_digit(c)) return number();
    if (is_letter(c)) return word(take([](char l) { return is_letter(l); }));
    if (c == '+' || c == '-') return sign();
    return false;
  }

  bool number() {
    const size_t from = at_;
    const std::string_view digits = take(is_digit);
    if (here() == ':') {
      take([](char c) { return is_digit(c) || c == ':' || c == '.'; });
      return set_time(micros_of_time(std::string_view(text_).substr(from, at_ - from)));
    }
    if (const char delimiter = here(); delimiter == '-' || delimiter == '/' || delimiter == '.')
      if (!out_.date && !month_ && !(time_only_ && digits.size() == 6)) return three_fields(digits, delimiter);
    if (digits.size() == 8 && !out_.date && !month_) {
      out_.date = Date{*digits_of(digits.substr(0, 4)), *digits_of(digits.substr(4, 2)), *digits_of(digits.substr(6))};
      return true;
    }
    if (digits.size() == 6 && (out_.date || time_only_) && !out_.time) return compact_time(digits);
    return loose_number(digits);
  }

  // Beside the name of a month: a year has three digits or more.
  bool loose_number(std::string_view digits) {
    auto& slot = digits.size() >= 3 ? year_ : day_;
    if (slot || out_.date) return false;
    slot = digits_of(digits);
    return slot.has_value();
  }

  bool compact_time(std::string_view digits) {
    const std::string spelled =
        std::string(digits.substr(0, 2)) + ':' + std::string(digits.substr(2, 2)) + ':' + std::string(digits.substr(4));
    std::string_view fraction;
    if (here() == '.') {
      ++at_;
      fraction = take(is_digit);
    }
    return set_time(micros_of_time(spelled + (fraction.empty() ? "" : "." + std::string(fraction))));
  }

  bool three_fields(std::string_view first, char delimiter) {
    ++at_;
    const std::string_view second = is_letter(here()) ? take([](char c) { return is_letter(c); }) : take(is_digit);
    if (here() != delimiter) return false;
    ++at_;
    const std::string_view third = take(is_digit);
    if (second.empty() || third.empty()) return false;
    const bool year_first = first.size() >= 3;
    if (!year_first && third.size() < 3) return false;  // which one is the year depends on DateStyle
    const int64_t year = digits_of(year_first ? first : third).value_or(-1);
    const int64_t other = digits_of(year_first ? third : first).value_or(-1);
    if (is_letter(second[0])) {
      out_.date = Date{year, month_of(second), other};
      return out_.date->month > 0;
    }
    const int64_t middle = digits_of(second).value_or(-1);
    if (year_first) return out_.date = Date{year, middle, other}, true;
    // Month and day in which order: DateStyle says, but where only one can be.
    if (other > 12 && middle <= 12) return out_.date = Date{year, middle, other}, true;
    if (middle > 12 || middle == other) return out_.date = Date{year, other, middle}, true;
    return false;
  }

  bool word(std::string_view word) {
    if (word == "t" && out_.date && is_digit(here())) return true;
    if (word == "z" || word == "utc" || word == "gmt" || word == "zulu") {
      if (out_.zone || here() == '+' || here() == '-') return false;
      return out_.zone = 0, true;
    }
    if (word == "am" || word == "pm") return afternoon_ = word, out_.time.has_value() && here() != '-' && here() != '+';
    if (word == "ad" || word == "bc") return before_christ_ = word == "bc", true;
    if (word == "infinity" || word == "epoch") return out_.special = word, true;
    if (word == "allballs") return set_time(0) && (out_.zone = 0, true);
    if (std::ranges::find(kDays, word) != std::end(kDays)) return true;
    if (month_ || out_.date) return false;
    month_ = month_of(word);
    return *month_ > 0;
  }

  bool sign() {
    const bool west = here() == '-';
    ++at_;
    if (is_letter(here())) {
      const std::string_view name = take([](char c) { return is_letter(c); });
      out_.special = west ? "-infinity" : "infinity";
      return name == "infinity" && out_.special.size() > 0;
    }
    if (out_.zone || !out_.time) return false;
    const auto seconds = zone_seconds(take([](char c) { return is_digit(c) || c == ':'; }));
    if (!seconds) return false;
    out_.zone = west ? -*seconds : *seconds;
    return true;
  }

  static std::optional<int64_t> zone_seconds(std::string_view text) {
    if (text.find(':') != text.npos) {
      const auto micros = micros_of_time(text);
      if (!micros) return {};
      return *micros / kMicros;
    }
    const auto value = digits_of(text);
    if (!value) return {};
    if (text.size() <= 2) return *value * 3600;
    if (text.size() > 4) return {};
    return *value / 100 * 3600 + *value % 100 * 60;
  }

  bool set_time(std::optional<int64_t> micros) {
    if (out_.time || !micros) return false;
    out_.time = micros;
    return true;
  }

  bool settle_date() {
    if (!month_ && !year_ && !day_) return true;
    if (!month_ || !year_ || !day_ || out_.date) return false;
    out_.date = Date{*year_, *month_, *day_};
    return true;
  }

  bool settle_afternoon() {
    constexpr int64_t kHour = 3600 * kMicros;
    const int64_t hour = *out_.time / kHour;
    if (hour > 12) return false;
    if (*afternoon_ == "pm" && hour < 12) *out_.time += 12 * kHour;
    if (*afternoon_ == "am" && hour == 12) *out_.time -= 12 * kHour;
    return true;
  }

  bool time_only_;
  std::string text_;
  size_t at_ = 0;
  DateTime out_;
  std::optional<int64_t> month_, year_, day_;
  std::optional<std::string> afternoon_;
  bool before_christ_ = false;
};

void append_zone(int64_t seconds, std::string& out) {
  out += seconds < 0 ? '-' : '+';
  if (seconds < 0) seconds = -seconds;
  append_padded(seconds / 3600, 2, out);
  if (seconds % 3600 == 0) return;
  out += ':';
  append_padded(seconds / 60 % 60, 2, out);
  if (seconds % 60 == 0) return;
  out += ':';
  append_padded(seconds % 60, 2, out);
}

}  // namespace

bool normalize_date(std::string_view text, std::string& out) {
  DateTime value;
  if (!Reader(text).read(value)) return false;
  if (value.special == "epoch") return out = "1970-01-01", true;
  if (!value.special.empty()) return out = value.special, true;
  if (!value.date) return false;
  append_date(*value.date, out);
  if (value.date->year <= 0) out += " BC";
  return true;
}

bool normalize_timestamp(std::string_view text, bool zone, std::string& out) {
  DateTime value;
  if (!Reader(text).read(value)) return false;
  if (value.special == "epoch")
    value.date = Date{1970, 1, 1};
  else if (!value.special.empty())
    return out = value.special, true;
  if (!value.date) return false;
  int64_t days = days_of(*value.date), micros = value.time.value_or(0);
  if (zone) micros -= value.zone.value_or(0) * kMicros;
  days += micros / kDayMicros;
  micros %= kDayMicros;
  if (micros < 0) {
    micros += kDayMicros;
    --days;
  }
  const Date date = date_of(days);
  append_date(date, out);
  out += ' ';
  append_time(micros, out);
  if (zone) out += "+00";
  if (date.year <= 0) out += " BC";
  return true;
}

bool normalize_time(std::string_view text, bool zone, std::string& out) {
  DateTime value;
  if (!Reader(text, true).read(value) || !value.time || (zone && value.date)) return false;
  append_time(*value.time, out);
  if (zone) append_zone(value.zone.value_or(0), out);
  return true;
}

}  // namespace underpin::analyze
