#pragma once

#include <cstddef>
#include <vector>

#include <plexus/core/random.hpp>

namespace plexus::evolve {

inline double share_of(double share) { return share; }
template <class Entry>
double share_of(const Entry& entry) {
  return entry.share;
}

/// The position of an entry drawn in proportion to its share: a number, or a member `share`. One share at least is
/// above 0; entries of 0 are never drawn.
template <class Entry>
std::size_t draw_by_share(const std::vector<Entry>& entries, Random& random) {
  double total = 0;
  for (const Entry& each : entries) total += share_of(each);
  double left = random.uniform() * total;
  std::size_t drawn = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (share_of(entries[i]) <= 0) continue;
    drawn = i;
    left -= share_of(entries[i]);
    if (left < 0) break;
  }
  return drawn;
}

}  // namespace plexus::evolve
