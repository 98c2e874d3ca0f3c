// The word that somebody meant.
#pragma once

#include <span>
#include <string_view>

namespace underpin {

// How many characters have to be inserted, removed or changed (Levenshtein).
size_t edit_distance(std::string_view a, std::string_view b);

// The candidate that is nearest to the word; empty where none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace underpin
