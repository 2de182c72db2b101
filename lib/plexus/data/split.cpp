#include <plexus/data/split.hpp>

#include <algorithm>
#include <numeric>
#include <span>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>

namespace plexus {
namespace {

RowSplit split_order(const std::vector<std::size_t>& order, std::size_t held_out) {
  if (held_out == 0 || held_out >= order.size())
    throw Error("cannot hold out ", held_out, " of ", count_of(order.size(), "row"), "; both parts need at least 1");
  const auto first = order.end() - static_cast<std::ptrdiff_t>(held_out);
  RowSplit split{{order.begin(), first}, {first, order.end()}};
  std::ranges::sort(split.training);
  std::ranges::sort(split.held_out);
  return split;
}

std::vector<std::size_t> rows_in_order(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

}  // namespace

RowSplit split_rows(std::size_t count, std::size_t held_out, std::uint64_t seed) {
  // A stream of its own, for the same seed also draws the first weights.
  constexpr std::uint64_t stream = 0x5B117;
  std::vector<std::size_t> order = rows_in_order(count);
  Random(seed, stream).shuffle(order);
  return split_order(order, held_out);
}

RowSplit split_last_rows(std::size_t count, std::size_t held_out) {
  return split_order(rows_in_order(count), held_out);
}

}  // namespace plexus
