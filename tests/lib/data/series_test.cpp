#include <plexus/data/series.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <memory>
#include <vector>

#include <plexus/core/error.hpp>

using namespace plexus;

namespace {

// output = weight * input + bias
Network linear(double weight, double bias) {
  TopologyParts parts;
  parts.units = {{.id = input_id(0), .role = Role::input}, {.id = output_id(0), .role = Role::output}};
  parts.connections = {{.from = 0, .to = 1}};
  return {std::make_shared<const Topology>(parts), {bias, weight}};
}

}  // namespace

TEST_CASE("a series is encoded by its changes, standardised", "[data]") {
  const SeriesEncoding encoding = find_series_encoding("ppm", std::vector<double>{1, 2, 5, 6});  // changes 1, 3, 1
  CHECK(encoding.column == "ppm");
  CHECK(encoding.change.mean == Approx(5.0 / 3));
  CHECK(encoding.change.deviation == Approx(std::sqrt(8.0 / 9)));
}

TEST_CASE("in a window each step gets a change and wants the next", "[data]") {
  const SeriesEncoding encoding{"x", {0, 1}};            // changes as they are
  const std::vector<double> series{0, 1, 3, 6, 10, 15};  // changes 1 2 3 4 5
  const Dataset windows = windows_of(series, encoding, 2, 1);
  REQUIRE(windows.sequence_count() == 3);
  CHECK(windows[0].input[0] == 1);
  CHECK(windows[0].target[0] == 2);
  CHECK(windows[1].input[0] == 2);
  CHECK(windows[windows.first_of(2)].input[0] == 3);
  CHECK(windows[windows.size() - 1].target[0] == 5);
}

TEST_CASE("the last window ends with the series, and a short series is one window", "[data]") {
  const SeriesEncoding encoding{"x", {0, 1}};
  const std::vector<double> series{0, 1, 3, 6, 10, 15, 21};  // 5 steps
  const Dataset windows = windows_of(series, encoding, 3, 3);
  REQUIRE(windows.sequence_count() == 2);
  CHECK(windows[windows.first_of(1)].input[0] == 3);
  CHECK(windows[windows.size() - 1].target[0] == 6);
  CHECK(windows_of(series, encoding, 100, 10).sequence_count() == 1);
  CHECK(windows_of(series, encoding, 100, 10).size() == 5);
}

TEST_CASE("a forecast is the last number and the change that the network expects", "[data]") {
  const std::vector<double> series{10, 12, 13};
  // Standardised by mean 1 and deviation 2, the change of 2 is 0.5; the network says 3 * 0.5 + 0.25, a change of 4.5.
  const auto expected = forecast(linear(3, 0.25), {"x", {1, 2}}, series);
  CHECK(expected == std::vector<double>{10, 10, 16.5});
}

TEST_CASE("persistence expects each number to be like the one before", "[data]") {
  CHECK(persistence(std::vector<double>{3, 5, 4}) == std::vector<double>{3, 3, 5});
  CHECK(persistence(std::vector<double>{}).empty());
}

TEST_CASE("the error of the last numbers is their root mean square", "[data]") {
  const std::vector<double> series{0, 0, 3, 4}, expected{9, 0, 0, 0};
  CHECK(rmse_of_last(2, expected, series) == Approx(std::sqrt((9.0 + 16.0) / 2)));
  CHECK_THROWS_AS(rmse_of_last(5, expected, series), Error);
  CHECK_THROWS_AS(rmse_of_last(0, expected, series), Error);
}

TEST_CASE("a series that is too short is refused", "[data]") {
  CHECK_THROWS_WITH(find_series_encoding("ppm", std::vector<double>{1, 2}),
                    "series 'ppm': has 2 rows, wanted at least 3 to predict a change from the one before");
}
