#include <plexus/data/series.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>

namespace plexus {
namespace {

std::vector<double> changes_of(std::span<const double> series) {
  std::vector<double> changes;
  for (std::size_t i = 1; i < series.size(); ++i) changes.push_back(series[i] - series[i - 1]);
  return changes;
}

void want_three(std::string_view column, std::span<const double> series) {
  if (series.size() < 3)
    throw Error("series '", column, "': has ", count_of(series.size(), "row"),
                ", wanted at least 3 to predict a change from the one before");
}

}  // namespace

SeriesEncoding find_series_encoding(std::string column, std::span<const double> training) {
  want_three(column, training);
  const Scale scale = scale_of(changes_of(training));
  return {std::move(column), scale};
}

Dataset windows_of(std::span<const double> series, const SeriesEncoding& encoding, std::size_t length,
                   std::size_t stride) {
  want_three(encoding.column, series);
  if (length == 0 || stride == 0)
    throw Error("windows_of: length and stride must be at least 1 step, got ", length, " and ", stride);
  std::vector<double> changes = changes_of(series);
  for (double& change : changes) change = encoding.change.scale(change);

  Dataset data(1, 1);
  const std::size_t steps = changes.size() - 1;  // each step goes from one change to the next
  length = std::min(length, steps);
  require_memory((steps - length) / stride + 1, length * 2 * sizeof(double), "window");
  for (std::size_t first = 0;; first = std::min(first + stride, steps - length)) {
    std::vector<Case> window;
    for (std::size_t i = first; i < first + length; ++i) window.push_back({{changes[i]}, {changes[i + 1]}});
    data.add_sequence(window);
    if (first + length == steps) return data;
  }
}

std::vector<double> forecast(const Network& network, const SeriesEncoding& encoding, std::span<const double> series) {
  if (network.input_count() != 1 || network.output_count() != 1)
    throw Error("forecast: needs a network of 1 input and 1 output, got ", network.input_count(), " and ",
                network.output_count());
  Network runner = network;
  runner.clear();
  std::vector<double> expected = persistence(series);
  for (std::size_t i = 2; i < series.size(); ++i) {
    const double change = encoding.change.scale(series[i - 1] - series[i - 2]);
    expected[i] = series[i - 1] + encoding.change.unscale(runner.activate({change})[0]);
  }
  return expected;
}

std::vector<double> persistence(std::span<const double> series) {
  std::vector<double> expected(series.begin(), series.end());
  if (!expected.empty()) std::ranges::copy(series.first(series.size() - 1), expected.begin() + 1);
  return expected;
}

double rmse_of_last(std::size_t count, std::span<const double> forecast, std::span<const double> series) {
  if (count == 0 || count > series.size() || forecast.size() != series.size())
    throw Error("rmse_of_last: wants the last ", count, " of ", count_of(series.size(), "number"), ", with ",
                count_of(forecast.size(), "forecast"));
  double squares = 0;
  for (std::size_t i = series.size() - count; i < series.size(); ++i)
    squares += (forecast[i] - series[i]) * (forecast[i] - series[i]);
  return std::sqrt(squares / static_cast<double>(count));
}

}  // namespace plexus
