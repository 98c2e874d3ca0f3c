// Schemas made of a seed. Every choice is a function of the seed and the place where it is made; `variant` makes about
// one choice in six anew, so that two variants of a seed are two states of one schema.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace underpin::test {

// End-state DDL, one statement each, in an order that PostgreSQL takes.
std::vector<std::string> random_schema(uint64_t seed, uint64_t variant);

// The same statements in another order, as one text.
std::string shuffled(std::vector<std::string> statements, uint64_t seed);
std::string joined(const std::vector<std::string>& statements);

}  // namespace underpin::test
