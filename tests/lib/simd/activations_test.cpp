#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <hwy/targets.h>

#include <plexus/core/random.hpp>
#include <plexus/simd/activations.hpp>

#include "support/instruction_sets.hpp"

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

// Floats of all sizes and both signs, and more of them where the functions bend.
std::vector<float> floats() {
  std::vector<float> x;
  for (std::uint64_t bits = 0; bits < 1ULL << 32U; bits += 65521)
    if (const auto each = std::bit_cast<float>(static_cast<std::uint32_t>(bits)); std::isfinite(each))
      x.push_back(each);
  for (int i = -30000; i <= 30000; ++i) x.push_back(static_cast<float>(i) * 0.001F);
  return x;
}

bool has_fused_multiply_add(std::int64_t instruction_set) {
  return (instruction_set & (HWY_SSE4 | HWY_SCALAR | HWY_EMU128)) == 0;
}

constexpr double smallest_normal = std::numeric_limits<float>::min();

// The distance from `y` to the next float.
double ulp(double y) { return std::ldexp(1.0, std::ilogb(y) - 23); }

// By how much a value in float may be off: what activations.hpp says.
double allowed_error(Activation activation, double y, bool fused) {
  const double size = std::abs(y);
  const auto relative = [=](double bound) { return size < smallest_normal ? smallest_normal : bound * size; };
  switch (activation) {
    case Activation::inverse:
    case Activation::leaky_relu:
    case Activation::keras_leaky_relu:
    case Activation::soft_shrink:
      return relative(1e-7);
    case Activation::exponential:
    case Activation::hard_sigmoid:
    case Activation::keras2_hard_sigmoid:
    case Activation::hard_silu:
    case Activation::sparse_plus:
    case Activation::sparse_sigmoid:
      return relative(2.5e-7);
    case Activation::softsign:
      return relative(1.2e-7);
    case Activation::logistic:
    case Activation::softplus:
    case Activation::log_sigmoid:
    case Activation::elu:
    case Activation::squareplus:
      return relative(3e-7);
    case Activation::tanh:
      return relative(fused ? 3e-7 : 5e-7);
    case Activation::sinusoid:
      return size < smallest_normal ? smallest_normal : 3 * ulp(y);
    case Activation::gaussian:
      return 1e-7;
    case Activation::bipolar_sigmoid:
      return 2.5e-7;
    case Activation::bent_identity:
    case Activation::selu:
    case Activation::silu:
    case Activation::gelu:
    case Activation::gelu_tanh:
    case Activation::mish:
    case Activation::tanh_shrink:
      return 2.5e-7 * std::max(1.0, size);
    default:
      return 0;
  }
}

}  // namespace

TEST_CASE("activations in vectors of floats are as exact as they promise, in each instruction set",
          "[simd][activation]") {
  const auto x = floats();
  std::vector<float> y(x.size());
  for (const std::int64_t set : testing::instruction_sets()) {
    const testing::OnlyInstructionSet only(set);
    for (const ActivationRow& function : activation_rows()) {
      simd::activate(function.activation, x.data(), y.data(), x.size());
      std::size_t wrong = 0;
      float first_wrong = 0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        const bool overflows = function.activation == Activation::bent_identity && std::abs(x[i]) > 1.84e19F;
        const double exact = function.value(static_cast<double>(x[i]));
        const double allowed = allowed_error(function.activation, exact, has_fused_multiply_add(set));
        const bool too_large = std::isinf(static_cast<float>(exact));
        const bool right = too_large   ? std::isinf(y[i])
                           : overflows ? std::abs(x[i]) < 1.9e19F || std::isinf(y[i])
                                       : std::abs(static_cast<double>(y[i]) - exact) <= allowed;
        if (!right && wrong++ == 0) first_wrong = x[i];
      }
      CAPTURE(set, function.name, first_wrong);
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("activations in vectors of doubles are as exact as they promise, in each instruction set",
          "[simd][activation]") {
  const auto x = samples<double>(17);
  std::vector<double> y(x.size());
  for (const std::int64_t set : testing::instruction_sets()) {
    const testing::OnlyInstructionSet only(set);
    for (const ActivationRow& function : activation_rows()) {
      CAPTURE(set, function.name);
      simd::activate(function.activation, x.data(), y.data(), x.size());
      double worst = 0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        const double exact = function.value(x[i]);
        worst = std::max(worst, std::abs(y[i] - exact) / std::max(1.0, std::abs(exact)));
      }
      CHECK(worst <= 2e-15);
    }
  }
}

TEST_CASE("e^x, sin and cos in vectors of floats are off by at most 2, 3 and 3 units in the last place",
          "[simd][activation]") {
  // The square of so short a number is a float, so a gaussian is e^x of just that; the slope of a sinusoid is a cosine.
  std::vector<float> x;
  for (int i = -2300; i <= 2300; ++i) x.push_back(static_cast<float>(i) / 256);
  std::vector<float> e(x.size()), sine(x.size()), cosine(x.size());
  const std::vector<float> one(x.size(), 1.0F);
  for (const std::int64_t set : testing::instruction_sets()) {
    CAPTURE(set);
    const testing::OnlyInstructionSet only(set);
    simd::activate(Activation::gaussian, x.data(), e.data(), x.size());
    simd::activate(Activation::sinusoid, x.data(), sine.data(), x.size());
    std::ranges::fill(cosine, 0.0F);
    simd::activate_backward(Activation::sinusoid, x.data(), sine.data(), one.data(), cosine.data(), x.size());
    double worst_e = 0, worst_sine = 0, worst_cosine = 0;
    const auto off = [](float y, double exact) { return std::abs(static_cast<double>(y) - exact) / ulp(exact); };
    for (std::size_t i = 0; i < x.size(); ++i) {
      const auto exact = static_cast<double>(x[i]);
      worst_e = std::max(worst_e, off(e[i], std::exp(-exact * exact)));
      if (x[i] != 0) worst_sine = std::max(worst_sine, off(sine[i], std::sin(exact)));
      worst_cosine = std::max(worst_cosine, off(cosine[i], std::cos(exact)));
    }
    CHECK(worst_e <= 2);
    CHECK(worst_sine <= 3);
    CHECK(worst_cosine <= 3);
  }
}

TEST_CASE("tanh in vectors of floats never leaves the range from -1 to 1", "[simd][activation]") {
  const auto x = floats();
  std::vector<float> y(x.size());
  simd::activate(Activation::tanh, x.data(), y.data(), x.size());
  CHECK(std::ranges::all_of(y, [](float each) { return std::abs(each) <= 1; }));
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
