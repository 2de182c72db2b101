#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace plexus {

/// Which rows of a table are learned from, and which are kept apart to test on.
struct RowSplit {
  std::vector<std::size_t> training;
  std::vector<std::size_t> held_out;
};

/// Holds out `held_out` of the `count` rows, at random, as a function of the seed. Both parts are in rising order.
/// Throws Error when one part would be empty.
RowSplit split_rows(std::size_t count, std::size_t held_out, std::uint64_t seed);

/// Holds out the last rows, for rows in the order of time.
RowSplit split_last_rows(std::size_t count, std::size_t held_out);

}  // namespace plexus
