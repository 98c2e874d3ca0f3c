#include "analyze/calendar.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace underpin::analyze {

// The proleptic Gregorian calendar in eras of 400 years that begin in March.
int64_t days_of(const Date& date) {
  const int64_t year = date.year - (date.month <= 2);
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

Date date_of(int64_t days) {
  const int64_t shifted = days + 719'468;
  const int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const int64_t day_of_era = shifted - era * 146'097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month = (5 * day_of_year + 2) / 153;
  Date date;
  date.day = day_of_year - (153 * month + 2) / 5 + 1;
  date.month = month < 10 ? month + 3 : month - 9;
  date.year = year_of_era + era * 400 + (date.month <= 2);
  return date;
}

bool is_date(const Date& date) {
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.year < -4712 || date.year > 294'276) return false;
  const Date back = date_of(days_of(date));
  return back.month == date.month && back.day == date.day;
}

void append_padded(int64_t value, size_t width, std::string& out) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

void append_date(const Date& date, std::string& out) {
  append_padded(date.year > 0 ? date.year : 1 - date.year, 4, out);
  out += '-';
  append_padded(date.month, 2, out);
  out += '-';
  append_padded(date.day, 2, out);
}

void append_fraction(int64_t micros, std::string& out) {
  if (micros == 0) return;
  out += '.';
  append_padded(micros, 6, out);
  while (out.back() == '0') out.pop_back();
}

void append_time(int64_t micros, std::string& out) {
  const int64_t seconds = micros / kMicros;
  append_padded(seconds / 3600, 2, out);
  out += ':';
  append_padded(seconds / 60 % 60, 2, out);
  out += ':';
  append_padded(seconds % 60, 2, out);
  append_fraction(micros % kMicros, out);
}

std::optional<int64_t> digits_of(std::string_view text) {
  int64_t value = 0;
  if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != text.npos) return {};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<int64_t> micros_of_fraction(std::string_view digits) {
  if (digits.find_first_not_of("0123456789") != digits.npos || digits.size() > 60) return {};
  // As the server: a double, rounded to even.
  double value = 0;
  const std::string number = "0." + std::string(digits) + "0";
  std::from_chars(number.data(), number.data() + number.size(), value);
  return static_cast<int64_t>(std::rint(value * static_cast<double>(kMicros)));
}

std::optional<int64_t> micros_of_time(std::string_view text) {
  const size_t first = text.find(':');
  if (first == text.npos) return {};
  const size_t second = text.find(':', first + 1);
  const size_t dot = std::min(text.find('.'), text.size());
  if (second == text.npos && dot < text.size()) return {};  // minutes and seconds, as intervals have them
  const auto hours = digits_of(text.substr(0, first));
  const size_t minutes_end = second == text.npos ? text.size() : second;
  const auto minutes = digits_of(text.substr(first + 1, minutes_end - first - 1));
  std::optional<int64_t> seconds = 0, fraction = 0;
  if (second != text.npos) seconds = digits_of(text.substr(second + 1, dot - second - 1));
  if (dot < text.size()) fraction = micros_of_fraction(text.substr(dot + 1));
  if (!hours || !minutes || !seconds || !fraction || *minutes > 59 || *seconds > 60) return {};
  return ((*hours * 60 + *minutes) * 60 + *seconds) * kMicros + *fraction;
}

}  // namespace underpin::analyze
