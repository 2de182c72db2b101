#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/evolve/score.hpp>

namespace plexus::evolve {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("NaN ranks below every number, in both directions", "[evolve][score]") {
  const std::vector<double> scores{nan, 1, -infinity, infinity, nan, 1};
  CHECK(ranking(scores, Goal::maximise) == std::vector<std::size_t>{3, 1, 5, 2, 0, 4});
  CHECK(ranking(scores, Goal::minimise) == std::vector<std::size_t>{2, 1, 5, 3, 0, 4});
  CHECK_FALSE(is_better(nan, nan, Goal::maximise));
  CHECK(is_better(-infinity, nan, Goal::maximise));
}

TEST_CASE("ranking orders by is_better, and equal scores by position", "[evolve][score]") {
  constexpr double values[] = {nan, -infinity, -1, -0.0, 0.0, 0.5, infinity};
  for (std::uint64_t seed = 1; seed <= 50; ++seed)
    for (const Goal goal : {Goal::maximise, Goal::minimise}) {
      CAPTURE(seed, goal);
      Random random(seed);
      std::vector<double> scores(random.below(60));
      for (double& score : scores) score = values[random.below(std::size(values))];
      // The slow way: each goes behind all that are not worse.
      std::vector<std::size_t> wanted;
      for (std::size_t i = 0; i < scores.size(); ++i)
        wanted.insert(std::ranges::find_if(wanted, [&](auto k) { return is_better(scores[i], scores[k], goal); }), i);
      CHECK(ranking(scores, goal) == wanted);
    }
}

TEST_CASE("merits run from 1 to 0 by rank, and equal scores have equal merits", "[evolve][score]") {
  CHECK(merits(std::vector<double>{10, 30, 20}, Goal::maximise) == std::vector<double>{0, 1, 0.5});
  CHECK(merits(std::vector<double>{10, 30, 20}, Goal::minimise) == std::vector<double>{1, 0, 0.5});
  CHECK(merits(std::vector<double>{1, 1, 0}, Goal::maximise) == std::vector<double>{0.75, 0.75, 0});
  CHECK(merits(std::vector<double>{nan, nan, nan}, Goal::maximise) == std::vector<double>{0.5, 0.5, 0.5});
  CHECK(merits(std::vector<double>{7}, Goal::maximise) == std::vector<double>{1});
}

}  // namespace plexus::evolve
