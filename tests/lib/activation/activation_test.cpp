#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include <plexus/activation/activation.hpp>
#include <plexus/core/error.hpp>

#include "support/golden.hpp"

namespace plexus {

TEST_CASE("activations compute what Neataptic computes, and so do their slopes", "[activation][golden]") {
  const auto golden = testing::golden("fn_activation");
  const double tolerance = golden.at("tolerance");
  const auto x = testing::numbers(golden.at("x"));
  for (const auto& [name, values] : golden.at("functions").items()) {
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](char c) { return static_cast<char>(std::tolower(c)); });
    const ActivationRow& function = row(activation_named(lower));
    const auto value = testing::numbers(values.at("f")), slope = testing::numbers(values.at("df"));
    for (std::size_t i = 0; i < x.size(); ++i) {
      CAPTURE(name, x[i]);
      const double y = function.value(x[i]);
      CHECK(testing::agree(y, value[i], tolerance));
      // Neataptic's slope of softsign is wrong: x / (1 + |x|)^2. Ours is checked below.
      if (name != "SOFTSIGN") CHECK(testing::agree(function.slope(x[i], y), slope[i], tolerance));
    }
  }
}

TEST_CASE("every activation's slope matches its finite difference", "[activation]") {
  for (const ActivationRow& function : activation_rows())
    for (const double x : {-2.3, -0.6, 0.3, 1.7}) {
      CAPTURE(function.name, x);
      const double step = 1e-5, difference = (function.value(x + step) - function.value(x - step)) / (2 * step);
      CHECK(function.slope(x, function.value(x)) == Approx(difference).margin(1e-8));
    }
}

TEST_CASE("activation loops agree with the plain functions, in both precisions", "[activation]") {
  const std::vector<double> x{-3, -1, -0.5, 0, 0.25, 1, 4};
  for (const ActivationRow& function : activation_rows()) {
    CAPTURE(function.name);
    std::vector<double> y(x.size()), gradient(x.size(), 0.5);
    std::vector<float> x_float(x.begin(), x.end()), y_float(x.size()), gradient_float(x.size(), 0.5F);
    const std::vector<double> ones(x.size(), 2.0);
    const std::vector<float> ones_float(x.size(), 2.0F);
    function.in_double.forward(x.data(), y.data(), x.size());
    function.in_double.backward(x.data(), y.data(), ones.data(), gradient.data(), x.size());
    function.in_float.forward(x_float.data(), y_float.data(), x.size());
    function.in_float.backward(x_float.data(), y_float.data(), ones_float.data(), gradient_float.data(), x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      CHECK(y[i] == function.value(x[i]));
      CHECK(gradient[i] == 0.5 + 2 * function.slope(x[i], y[i]));
      CHECK(static_cast<double>(y_float[i]) == Approx(y[i]).margin(1e-6));
      CHECK(static_cast<double>(gradient_float[i]) == Approx(gradient[i]).margin(1e-5));
    }
  }
}

TEST_CASE("activations are found by name, and an unknown name lists the known ones", "[activation]") {
  for (const ActivationRow& each : activation_rows()) CHECK(activation_named(each.name) == each.activation);
  CHECK_FALSE(find_activation("LOGISTIC"));
  CHECK_THROWS_WITH(activation_named("tahn"),
                    Catch::Contains("'tahn'") && Catch::Contains("tanh") && Catch::Contains("selu"));
}

TEST_CASE("activations hand on a NaN, so that a diverged network is seen", "[activation]") {
  for (const ActivationRow& each : activation_rows()) {
    const bool decides = each.activation == Activation::step || each.activation == Activation::bipolar ||
                         each.activation == Activation::relu;
    CAPTURE(each.name);
    if (!decides) CHECK(std::isnan(each.value(std::nan(""))));
  }
}

}  // namespace plexus
