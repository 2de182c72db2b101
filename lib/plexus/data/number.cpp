#include <plexus/data/number.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <system_error>

#include <plexus/core/error.hpp>

namespace plexus {
namespace {

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string reason(std::string_view text) {
  if (without_blanks(text).empty()) return "is empty; fill in a number or remove the row";
  constexpr std::size_t shown = 30;
  const std::string start(text.substr(0, shown));
  return "has '" + start + (text.size() > shown ? "..." : "") +
         "', which is not a number; correct it or remove the row";
}

}  // namespace

std::optional<double> number_in(std::string_view text) {
  text = without_blanks(text);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::vector<double> numbers_in(const Table& table, const Column& column, std::string_view advice) {
  std::vector<std::size_t> rows(table.row_count());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return numbers_in(table, column, rows, advice);
}

std::vector<double> numbers_in(const Table& table, const Column& column, std::span<const std::size_t> rows,
                               std::string_view advice) {
  std::vector<double> numbers;
  numbers.reserve(rows.size());
  for (const std::size_t row : rows) {
    const auto number = number_in(column.cells[row]);
    if (!number) throw Error(table.place_of(row), ": column '", column.name, "' ", reason(column.cells[row]), advice);
    numbers.push_back(*number);
  }
  return numbers;
}

Scale scale_of(std::span<const double> numbers) {
  if (numbers.empty()) throw Error("scale_of: needs at least 1 number, got 0");
  const auto [low, high] = std::ranges::minmax(numbers);
  if (low == high) return {low, 1};
  const auto count = static_cast<double>(numbers.size());
  double mean = 0, variance = 0;
  for (const double number : numbers) mean += number / count;
  for (const double number : numbers) variance += (number - mean) * (number - mean) / count;
  const double deviation = std::sqrt(variance);
  if (!std::isfinite(deviation) || deviation == 0)
    throw Error("numbers from ", low, " to ", high, " cannot be scaled; bring them to a usual range");
  return {mean, deviation};
}

}  // namespace plexus
