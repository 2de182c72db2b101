#pragma once

#include <cstdint>

#include <plexus/graph/pattern.hpp>

namespace plexus {

/// Calls `each(i, j)` for every connection of a pattern between `from_count` and `to_count` units, source by source.
/// A `single` and a `listed` pattern name their units themselves, so they have no pairs here.
template <class Each>
void for_each_pair(Pattern pattern, std::uint32_t from_count, std::uint32_t to_count, Each&& each) {
  for (std::uint32_t i = 0; i < from_count; ++i) {
    if (pattern == Pattern::one_to_one && i < to_count) each(i, i);
    if (pattern != Pattern::all_to_all && pattern != Pattern::all_to_else) continue;
    for (std::uint32_t j = 0; j < to_count; ++j)
      if (pattern == Pattern::all_to_all || i != j) each(i, j);
  }
}

}  // namespace plexus
