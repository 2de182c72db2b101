#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <type_traits>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/simd/activations.hpp>

namespace plexus {
namespace {

// Numbers of all sizes and both signs, more of them than a vector has, and no whole number of vectors.
template <class Real>
std::vector<Real> samples(std::uint64_t seed) {
  Random random(seed);
  std::vector<Real> x{0, -0.0F, 1, -1, 9, -9, 20, -20, 80, -80, 100, -100};
  while (x.size() < 4001) x.push_back(static_cast<Real>(random.normal() * std::exp(random.uniform(-12, 3))));
  return x;
}

// Relative to the exact value; where that is near 0 (a sine at pi), relative to 1.
template <class Real>
double worst_error(const ActivationRow& function) {
  const auto x = samples<Real>(17);
  std::vector<Real> y(x.size());
  simd::activate(function.activation, x.data(), y.data(), x.size());
  double worst = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double exact = function.value(static_cast<double>(x[i]));
    const bool waves = function.activation == Activation::sinusoid ||
                       function.activation == Activation::bent_identity ||
                       function.activation == Activation::bipolar_sigmoid || function.activation == Activation::selu;
    const double scale = waves ? std::max(1.0, std::abs(exact)) : std::max(std::abs(exact), 1e-30);
    worst = std::max(worst, std::abs(static_cast<double>(y[i]) - exact) / scale);
  }
  return worst;
}

}  // namespace

TEST_CASE("activations in vectors are as exact as they promise", "[simd][activation]") {
  for (const ActivationRow& function : activation_rows()) {
    CAPTURE(function.name);
    // A float has 24 bits. The gaussian squares its argument first, which e^x makes a larger error of.
    CHECK(worst_error<float>(function) < (function.activation == Activation::gaussian ? 1e-5 : 5e-7));
    CHECK(worst_error<double>(function) < (function.activation == Activation::gaussian ? 1e-13 : 2e-15));
  }
}

TEST_CASE("tanh in vectors of floats stays within a relative error of 5e-7 and within 1", "[simd][activation]") {
  double worst = 0;
  std::vector<float> x, y;
  for (float each = 1e-6F; each < 12; each = std::nextafter(each * 1.00001F, 12.0F)) x.push_back(each);
  y.resize(x.size());
  simd::activate(Activation::tanh, x.data(), y.data(), x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    CHECK_FALSE(std::abs(y[i]) > 1);
    const double exact = std::tanh(static_cast<double>(x[i]));
    worst = std::max(worst, std::abs(static_cast<double>(y[i]) / exact - 1));
  }
  CHECK(worst < 5e-7);
}

TEST_CASE("slopes in vectors agree with the plain ones, and are added", "[simd][activation]") {
  for (const ActivationRow& function : activation_rows()) {
    CAPTURE(function.name);
    const auto x = samples<double>(23);
    std::vector<double> y(x.size()), gradient(x.size(), 0.5), expected(x.size(), 0.5);
    const std::vector<double> gradient_y(x.size(), -2.0);
    function.in_double.forward(x.data(), y.data(), x.size());
    function.in_double.backward(x.data(), y.data(), gradient_y.data(), expected.data(), x.size());
    simd::activate_backward(function.activation, x.data(), y.data(), gradient_y.data(), gradient.data(), x.size());
    for (std::size_t i = 0; i < x.size(); ++i) CHECK(gradient[i] == Approx(expected[i]).epsilon(1e-12).margin(1e-15));
  }
}

TEST_CASE("activations in vectors write no more numbers than they are given", "[simd][activation]") {
  for (std::size_t count = 0; count < 40; ++count) {
    std::vector<float> x(64, 0.5F), y(64, 7);
    simd::activate(Activation::tanh, x.data(), y.data(), count);
    for (std::size_t i = 0; i < y.size(); ++i) CHECK((y[i] == 7) == (i >= count));
  }
}

TEST_CASE("activations in vectors hand on a NaN and bound infinities as the plain ones do", "[simd][activation]") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const ActivationRow& function : activation_rows())
    for (const double each : {std::nan(""), infinity, -infinity}) {
      CAPTURE(function.name, each);
      const auto x = static_cast<float>(each);
      float y = 0, wide = 0;
      simd::activate(function.activation, &x, &y, 1);
      wide = static_cast<float>(function.value(each));
      CHECK((std::isnan(wide) ? std::isnan(y) : y == Approx(wide)));
    }
}

TEST_CASE("an activation in vectors does not depend on the numbers beside it", "[simd][activation]") {
  const std::vector<float> x{0.1F, 1, 7, 19, -3, 2.5F, 4, -6, 12, 0.7F, 9, -11, 5, 8, -2, 15};
  for (const ActivationRow& function : activation_rows())
    for (const float beside : {1e6F, -1e30F, std::numeric_limits<float>::infinity(), std::nanf("")}) {
      CAPTURE(function.name, beside);
      std::vector<float> alone(x.size()), y(2 * x.size()), mixed;
      for (const float each : x) mixed.insert(mixed.end(), {each, beside});
      simd::activate(function.activation, x.data(), alone.data(), x.size());
      simd::activate(function.activation, mixed.data(), y.data(), y.size());
      for (std::size_t i = 0; i < x.size(); ++i) CHECK(y[2 * i] == alone[i]);
    }
}

}  // namespace plexus
