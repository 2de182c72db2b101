#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/train/loss.hpp>
#include <plexus/train/metric.hpp>

#include "support/golden.hpp"

namespace plexus {
namespace {

double value(Loss loss, std::vector<double> output, std::vector<double> target) {
  return row(loss).value(output, target);
}

}  // namespace

TEST_CASE("losses have the values of their formulas, worked out by hand", "[train]") {
  CHECK(value(Loss::mean_squared_error, {1, 3}, {0, 1}) == (1 + 4) / 2.0);
  CHECK(value(Loss::mean_absolute_error, {1, 3}, {0, 1}) == 1.5);
  CHECK(value(Loss::binary_cross_entropy, {0.8, 0.3}, {1, 0}) == Approx(-(std::log(0.8) + std::log(0.7)) / 2));
  CHECK(value(Loss::logistic_cross_entropy, {std::log(4.0), std::log(3.0 / 7)}, {1, 0}) ==
        Approx(value(Loss::binary_cross_entropy, {0.8, 0.3}, {1, 0})));
  CHECK(value(Loss::categorical_cross_entropy, {0.5, 0.25, 0.25}, {0, 1, 0}) == Approx(-std::log(0.25)));
  CHECK(value(Loss::categorical_cross_entropy, {2, 1, 1}, {0, 1, 0}) == Approx(-std::log(0.25)));
  CHECK(value(Loss::softmax_cross_entropy, {std::log(2.0), 0, 0}, {0, 1, 0}) == Approx(-std::log(0.25)));
  CHECK(value(Loss::hinge, {0.5, -2}, {1, -1}) == 0.25);
  CHECK(value(Loss::mean_squared_logarithmic_error, {std::exp(2) - 1}, {std::exp(1) - 1}) == Approx(1));
  CHECK(value(Loss::mean_absolute_percentage_error, {90, 3}, {100, 2}) == Approx((10 + 50) / 2.0));
}

TEST_CASE("losses stay finite where their formulas do not", "[train]") {
  for (const LossRow& loss : loss_rows()) {
    CAPTURE(loss.name);
    std::vector<double> gradient(2);
    for (const std::vector<double>& output : {std::vector{0.0, 1.0}, {1.0, 0.0}, {1e300, 1.0}, {700.0, -700.0}})
      if (loss.loss != Loss::mean_squared_error || output[0] < 1e100) {
        CHECK(std::isfinite(loss.value(output, std::vector{1.0, 0.0})));
        loss.gradient(output, std::vector{1.0, 0.0}, gradient);
        CHECK((std::isfinite(gradient[0]) && std::isfinite(gradient[1])));
      }
  }
}

TEST_CASE("losses agree with Keras's cross-entropies on its own example", "[train]") {
  // keras.losses.BinaryCrossentropy()([[0., 1.], [0., 0.]], [[0.6, 0.4], [0.4, 0.6]]) = 0.815
  const double binary =
      (value(Loss::binary_cross_entropy, {0.6, 0.4}, {0, 1}) + value(Loss::binary_cross_entropy, {0.4, 0.6}, {0, 0})) /
      2;
  CHECK(binary == Approx(0.815).margin(5e-4));
  // keras.losses.CategoricalCrossentropy()([[0, 1, 0], [0, 0, 1]], [[0.05, 0.95, 0], [0.1, 0.8, 0.1]]) = 1.177
  const double categorical = (value(Loss::categorical_cross_entropy, {0.05, 0.95, 0}, {0, 1, 0}) +
                              value(Loss::categorical_cross_entropy, {0.1, 0.8, 0.1}, {0, 0, 1})) /
                             2;
  CHECK(categorical == Approx(1.177).margin(5e-4));
}

TEST_CASE("losses agree with those of Neataptic that have the same formula", "[train][golden]") {
  const auto golden = testing::golden("fn_cost");
  const std::vector<std::pair<std::string, Loss>> same{{"MSE", Loss::mean_squared_error},
                                                       {"MAE", Loss::mean_absolute_error}};
  for (const auto& [name, loss] : same) {
    const auto wanted = testing::numbers(golden.at("functions").at(name));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      CAPTURE(name, i);
      const auto& pair = golden.at("pairs")[i];
      CHECK(testing::agree(value(loss, testing::numbers(pair.at("output")), testing::numbers(pair.at("target"))),
                           wanted[i], golden.at("tolerance")));
    }
  }
}

TEST_CASE("metrics count what a loss calls right", "[train]") {
  const auto success = [](Loss loss, std::vector<double> output, std::vector<double> target) {
    Metric metric;
    metric.add(loss, output, target);
    return metric.success(loss);
  };
  CHECK(success(Loss::binary_cross_entropy, {0.6, 0.4}, {1, 1}) == 0.5);
  CHECK(success(Loss::hinge, {0.1, -0.1}, {1, -1}) == 1);
  CHECK(success(Loss::softmax_cross_entropy, {-3, -2, -9}, {0, 1, 0}) == 1);
  CHECK(success(Loss::softmax_cross_entropy, {-1, -2, -9}, {0, 1, 0}) == 0);
  CHECK(success(Loss::mean_absolute_error, {1, 3}, {0, 1}) == Approx(std::sqrt(2.5)));
  CHECK(metric_name(Loss::hinge) == "accuracy");
  CHECK(metric_name(Loss::mean_absolute_error) == "rmse");
}

TEST_CASE("losses are found by name, and an unknown name lists the known ones", "[train]") {
  for (const LossRow& each : loss_rows()) CHECK(loss_named(each.name) == each.loss);
  CHECK_THROWS_WITH(loss_named("mse"), Catch::Contains("'mse'") && Catch::Contains("mean_squared_error"));
}

}  // namespace plexus
