#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <plexus/data/number.hpp>
#include <plexus/network/network.hpp>
#include <plexus/train/dataset.hpp>

namespace plexus {

/// How a series of numbers, one a row, becomes the input and target of a network: not the numbers but their changes
/// from row to row, standardised. At each step the network sees the last change and predicts the next one. Plain data,
/// saved with the network.
///
/// Changes, because a series with a trend leaves the range that the network was trained on: CO2 has risen every year
/// since 1958, but its changes of the 2010s are like those of the 1960s.
struct SeriesEncoding {
  std::string column;
  Scale change;

  friend bool operator==(const SeriesEncoding&, const SeriesEncoding&) = default;
};

/// The encoding of a series, from its training part. Throws Error for fewer than 3 numbers.
SeriesEncoding find_series_encoding(std::string column, std::span<const double> training);

/// Stretches of a series to train on: sequences of `length` steps, one beginning every `stride` steps, and a last one
/// that ends with the series. A series too short for one is a single, shorter sequence. Throws Error for fewer than 3
/// numbers, and when length or stride is 0.
Dataset windows_of(std::span<const double> series, const SeriesEncoding& encoding, std::size_t length,
                   std::size_t stride);

/// What the network, run along the series from a cleared state, expects of each number before it sees it: as many
/// numbers as the series has. There is nothing to expect the first two from; there the forecast is the number before
/// (of the first: itself), the persistence forecast. Throws Error when the network does not have 1 input and 1 output.
std::vector<double> forecast(const Network& network, const SeriesEncoding& encoding, std::span<const double> series);

/// The forecast to beat: that each number is like the one before.
std::vector<double> persistence(std::span<const double> series);

/// The root of the mean squared error over the last `count` numbers; throws Error when there are not so many, or none.
double rmse_of_last(std::size_t count, std::span<const double> forecast, std::span<const double> series);

}  // namespace plexus
