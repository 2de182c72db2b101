#include <catch2/catch.hpp>

#include <limits>

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

TEST_CASE("merits run from 1 to 0 by rank, and equal scores have equal merits", "[evolve][score]") {
  CHECK(merits(std::vector<double>{10, 30, 20}, Goal::maximise) == std::vector<double>{0, 1, 0.5});
  CHECK(merits(std::vector<double>{10, 30, 20}, Goal::minimise) == std::vector<double>{1, 0, 0.5});
  CHECK(merits(std::vector<double>{1, 1, 0}, Goal::maximise) == std::vector<double>{0.75, 0.75, 0});
  CHECK(merits(std::vector<double>{nan, nan, nan}, Goal::maximise) == std::vector<double>{0.5, 0.5, 0.5});
  CHECK(merits(std::vector<double>{7}, Goal::maximise) == std::vector<double>{1});
}

}  // namespace plexus::evolve
