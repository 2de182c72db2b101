#include <plexus/network/id_table.hpp>

#include <algorithm>
#include <bit>
#include <utility>

namespace plexus {

IdTable::IdTable(std::span<const Id> ids) : order_(ids.size()) {
  const auto buckets = std::max<std::size_t>(2, std::bit_floor(ids.size()));  // one or two ids each
  shift_ = 64U - static_cast<unsigned>(std::countr_zero(buckets));
  starts_.assign(buckets + 1, 0);
  for (const Id id : ids) ++starts_[(id >> shift_) + 1];
  for (std::size_t i = 1; i <= buckets; ++i) starts_[i] += starts_[i - 1];
  for (std::size_t i = ids.size(); i-- > 0;) order_[--starts_[(ids[i] >> shift_) + 1]] = static_cast<std::uint32_t>(i);
  // Each start now stands where the bucket before it begins.
  for (std::size_t i = 0; i < buckets; ++i) starts_[i] = starts_[i + 1];
  starts_[buckets] = static_cast<std::uint32_t>(ids.size());
  for (std::size_t i = 0; i < buckets; ++i)
    if (starts_[i + 1] - starts_[i] > 1)
      std::sort(order_.begin() + starts_[i], order_.begin() + starts_[i + 1],
                [&](std::uint32_t a, std::uint32_t b) { return std::pair(ids[a], a) < std::pair(ids[b], b); });
}

std::span<const std::uint32_t> IdTable::search(std::span<const Id> ids, Id id, std::uint32_t first,
                                               std::uint32_t end) const {
  const auto bucket = std::span(order_).subspan(first, end - first);
  const auto id_at = [&](std::uint32_t i) { return ids[i]; };
  return {std::ranges::lower_bound(bucket, id, {}, id_at), std::ranges::upper_bound(bucket, id, {}, id_at)};
}

}  // namespace plexus
