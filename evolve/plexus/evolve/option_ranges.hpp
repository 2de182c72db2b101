#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

#include <plexus/core/findings.hpp>

// Ranges of options, for those who check them.

namespace plexus::evolve {

/// Networks of a generation.
inline constexpr std::size_t most_networks = 100'000'000;

/// What a step, a distance, a rate or a share may be, so that sums and squares of them are numbers.
inline constexpr double largest_option = 1e100;

inline void want_share(Findings& findings, std::string_view name, double value) {
  findings.want(value >= 0 && value <= 1, name, value, "a number in [0, 1]");
}

inline void want_not_negative(Findings& findings, std::string_view name, double value) {
  const bool fits = value >= 0 && value <= largest_option;
  findings.want(
      fits, name, value,
      value > largest_option && std::isfinite(value) ? "a number of at most 1e100" : "a finite number of at least 0");
}

inline void want_positive(Findings& findings, std::string_view name, double value) {
  const bool fits = value > 0 && value <= largest_option;
  findings.want(
      fits, name, value,
      value > largest_option && std::isfinite(value) ? "a number of at most 1e100" : "a finite number above 0");
}

inline void want_some(Findings& findings, std::string_view name, std::size_t value, std::size_t most) {
  findings.want(value >= 1 && value <= most, name, value, "1 to " + std::to_string(most));
}

}  // namespace plexus::evolve
