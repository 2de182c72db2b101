#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/train/cost.hpp>
#include <plexus/train/loss.hpp>

namespace plexus {
namespace {

double value(Cost cost, std::vector<double> output, std::vector<double> target) {
  return row(cost).value(output, target);
}

}  // namespace

TEST_CASE("costs have the values of their formulas, worked out by hand", "[train][online]") {
  CHECK(value(Cost::cross_entropy, {0.8, 0.3}, {1, 0}) == Approx(-(std::log(0.8) + std::log(0.7)) / 2));
  CHECK(value(Cost::mean_squared_error, {1, 3}, {0, 1}) == (1 + 4) / 2.0);
  CHECK(value(Cost::binary, {0.2, 0.8, 0.25, -0.3}, {0, 1, 0, 0}) == 2);  // halves: 0 0, 2 2, 1 0, -1 0
  CHECK(value(Cost::mean_absolute_error, {1, 3}, {0, 1}) == 1.5);
  CHECK(value(Cost::mean_absolute_percentage_error, {90, 3}, {100, 2}) == Approx((0.1 + 0.5) / 2));
  CHECK(value(Cost::mean_squared_logarithmic_error, {std::exp(3), 1}, {std::exp(1), 1}) == Approx(2));
  CHECK(value(Cost::hinge, {0.5, -2, 0.5}, {1, -1, -1}) == 2);
}

TEST_CASE("costs stay finite at 0, and an answer that is no number is never right", "[train][online]") {
  const double none = std::numeric_limits<double>::quiet_NaN();
  for (const CostRow& each : cost_rows()) {
    CAPTURE(each.name);
    CHECK(std::isfinite(each.value(std::vector{0.0}, std::vector{1.0})));
    CHECK(std::isfinite(each.value(std::vector{0.5}, std::vector{0.0})));
    const double cost = each.value(std::vector{none}, std::vector{1.0});
    if (each.cost == Cost::binary)
      CHECK(cost == 1);
    else
      CHECK(std::isnan(cost));
  }
}

TEST_CASE("costs are found by their names", "[train][online]") {
  for (const CostRow& each : cost_rows()) CHECK(cost_named(each.name) == each.cost);
  CHECK_THROWS_WITH(cost_named("MSE"), Catch::Contains("mean_squared_error") && Catch::Contains("hinge"));
}

}  // namespace plexus
