// Intervals as IntervalStyle postgres writes them. After DecodeInterval, DecodeISO8601Interval and EncodeInterval of
// the server.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>
#include <vector>

#include "analyze/calendar.h"
#include "analyze/literals.h"

namespace underpin::analyze {
namespace {

struct Interval {
  int64_t months = 0, days = 0, micros = 0;
};

enum class Unit : uint8_t {
  kNone,
  kMicro,
  kMilli,
  kSecond,
  kMinute,
  kHour,
  kDay,
  kWeek,
  kMonth,
  kYear,
  kDecade,
  kCentury,
  kMillennium
};

struct UnitName {
  std::string_view name;
  Unit unit;
};
// deltatktbl of datetime.c; names are cut at ten characters there, and here.
constexpr UnitName kUnits[] = {
    {"c", Unit::kCentury},
    {"cent", Unit::kCentury},
    {"centuries", Unit::kCentury},
    {"century", Unit::kCentury},
    {"d", Unit::kDay},
    {"day", Unit::kDay},
    {"days", Unit::kDay},
    {"dec", Unit::kDecade},
    {"decade", Unit::kDecade},
    {"decades", Unit::kDecade},
    {"decs", Unit::kDecade},
    {"h", Unit::kHour},
    {"hour", Unit::kHour},
    {"hours", Unit::kHour},
    {"hr", Unit::kHour},
    {"hrs", Unit::kHour},
    {"m", Unit::kMinute},
    {"microsecon", Unit::kMicro},
    {"mil", Unit::kMillennium},
    {"millennia", Unit::kMillennium},
    {"millennium", Unit::kMillennium},
    {"millisecon", Unit::kMilli},
    {"mils", Unit::kMillennium},
    {"min", Unit::kMinute},
    {"mins", Unit::kMinute},
    {"minute", Unit::kMinute},
    {"minutes", Unit::kMinute},
    {"mon", Unit::kMonth},
    {"mons", Unit::kMonth},
    {"month", Unit::kMonth},
    {"months", Unit::kMonth},
    {"ms", Unit::kMilli},
    {"msec", Unit::kMilli},
    {"msecond", Unit::kMilli},
    {"mseconds", Unit::kMilli},
    {"msecs", Unit::kMilli},
    {"s", Unit::kSecond},
    {"sec", Unit::kSecond},
    {"second", Unit::kSecond},
    {"seconds", Unit::kSecond},
    {"secs", Unit::kSecond},
    {"us", Unit::kMicro},
    {"usec", Unit::kMicro},
    {"usecond", Unit::kMicro},
    {"useconds", Unit::kMicro},
    {"usecs", Unit::kMicro},
    {"w", Unit::kWeek},
    {"week", Unit::kWeek},
    {"weeks", Unit::kWeek},
    {"y", Unit::kYear},
    {"year", Unit::kYear},
    {"years", Unit::kYear},
    {"yr", Unit::kYear},
    {"yrs", Unit::kYear},
};

Unit unit_of(std::string_view word) {
  for (const UnitName& entry : kUnits)
    if (entry.name == word.substr(0, 10)) return entry.unit;
  return Unit::kNone;
}

// [-]digits[.digits]
struct Number {
  int64_t whole = 0;
  double fraction = 0;  // of the whole's sign
  bool negative = false;
};

std::optional<Number> number_of(std::string_view text) {
  Number number;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    number.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  const size_t dot = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, dot), rest = text.substr(std::min(dot + 1, text.size()));
  if (whole.empty() && rest.empty()) return {};
  const auto digits = whole.empty() ? std::optional<int64_t>(0) : digits_of(whole);
  const auto micros = micros_of_fraction(rest);
  if (!digits || *digits > INT32_MAX || !micros || rest.size() > 6) return {};
  number.whole = number.negative ? -*digits : *digits;
  number.fraction = static_cast<double>(*micros) / static_cast<double>(kMicros) * (number.negative ? -1 : 1);
  return number;
}

// The same with a fraction as ISO 8601's reader sees it: what is left of the whole number as a double.
std::optional<Number> iso_number_of(std::string_view text) {
  auto number = number_of(text);
  if (!number) return number;
  double value = 0;
  if (text[0] == '-' || text[0] == '+') text.remove_prefix(1);
  std::from_chars(text.data(), text.data() + text.size(), value);
  value -= std::floor(value);
  number->fraction = number->negative ? -value : value;
  return number;
}

int64_t rounded(double value) { return static_cast<int64_t>(std::rint(value)); }

// A part of a day goes to the time; a part of a year to the months, and no further.
void add_days(Interval& out, double days) {
  const auto whole = static_cast<int64_t>(days);
  out.days += whole;
  out.micros += rounded((days - static_cast<double>(whole)) * static_cast<double>(kDayMicros));
}

bool add(Interval& out, Unit unit, const Number& number) {
  const auto time = [&](int64_t micros) {
    out.micros += number.whole * micros + rounded(number.fraction * static_cast<double>(micros));
  };
  const auto years = [&](int64_t count) {
    out.months += number.whole * count * 12 + rounded(number.fraction * static_cast<double>(count * 12));
  };
  switch (unit) {
    case Unit::kNone: return false;
    case Unit::kMicro: time(1); break;
    case Unit::kMilli: time(1000); break;
    case Unit::kSecond: time(kMicros); break;
    case Unit::kMinute: time(60 * kMicros); break;
    case Unit::kHour: time(3600 * kMicros); break;
    case Unit::kDay:
      out.days += number.whole;
      out.micros += rounded(number.fraction * static_cast<double>(kDayMicros));
      break;
    case Unit::kWeek:
      out.days += number.whole * 7;
      add_days(out, number.fraction * 7);
      break;
    case Unit::kMonth:
      out.months += number.whole;
      add_days(out, number.fraction * 30);
      break;
    case Unit::kYear: years(1); break;
    case Unit::kDecade: years(10); break;
    case Unit::kCentury: years(100); break;
    case Unit::kMillennium: years(1000); break;
  }
  return true;
}

// What a last number without a unit counts: the modifier says.
Unit unit_of_modifier(std::string_view modifier) {
  const std::string_view fields = without_blanks(modifier.substr(0, modifier.find('(')));
  const size_t last = fields.rfind(' ');
  const std::string_view word = last == fields.npos ? fields : fields.substr(last + 1);
  return word.empty() ? Unit::kSecond : unit_of(word);
}

struct Field {
  enum class Kind : uint8_t { kTime, kNumber, kWord } kind;
  std::string_view text;
};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

bool split(std::string_view text, std::vector<Field>& fields) {
  for (size_t at = 0; at < text.size();) {
    const size_t from = at;
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == ',' || c == '@') {
      ++at;
    } else if (is_letter(c)) {
      while (at < text.size() && is_letter(text[at])) ++at;
      fields.push_back({Field::Kind::kWord, text.substr(from, at - from)});
    } else if (is_digit(c) || c == '.' || c == '+' || c == '-') {
      ++at;
      while (at < text.size() &&
             (is_digit(text[at]) || text[at] == '.' || text[at] == ':' || (text[at] == '-' && is_digit(text[at - 1]))))
        ++at;
      const std::string_view token = text.substr(from, at - from);
      fields.push_back({token.find(':') == token.npos ? Field::Kind::kNumber : Field::Kind::kTime, token});
    } else {
      return false;
    }
  }
  return !fields.empty();
}

