#include "statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <plexus/core/error.hpp>

namespace plexus::bench {

Spread spread_of(std::span<const double> numbers) {
  if (numbers.empty()) throw Error("spread_of: needs at least 1 number, got 0");
  std::vector<double> sorted(numbers.begin(), numbers.end());
  std::ranges::sort(sorted);
  const auto quantile = [&](double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], place - std::floor(place));
  };
  return {quantile(0.25), quantile(0.5), quantile(0.75)};
}

}  // namespace plexus::bench
