#include <catch2/catch.hpp>

#include <cmath>

#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/parameter/regularizer.hpp>

#include "support/golden.hpp"
#include "support/keras_golden.hpp"
#include "support/option_of.hpp"

namespace plexus {
namespace {

using Catch::Matchers::Contains;

double loss(const Regularizer& regularizer, const std::vector<double>& values, const Shape& shape) {
  return loss_of<double>(regularizer, values, shape);
}

}  // namespace

TEST_CASE("regularizers have the losses and the gradients of Keras", "[parameter][keras]") {
  for (const auto& golden : testing::keras_file_cases("functions/regularizers")) {
    Regularizer regularizer = regularizer_named(golden.at("name").get<std::string>());
    testing::set_options(regularizer, golden.at("params"));
    const testing::KerasTensor input = testing::keras_weight(golden.at("input"));
    const auto wanted = testing::keras_numbers(golden.at("grad").at("data"));
    CAPTURE(golden.at("name"), golden.at("params"));
    CHECK(testing::agree(loss(regularizer, input.values, input.shape), golden.at("loss"), 1e-9));
    std::vector<double> gradient(wanted.size(), 1);
    add_gradient<double>(regularizer, input.values, input.shape, 2, gradient);
    for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(testing::agree(gradient[i], 1 + 2 * wanted[i], 1e-9));
  }
}

TEST_CASE("regularizers have the gradients of finite differences, in float too", "[parameter]") {
  option::any_struct<Regularizer>([](const auto& each) {
    CAPTURE(each.name);
    Regularizer regularizer = each;
    for (const Option& option : options_of(regularizer))
      if (std::holds_alternative<double>(option.value)) set_option(regularizer, option.name, 0.3);
    Random random(7);
    std::vector<double> values(12), gradient(12);
    for (double& value : values) value = random.normal();
    const std::vector<float> in_float(values.begin(), values.end());
    std::vector<float> float_gradient(12);
    const Shape shape{4, 3};
    add_gradient<double>(regularizer, values, shape, 1, gradient);
    add_gradient<float>(regularizer, in_float, shape, 1, float_gradient);
    CHECK(loss_of<float>(regularizer, in_float, shape) == Approx(loss(regularizer, values, shape)).epsilon(1e-6));
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto above = values, below = values;
      above[i] += 1e-6;
      below[i] -= 1e-6;
      const double difference = (loss(regularizer, above, shape) - loss(regularizer, below, shape)) / 2e-6;
      CHECK(gradient[i] == Approx(difference).margin(1e-8));
      CHECK(static_cast<double>(float_gradient[i]) == Approx(gradient[i]).epsilon(1e-5).margin(1e-6));
    }
    return false;
  });
}

TEST_CASE("a regularizer of activity is a mean over the samples in Keras 0, and a sum in Keras 3",
          "[parameter][keras]") {
  const Regularizer old = regularizer::ActivityRegularizer{.l1 = 0.1, .l2 = 0.5}, now = regularizer::L1L2{0.1, 0.5};
  const std::vector<double> outputs{1, -2, 3, 0};  // of 2 samples
  CHECK(loss(now, outputs, {2, 2}) == Approx(0.1 * 6 + 0.5 * 14));
  CHECK(samples_share(now, 2) * loss(now, outputs, {2, 2}) == Approx(7.6));
  CHECK(samples_share(old, 2) * loss(old, outputs, {2, 2}) == Approx(3.8));
}

TEST_CASE("an orthogonal regularizer is nothing for orthogonal rows, and all of its factor for parallel ones",
          "[parameter]") {
  const Regularizer rows = regularizer::OrthogonalRegularizer{.factor = 0.5};
  CHECK(loss(rows, {3, 0, 0, -2}, {2, 2}) == 0);
  CHECK(loss(rows, {1, 1, -2, -2, 3, 3}, {3, 2}) == Approx(0.5));
  CHECK(loss(rows, {1, 2, 3}, {1, 3}) == 0);
  CHECK_THROWS_WITH(loss(rows, {1, 2, 3}, {3}), Contains("(3)") && Contains("2 axes"));
}

TEST_CASE("regularizers are found by Keras's names", "[parameter][keras]") {
  CHECK(regularizer_named("l1") == Regularizer(regularizer::L1{.l1 = 0.01}));
  CHECK(regularizer_named("L1L2") == Regularizer(regularizer::L1L2{0, 0}));
  CHECK(regularizer_named("l1_l2") == Regularizer(regularizer::L1L2{0.01, 0.01}));
  CHECK(regularizer_named("orthogonal_regularizer") == Regularizer(regularizer::OrthogonalRegularizer{}));
  CHECK(regularizer_named("L1") != Regularizer(regularizer::L2{}));
  CHECK_THROWS_WITH(regularizer_named("l3"), Contains("'l3'") && Contains("L1, L2, L1L2"));
}

}  // namespace plexus