// Reads the fields from the last to the first, as the server does: a unit stands behind its number.
class Decoder {
 public:
  explicit Decoder(std::string_view modifier) : modifier_(modifier) {}

  bool decode(std::span<const Field> fields, Interval& out) {
    for (size_t i = fields.size(); i-- > 0;)
      if (!field(fields[i])) return false;
    if (!found_) return false;
    if (ago_) value_ = {-value_.months, -value_.days, -value_.micros};
    out = value_;
    return true;
  }

 private:
  bool field(const Field& field) {
    switch (field.kind) {
      case Field::Kind::kTime: return time(field.text);
      case Field::Kind::kNumber: return number(field.text);
      case Field::Kind::kWord: break;
    }
    if (field.text == "ago") return ago_ = true;
    unit_ = unit_of(field.text);
    return unit_ != Unit::kNone;
  }

  bool time(std::string_view text) {
    const bool negative = text[0] == '-';
    if (negative || text[0] == '+') text.remove_prefix(1);
    // Of two fields "minute to second" and a fraction make minutes and seconds.
    const bool short_form = std::ranges::count(text, ':') == 1;
    if (short_form && (text.find('.') != text.npos || modifier_.find("minute to second") != modifier_.npos)) {
      const auto micros = micros_of_time("0:" + std::string(text));
      return take_time(micros, negative);
    }
    return take_time(micros_of_time(text), negative);
  }

  bool take_time(std::optional<int64_t> micros, bool negative) {
    if (!micros) return false;
    value_.micros += negative ? -*micros : *micros;
    unit_ = Unit::kDay;
    return found_ = true;
  }

