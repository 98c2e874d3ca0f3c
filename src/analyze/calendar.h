// Days, dates and times of day, as PostgreSQL counts and writes them. For the literals of this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace underpin::analyze {

inline constexpr int64_t kMicros = 1'000'000, kDayMicros = 86'400 * kMicros;

struct Date {
  int64_t year = 0;  // 0 = 1 BC
  int64_t month = 1, day = 1;
};

int64_t days_of(const Date& date);  // from 1970-01-01
Date date_of(int64_t days);
bool is_date(const Date& date);

void append_date(const Date& date, std::string& out);    // without BC
void append_time(int64_t micros, std::string& out);      // of a day: HH:MM:SS[.ffffff]
void append_fraction(int64_t micros, std::string& out);  // .ffffff without zeros at the end; nothing for 0
void append_padded(int64_t value, size_t width, std::string& out);

// Digits only.
std::optional<int64_t> digits_of(std::string_view text);
// "25" → 250000: what stands behind the point.
std::optional<int64_t> micros_of_fraction(std::string_view digits);
// H:MM[:SS[.f]]
std::optional<int64_t> micros_of_time(std::string_view text);

}  // namespace underpin::analyze
