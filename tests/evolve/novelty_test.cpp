#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/evolve/novelty.hpp>

namespace plexus::evolve {
namespace {

// With all distances, sorted.
double plain_novelty(Behaviours generation, Behaviours archive, std::size_t i, std::size_t neighbours) {
  std::vector<double> distances;
  for (const Behaviours& all : {generation, archive})
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (all.numbers.data() == generation.numbers.data() && k == i) continue;
      if (!is_finite(all[k])) continue;
      double square = 0;
      for (std::size_t d = 0; d < all.dimension; ++d)
        square += (all[k][d] - generation[i][d]) * (all[k][d] - generation[i][d]);
      distances.push_back(std::sqrt(square));
    }
  std::ranges::sort(distances);
  distances.resize(std::min(distances.size(), neighbours));
  double sum = 0;
  for (const double each : distances) sum += each;
  return distances.empty() ? 0 : sum / static_cast<double>(distances.size());
}

std::vector<double> drawn(std::size_t count, Random& random) {
  std::vector<double> numbers(count);
  for (double& each : numbers) each = random.chance(0.2) ? std::round(random.uniform(0, 4)) : random.uniform(0, 4);
  return numbers;
}

}  // namespace

TEST_CASE("novelty is the mean of the smallest distances when all are sorted, on any number of threads",
          "[evolve][novelty]") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const std::size_t dimension = 1 + random.below(5);
    std::vector<double> now = drawn(dimension * (1 + random.below(120)), random);
    const std::vector<double> earlier = drawn(dimension * random.below(300), random);
    if (seed % 3 == 0) now[random.below(now.size())] = std::nan("");
    if (seed % 3 == 0) now[random.below(now.size())] = std::numeric_limits<double>::infinity();
    const Behaviours generation{now, dimension}, archive{earlier, dimension};
    for (const std::size_t neighbours : {1U, 2U, 15U, 1000U}) {
      const auto found = novelties(generation, archive, neighbours, 1);
      REQUIRE(found.size() == generation.size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(std::isnan(found[i]) == !is_finite(generation[i]));
        if (!std::isnan(found[i])) CHECK(found[i] == plain_novelty(generation, archive, i, neighbours));
      }
      const auto again = novelties(generation, archive, neighbours, 3);
      CHECK(std::equal(found.begin(), found.end(), again.begin(), again.end(),
                       [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }));
    }
  }
}

TEST_CASE("novelty alone in the world is 0", "[evolve][novelty]") {
  const std::vector<double> one{3, 4};
  CHECK(novelties({one, 2}, {{}, 2}, 15, 1) == std::vector<double>{0});
  const std::vector<double> origin{0, 0};
  CHECK(novelties({one, 2}, {origin, 2}, 15, 1) == std::vector<double>{5});
}

TEST_CASE("a behaviour is apart when its distance from each other is above a threshold", "[evolve][novelty]") {
  const std::vector<double> others{0, 0, 10, 0}, point{3, 4};
  CHECK(is_apart(point, {{}, 2}, 100));
  CHECK(is_apart(point, {others, 2}, 4.99));
  CHECK_FALSE(is_apart(point, {others, 2}, 5));
  const std::vector<double> near_the_second{9, 1};
  CHECK_FALSE(is_apart(near_the_second, {others, 2}, 2));
}

}  // namespace plexus::evolve
