#pragma once

#include <cstddef>
#include <vector>

#include <plexus/core/random.hpp>

namespace plexus::evolve {

/// The position of an entry drawn in proportion to its `share`. One share at least is above 0; entries of 0 are never
/// drawn.
template <class Entry>
std::size_t draw_by_share(const std::vector<Entry>& entries, Random& random) {
  double total = 0;
  for (const Entry& each : entries) total += each.share;
  double left = random.uniform() * total;
  std::size_t drawn = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].share <= 0) continue;
    drawn = i;
    left -= entries[i].share;
    if (left < 0) break;
  }
  return drawn;
}

}  // namespace plexus::evolve
