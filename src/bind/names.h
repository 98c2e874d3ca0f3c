// PostgreSQL's own choice of names.
#pragma once

#include <string>
#include <string_view>

namespace underpin::bind {

// makeObjectName: name1_name2_label, cut so that all fits 63 bytes in whole characters.
std::string make_object_name(std::string_view name1, std::string_view name2, std::string_view label);

}  // namespace underpin::bind