  bool number(std::string_view text) {
    if (const size_t dash = text.find('-', 1); dash != text.npos) return years_and_months(text, dash);
    const auto number = number_of(text);
    if (!number || !add(value_, unit_ == Unit::kNone ? unit_of_modifier(modifier_) : unit_, *number)) return false;
    if (unit_ == Unit::kHour) unit_ = Unit::kDay;
    return found_ = true;
  }

  // 1-2 is a year and two months.
  bool years_and_months(std::string_view text, size_t dash) {
    const auto years = number_of(text.substr(0, dash)), months = number_of(text.substr(dash + 1));
    if (!years || !months || months->whole < 0 || months->whole > 11 || years->fraction != 0) return false;
    value_.months += years->whole * 12 + (years->negative ? -months->whole : months->whole);
    unit_ = Unit::kMonth;
    return found_ = true;
  }

  std::string_view modifier_;
  Interval value_;
  Unit unit_ = Unit::kNone;
  bool ago_ = false, found_ = false;
};

// P1Y2M3DT4H5M6S
bool decode_iso(std::string_view text, Interval& out) {
  bool in_time = false, found = false;
  for (size_t at = 1; at < text.size();) {
    if (text[at] == 't' && !in_time) {
      in_time = true;
      ++at;
      continue;
    }
    const size_t end = text.find_first_not_of("+-.0123456789", at);
    if (end == text.npos || end == at) return false;
    const auto number = iso_number_of(text.substr(at, end - at));
    Unit unit = unit_of(text.substr(end, 1));
    if (text[end] == 'm') unit = in_time ? Unit::kMinute : Unit::kMonth;
    const bool of_time = unit == Unit::kHour || unit == Unit::kMinute || unit == Unit::kSecond;
    const bool of_date = unit == Unit::kYear || unit == Unit::kMonth || unit == Unit::kWeek || unit == Unit::kDay;
    if (!number || !(in_time ? of_time : of_date) || !add(out, unit, *number)) return false;
    found = true;
    at = end + 1;
  }
  return found;
}

// AdjustIntervalForTypmod: what the modifier's fields do not hold is cut off.
void apply_modifier(Interval& value, std::string_view modifier) {
  const std::string_view fields = without_blanks(modifier.substr(0, modifier.find('(')));
  const auto cut = [&](int64_t unit) { value.micros = value.micros / unit * unit; };
  if (fields == "year") {
    value = {value.months / 12 * 12, 0, 0};
  } else if (fields.ends_with("month")) {
    value = {value.months, 0, 0};
  } else if (fields == "day") {
    value.micros = 0;
  } else if (fields.ends_with("hour")) {
    cut(3600 * kMicros);
  } else if (fields.ends_with("minute")) {
    cut(60 * kMicros);
  }
  const size_t bracket = modifier.find('(');
  if (bracket == modifier.npos || bracket + 2 >= modifier.size()) return;
  int64_t scale = 1;
  for (int digit = modifier[bracket + 1] - '0'; digit < 6; ++digit) scale *= 10;
  const int64_t half = value.micros >= 0 ? scale / 2 : -(scale / 2);
  value.micros = (value.micros + half) / scale * scale;
}

class Encoder {
 public:
  std::string encode(const Interval& value) {
    part(value.months / 12, "year");
    part(value.months % 12, "mon");
    part(value.days, "day");
    if (out_.empty() || value.micros != 0) {
      if (!out_.empty()) out_ += ' ';
      if (value.micros < 0)
        out_ += '-';
      else if (negative_)
        out_ += '+';
      append_time(value.micros < 0 ? -value.micros : value.micros, out_);
    }
    return out_;
  }

 private:
  void part(int64_t value, std::string_view unit) {
    if (value == 0) return;
    if (!out_.empty()) out_ += ' ';
    if (negative_ && value > 0) out_ += '+';
    out_.append(std::to_string(value)).append(" ").append(unit).append(value == 1 ? "" : "s");
    negative_ = value < 0;
  }

  std::string out_;
  bool negative_ = false;
};

}  // namespace

bool normalize_interval(std::string_view text, std::string_view modifier, std::string& out) {
  const std::string lower = lower_ascii(without_blanks(text));
  Interval value;
  std::vector<Field> fields;
  const bool iso = lower.starts_with('p');
  if (iso ? !decode_iso(lower, value) : !split(lower, fields) || !Decoder(modifier).decode(fields, value)) return false;
  apply_modifier(value, modifier);
  out = Encoder().encode(value);
  return true;
}

}  // namespace underpin::analyze
