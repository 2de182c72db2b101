#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <plexus/data/table.hpp>

namespace plexus {

/// The finite number that a cell of text holds, blanks around it aside, or nothing. The decimal mark is a point.
std::optional<double> number_in(std::string_view text);

/// The cells of a column as numbers, of all rows or of these. Throws Error with file, line and column for the first
/// cell that holds none; `advice` ends its message.
std::vector<double> numbers_in(const Table& table, const Column& column, std::string_view advice = "");
std::vector<double> numbers_in(const Table& table, const Column& column, std::span<const std::size_t> rows,
                               std::string_view advice = "");

/// Brings numbers to mean 0 and standard deviation 1, the range in which networks learn best.
struct Scale {
  double mean = 0;
  double deviation = 1;

  double scale(double number) const noexcept { return (number - mean) / deviation; }
  double unscale(double scaled) const noexcept { return scaled * deviation + mean; }
  friend bool operator==(const Scale&, const Scale&) = default;
};

/// Mean and (population) standard deviation of at least one number; numbers that are all the same get a deviation of 1.
Scale scale_of(std::span<const double> numbers);

}  // namespace plexus
