#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <plexus/core/random.hpp>
#include <plexus/core/sine.hpp>

namespace plexus {
namespace {

// The error in units in the last place of the exact value, which long double knows well enough.
double error_of(double value, long double exact) {
  const auto rounded = static_cast<double>(std::abs(exact));
  const double unit = std::nextafter(rounded, 2.0) - rounded;
  return static_cast<double>(std::abs(static_cast<long double>(value) - exact)) / unit;
}

struct Worst {
  double sine = 0;
  double cosine = 0;

  void look_at(double x) {
    sine = std::max(sine, error_of(plexus::sine(x), std::sin(static_cast<long double>(x))));
    cosine = std::max(cosine, error_of(plexus::cosine(x), std::cos(static_cast<long double>(x))));
  }
};

}  // namespace

TEST_CASE("sine and cosine are within 0.9 units in the last place, for angles of every size", "[core]") {
  Random random(20);
  Worst small, medium, any;
  for (int i = 0; i < 200'000; ++i) {
    small.look_at(random.uniform(-1, 1));
    medium.look_at(random.uniform(-1e4, 1e4));
    any.look_at(std::exp(random.uniform(-700, 709)) * (random.chance(0.5) ? 1 : -1));
  }
  for (const Worst& worst : {small, medium, any}) {
    CHECK(worst.sine < 0.9);
    CHECK(worst.cosine < 0.9);
    CHECK(worst.sine > 0.5);  // or nothing was measured
  }
}

TEST_CASE("sine and cosine are as good next to multiples of a quarter turn, where nearly all digits cancel", "[core]") {
  Worst worst;
  for (int k = 1; k < 20'000; ++k) {
    const double x = k * (std::numbers::pi / 4);
    for (const double near : {std::nextafter(x, 0.0), x, std::nextafter(x, 1e9)}) worst.look_at(near);
  }
  // The double that comes nearest to a multiple of pi/2 (Kahan), and others that are near.
  for (const double x : {0x1.6ac5b262ca1ffp+849, 0x1.921fb54442d18p+0, 0x1.dbb4ce9d3e8c5p+30, 0x1.fffffffffffffp+1023})
    worst.look_at(x);
  CHECK(worst.sine < 0.9);
  CHECK(worst.cosine < 0.9);
  CHECK(cosine(0x1.6ac5b262ca1ffp+849) == Approx(-4.687165924254624e-19).epsilon(1e-12));
}

TEST_CASE("sine and cosine have the same bits everywhere", "[core]") {
  // Computed in Python: the same polynomials in its floats, after an exact reduction with mpmath.
  struct Row {
    double x;
    double sine;
    double cosine;
  };
  const Row rows[] = {
      {0.1, 0x1.98eaecb8bcb2cp-4, 0x1.fd712f9a817c1p-1},
      {-0.2, -0x1.96dff233dd2bcp-3, 0x1.f5cb49577627ap-1},
      {0.7853981633974483, 0x1.6a09e667f3bccp-1, 0x1.6a09e667f3bcdp-1},
      {1.0, 0x1.aed548f090ceep-1, 0x1.14a280fb5068cp-1},
      {-2.5, -0x1.326af0dcfcab0p-1, -0x1.9a2f7ef858b7dp-1},
      {100.0, -0x1.03425b78c4db8p-1, 0x1.b981dbf665fdfp-1},
      {1000000000.0, 0x1.1778cae83c69bp-1, 0x1.acff8c7364234p-1},
      {1e+300, -0x1.a2c16b010e385p-1, -0x1.2699022adc4c1p-1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.x);
    CHECK(sine(row.x) == row.sine);
    CHECK(cosine(row.x) == row.cosine);
  }
}

TEST_CASE("the sine and cosine of 0, infinities and NaN", "[core]") {
  CHECK(sine(0) == 0);
  CHECK(cosine(0) == 1);
  for (const double x : {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                         std::numeric_limits<double>::quiet_NaN()}) {
    CHECK(std::isnan(sine(x)));
    CHECK(std::isnan(cosine(x)));
  }
}

}  // namespace plexus
