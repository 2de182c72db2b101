#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <iomanip>
#include <sstream>
#include <string>
#include <string_view>

#include <plexus/core/count_of.hpp>

namespace plexus::command {

/// A number to so many significant digits, and at least to its whole part: 100000, not 1e+05.
inline std::string rounded(double number, int digits = 3) {
  std::ostringstream text;
  const double whole_digits = std::abs(number) >= 1 ? std::floor(std::log10(std::abs(number))) + 1 : 1;
  text << std::setprecision(whole_digits < 16 ? std::max(digits, static_cast<int>(whole_digits)) : digits) << number;
  return text.str();
}

/// A number to so many digits behind the point.
inline std::string with_decimals(double number, int decimals) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(decimals) << number;
  return text.str();
}

/// "96.7 %" of 0.967.
inline std::string percent(double share) { return with_decimals(100 * share, 1) + " %"; }

/// The first elements of a list, and how many more there are.
template <class Range, class Projection = std::identity>
std::string list_of(const Range& range, Projection projection = {}) {
  constexpr std::size_t most = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(range.size(), most); ++i)
    text += (i == 0 ? "" : ", ") + std::invoke(projection, range[i]);
  return text + (range.size() > most ? " and " + std::to_string(range.size() - most) + " more" : "");
}

}  // namespace plexus::command
