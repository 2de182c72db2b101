#pragma once

#include <span>

namespace plexus::bench {

/// The middle of some numbers, and where a quarter of them begins and ends (between neighbours as they weigh).
struct Spread {
  double low = 0, median = 0, high = 0;
};

/// Throws Error when there are no numbers.
Spread spread_of(std::span<const double> numbers);

}  // namespace plexus::bench
