#include <catch2/catch.hpp>

#include <cmath>
#include <set>

#include <plexus/activation/activation.hpp>

#include "support/golden.hpp"
#include "support/keras_golden.hpp"

namespace plexus {
namespace {

// The activation that a case is of, or nothing when the case has options that no row of the table has.
std::optional<Activation> activation_of(const nlohmann::json& golden) {
  const std::string name = golden.at("name");
  const auto& options = golden.at("params");
  if (options.empty()) return find_keras_activation(name);
  if (name == "gelu" && options.at("approximate") == true) return Activation::gelu_tanh;
  if (name == "leaky_relu" && options.at("negative_slope") == 0.01) return Activation::leaky_relu;
  return std::nullopt;
}

}  // namespace

TEST_CASE("activations compute what Keras computes, and so do their slopes, far from 0 too", "[activation][keras]") {
  std::set<Activation> compared;
  for (const auto& golden : testing::keras_file_cases("functions/activations")) {
    const auto activation = activation_of(golden);
    if (!golden.contains("x") || !activation) continue;
    compared.insert(*activation);
    const auto x = testing::keras_numbers(golden.at("x")), y = testing::keras_numbers(golden.at("y")),
               dy = testing::keras_numbers(golden.at("dy"));
    const ActivationRow& function = row(*activation);
    for (std::size_t i = 0; i < x.size(); ++i) {
      CAPTURE(function.name, x[i]);
      const double value = function.value(x[i]);
      CHECK(testing::agree(value, y[i], 1e-9));
      // The slope of PyTorch's hard_sigmoid, 1/6, is a float.
      const double tolerance = function.activation == Activation::hard_sigmoid ? 1e-8 : 1e-9;
      if (!std::isnan(dy[i])) CHECK(testing::agree(function.slope(x[i], value), dy[i], tolerance));
    }
  }
  for (auto i = static_cast<std::size_t>(Activation::softplus); i < activation_rows().size(); ++i) {
    const Activation activation = activation_rows()[i].activation;
    CAPTURE(activation_rows()[i].name);
    CHECK((compared.contains(activation) || activation == Activation::keras2_hard_sigmoid));
  }
}

TEST_CASE("the hard sigmoid of Keras 0 to 2 is steeper than that of Keras 3", "[activation][keras]") {
  const ActivationRow& function = row(Activation::keras2_hard_sigmoid);
  for (const double x : {-1000.0, -2.6, -2.5, -1.0, 0.0, 0.3, 2.4, 2.6, 1000.0}) {
    const double exact = std::fmin(1, std::fmax(0, 0.2 * x + 0.5));
    CHECK(function.value(x) == Approx(exact).margin(1e-15));
    if (std::abs(x) != 2.5) CHECK(function.slope(x, exact) == (std::abs(x) < 2.5 ? 0.2 : 0));
  }
}

TEST_CASE("Keras's names find what Keras means by them", "[activation][keras]") {
  CHECK(find_keras_activation("sigmoid") == Activation::logistic);
  CHECK(find_keras_activation("linear") == Activation::identity);
  CHECK(find_keras_activation("swish") == Activation::silu);
  CHECK(find_keras_activation("leaky_relu") == Activation::keras_leaky_relu);
  CHECK(find_keras_activation("hard_sigmoid") == Activation::hard_sigmoid);
  CHECK(find_keras_activation("hard_sigmoid", 2) == Activation::keras2_hard_sigmoid);
  CHECK_FALSE(find_keras_activation("softmax"));
}

TEST_CASE("further names of activations find them, and are no other's name", "[activation]") {
  std::set<std::string_view> names;
  for (const ActivationRow& each : activation_rows()) CHECK(names.insert(each.name).second);
  for (const ActivationAlias& each : activation_aliases()) {
    CHECK(names.insert(each.name).second);
    CHECK(find_activation(each.name) == each.activation);
    CHECK(activation_named(each.name) == each.activation);
  }
  CHECK(activation_named("leaky_relu") == Activation::leaky_relu);
}

TEST_CASE("values and slopes of activations stay finite as far as their limits are", "[activation]") {
  for (const ActivationRow& function : activation_rows())
    for (const float each : {-1e30F, -1e20F, -1e6F, -300.0F, 300.0F, 1e6F, 1e20F, 1e30F}) {
      // Rows of Neataptic's own: sums of squares, and what is periodic.
      if (function.activation == Activation::bent_identity && std::abs(each) > 1e18F) continue;
      const double x = static_cast<double>(each);
      const bool grows = function.activation == Activation::exponential && x > 0;
      CAPTURE(function.name, x);
      if (!grows || x < 700) CHECK(std::isfinite(function.value(x)));
      float y = 0, one = 1, slope = 0;
      function.in_float.forward(&each, &y, 1);
      function.in_float.backward(&each, &y, &one, &slope, 1);
      CHECK((std::isfinite(y) || grows));
      CHECK((std::isfinite(slope) || grows));
      if (function.activation >= Activation::softplus && !grows)
        CHECK(static_cast<double>(slope) == Approx(function.slope(x, function.value(x))).margin(1e-5));
    }
}

}  // namespace plexus
