#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>

#include <plexus/architect/models/spectral_radius.hpp>

namespace plexus {

using architect::spectral_radius;

TEST_CASE("spectral radius: of matrices whose eigenvalues are known", "[architect]") {
  const std::vector<Connection> diagonal{{0, 0}, {1, 1}, {2, 2}};
  CHECK(spectral_radius(diagonal, std::vector<double>{0.5, -3, 2}, 3) == Approx(3).epsilon(1e-9));

  // A rotation by any angle, scaled by 2: the eigenvalues are complex, and no vector comes to rest.
  const std::vector<Connection> plane{{0, 0}, {1, 0}, {0, 1}, {1, 1}};
  for (const double angle : {0.1, 1.0, std::numbers::pi / 2, 2.5}) {
    const double c = 2 * std::cos(angle), s = 2 * std::sin(angle);
    CHECK(spectral_radius(plane, std::vector<double>{c, -s, s, c}, 2) == Approx(2).epsilon(1e-6));
  }

  // A ring of n units with one weight w each: all eigenvalues lie on the circle of radius w.
  std::vector<Connection> ring;
  for (std::uint32_t i = 0; i < 7; ++i) ring.push_back({i, (i + 1) % 7});
  CHECK(spectral_radius(ring, std::vector<double>(7, 0.7), 7) == Approx(0.7).epsilon(1e-6));
}

TEST_CASE("spectral radius: 0 without a loop", "[architect]") {
  const std::vector<Connection> chain{{0, 1}, {1, 2}, {0, 2}};
  CHECK(spectral_radius(chain, std::vector<double>{5, 5, 5}, 3) == 0);
  CHECK(spectral_radius({}, {}, 4) == 0);
}

}  // namespace plexus
