// Dates, timestamps and intervals as DateStyle ISO and IntervalStyle postgres write them.
#include "analyze/literals.h"

namespace underpin::analyze {
bool normalize_interval(std::string_view, std::string&) { return false; }
bool normalize_date(std::string_view, std::string&) { return false; }
bool normalize_timestamp(std::string_view, std::string&) { return false; }
bool normalize_jsonb(std::string_view, std::string&) { return false; }
bool normalize_array(std::string_view, uint16_t, std::string&) { return false; }
}  // namespace underpin::analyze
