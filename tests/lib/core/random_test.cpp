#include <catch2/catch.hpp>

#include <cmath>
#include <set>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>

namespace plexus {

TEST_CASE("Random: draws what Philox4x64-10 gives for a known key and counter", "[core]") {
  // Known answer of Random123's kat_vectors: counter and key 0.
  Random random(0);
  CHECK(random.bits() == 0x16554d9eca36314cU);
  CHECK(random.bits() == 0xdb20fe9d672d0fdcU);
  CHECK(random.bits() == 0xd7e772cee186176bU);
  CHECK(random.bits() == 0x7e68b68aec7ba23bU);
}

TEST_CASE("Random: the same key gives the same numbers, any other key different ones", "[core]") {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t seed = 0; seed < 3; ++seed)
    for (std::uint64_t a = 0; a < 3; ++a)
      for (std::uint64_t b = 0; b < 3; ++b)
        for (std::uint64_t c = 0; c < 3; ++c) {
          Random first(seed, a, b, c), second(seed, a, b, c);
          for (int i = 0; i < 9; ++i) CHECK(first.bits() == second.bits());
          firsts.insert(Random(seed, a, b, c).bits());
        }
  CHECK(firsts.size() == 81);
}

TEST_CASE("Random: numbers have the moments of their distributions", "[core]") {
  Random random(42);
  constexpr int count = 200000;
  double uniform = 0, normal = 0, square = 0;
  for (int i = 0; i < count; ++i) {
    const double u = random.uniform(), n = random.normal();
    REQUIRE((u >= 0 && u < 1));
    uniform += u;
    normal += n;
    square += n * n;
  }
  // Five standard errors: of a uniform number 0.289 / sqrt(n), of a normal one 1 / sqrt(n), of its square sqrt(2 / n).
  CHECK(uniform / count == Approx(0.5).margin(5 * 0.289 / std::sqrt(count)));
  CHECK(normal / count == Approx(0).margin(5 / std::sqrt(count)));
  CHECK(square / count == Approx(1).margin(5 * std::sqrt(2.0 / count)));
}

TEST_CASE("Random: below reaches every number evenly and refuses 0", "[core]") {
  Random random(7);
  std::vector<int> hits(7);
  for (int i = 0; i < 70000; ++i) ++hits[random.below(7)];
  for (const int each : hits) CHECK(each == Approx(10000).margin(500));
  CHECK_THROWS_AS(random.below(0), Error);
  CHECK_THROWS_AS(random.pick(std::vector<int>{}), Error);
}

TEST_CASE("Random: shuffle keeps all elements and reaches every order", "[core]") {
  std::set<std::vector<int>> orders;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::vector<int> items{1, 2, 3, 4};
    Random(seed).shuffle(items);
    CHECK(std::set<int>(items.begin(), items.end()) == std::set<int>{1, 2, 3, 4});
    orders.insert(items);
  }
  CHECK(orders.size() == 24);
}

TEST_CASE("Random: fill gives what bits gives one after the other, wherever a stream is, in a replay too", "[core]") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Random choices(seed, 1);
    std::vector<double> uniforms(600);
    for (double& each : uniforms) each = choices.uniform();
    const bool replayed = seed % 4 == 0;
    Random one = replayed ? Random::replay(uniforms) : Random(seed);
    Random other = replayed ? Random::replay(uniforms) : Random(seed);
    for (int i = 0; i < 6; ++i) {
      std::vector<std::uint64_t> all(choices.below(90)), wanted(all.size());
      one.fill(all);
      for (std::uint64_t& each : wanted) each = other.bits();
      CHECK(all == wanted);
      for (std::size_t k = choices.below(6); k > 0; --k) CHECK(one.bits() == other.bits());
    }
  }
}

TEST_CASE("Random: skip leaves a stream where so many bits would, wherever it is, in a replay too", "[core]") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Random choices(seed, 2);
    std::vector<double> uniforms(400);
    for (double& each : uniforms) each = choices.uniform();
    const bool replayed = seed % 4 == 0;
    Random one = replayed ? Random::replay(uniforms) : Random(seed);
    Random other = replayed ? Random::replay(uniforms) : Random(seed);
    for (int i = 0; i < 10; ++i) {
      const std::size_t count = choices.below(30);
      one.skip(count);
      for (std::size_t k = 0; k < count; ++k) other.bits();
      CHECK(one.bits() == other.bits());
    }
  }
}

TEST_CASE("Random: two normal numbers at once are independent and have the moments of their distribution", "[core]") {
  Random random(43), same(43);
  CHECK(random.two_normals()[0] == same.normal());
  constexpr int count = 200000;
  double sum = 0, second = 0, product = 0, squares = 0;
  for (int i = 0; i < count; ++i) {
    const auto [a, b] = random.two_normals();
    sum += b;
    second += b * b;
    product += a * b;
    squares += (a * a - 1) * (b * b - 1);
  }
  // Five standard errors; that of a product of two independent normal numbers is 1, of (a^2 - 1) (b^2 - 1) it is 2.
  CHECK(sum / count == Approx(0).margin(5 / std::sqrt(count)));
  CHECK(second / count == Approx(1).margin(5 * std::sqrt(2.0 / count)));
  CHECK(product / count == Approx(0).margin(5 / std::sqrt(count)));
  CHECK(squares / count == Approx(0).margin(5 * 2 / std::sqrt(count)));
}

}  // namespace plexus
