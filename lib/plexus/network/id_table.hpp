#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <plexus/core/id.hpp>

namespace plexus {

/// Finds where ids stand in a list. Ids are hashes, so their first bits divide them evenly into buckets; ids that were
/// made to fall into one bucket cost the time of a binary search, no more.
class IdTable {
 public:
  /// The list must be there, unchanged, whenever the table is asked.
  explicit IdTable(std::span<const Id> ids);

  /// All positions of an id in the list that the table was made of, rising.
  std::span<const std::uint32_t> find(std::span<const Id> ids, Id id) const {
    const std::size_t bucket = id >> shift_;
    const std::uint32_t first = starts_[bucket], end = starts_[bucket + 1];
    if (end - first > few) return search(ids, id, first, end);
    for (std::uint32_t i = first; i < end; ++i) {
      if (ids[order_[i]] != id) continue;
      std::uint32_t last = i + 1;
      while (last < end && ids[order_[last]] == id) ++last;
      return std::span(order_).subspan(i, last - i);
    }
    return {};
  }

 private:
  static constexpr std::uint32_t few = 64;
  std::span<const std::uint32_t> search(std::span<const Id> ids, Id id, std::uint32_t first, std::uint32_t end) const;

  unsigned shift_ = 63;                // what is left of an id names its bucket
  std::vector<std::uint32_t> starts_;  // of each bucket in `order_`, and the end
  std::vector<std::uint32_t> order_;   // positions, by id within a bucket
};

}  // namespace plexus
