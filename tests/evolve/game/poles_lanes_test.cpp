#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/evolve/game/poles_lanes.hpp>
#include <support/instruction_sets.hpp>

namespace plexus::evolve {
namespace {

template <class Game>
struct LanesOf;
template <std::size_t count>
struct LanesOf<Poles<count>> {
  using Type = PolesLanes<count>;
};

std::vector<float> seen_in(const VectorEnvironment& environment) {
  std::vector<float> seen(environment.observation_count() * environment.lanes(), -1);
  environment.observe(seen);
  return seen;
}

template <class Lanes, class Game>
void check_same(const Lanes& lanes, const std::vector<Game>& games) {
  const auto seen = seen_in(lanes);
  for (std::size_t lane = 0; lane < lanes.lanes(); ++lane) {
    REQUIRE(lanes.over(lane) == games[lane].over());
    REQUIRE(lanes.score(lane) == games[lane].score());
    const auto wanted = games[lane].observe();
    REQUIRE(wanted.size() == lanes.observation_count());
    for (std::size_t i = 0; i < wanted.size(); ++i)
      REQUIRE(std::bit_cast<std::uint32_t>(seen[i * lanes.lanes() + lane]) ==
              std::bit_cast<std::uint32_t>(static_cast<float>(wanted[i])));
  }
}

// Mostly towards balance, so that some episodes are long; of any size.
template <class Game>
float push_of(const Game& game, Random& random) {
  const auto& s = game.state();
  const double balance = s.size() == 4
                             ? 4.4 * s[2] + 1.2 * s[3] + 0.3 * s[0] + 0.5 * s[1]
                             : -6.7 * s[2] - 1.8 * s[3] + 4.9 * s[4] + 0.44 * s[5] - 0.17 * s[0] - 0.36 * s[1];
  return static_cast<float>(balance + 0.3 * random.normal()) * (random.chance(0.2) ? 0.0F : 1.0F);
}

}  // namespace

TEMPLATE_TEST_CASE(
    "poles side by side do to the last bit what each does alone, in any number of lanes, with each "
    "instruction set",
    "[evolve][game]", SinglePole, DoublePole) {
  for (const std::int64_t set : plexus::testing::instruction_sets())
    for (const std::size_t count : {1U, 3U, 8U, 13U, 33U}) {
      const plexus::testing::OnlyInstructionSet only(set);
      CAPTURE(set, count);
      const PolesOptions options{.velocities = count % 2 == 1, .degrees = 11, .limit = 150};
      typename LanesOf<TestType>::Type lanes(count, options);
      std::vector<TestType> games(count, TestType(options));
      Random random(count);
      std::size_t episodes = 0;
      const auto reset = [&](std::size_t lane) {
        Random numbers(7, count, episodes), same(7, count, episodes);
        ++episodes;
        lanes.reset(lane, numbers);
        games[lane].reset(same);
      };
      for (std::size_t lane = 0; lane < count; ++lane) reset(lane);
      check_same(lanes, games);
      double longest = 0, shortest = 1000;
      for (int step = 0; step < 600; ++step) {
        std::vector<float> actions(count);
        for (std::size_t lane = 0; lane < count; ++lane)  // one in five does not look
          actions[lane] = lane % 5 == 4 ? static_cast<float>(random.normal()) : push_of(games[lane], random);
        std::vector<std::uint32_t> ended;
        for (std::size_t lane = 0; lane < count; ++lane) {
          if (games[lane].over()) continue;
          games[lane].step(std::vector<double>{actions[lane]});
          if (games[lane].over()) ended.push_back(static_cast<std::uint32_t>(lane));
        }
        REQUIRE(std::ranges::equal(lanes.step(actions), ended));
        check_same(lanes, games);
        for (const std::uint32_t lane : ended) {
          longest = std::max(longest, lanes.score(lane));
          shortest = std::min(shortest, lanes.score(lane));
          if (lane == 0 || random.chance(0.9)) reset(lane);  // others stand still for the rest of the time
        }
      }
      CHECK(longest == 150);
      if (count > 4) CHECK(shortest < longest);
    }
}

TEST_CASE(
    "poles in lanes: at the limit the score is the limit, after a fall it does not count the fall, no number ends "
    "it",
    "[evolve][game]") {
  DoublePoleLanes lanes(5, {.limit = 3});
  std::vector<DoublePole> games(5, DoublePole({.limit = 3}));
  const std::vector<DoublePole::State> starts{{}, {0, 0, 0, 0, 0.62, 3}, {2.39, 3}, {2.5}, {}};
  for (std::size_t lane = 0; lane < 5; ++lane) {
    lanes.start(lane, starts[lane]);
    games[lane].start(starts[lane]);
  }
  CHECK(lanes.over(3));
  const std::vector<float> actions{0, 0, 0, 0, std::nanf("")};
  CHECK(std::ranges::equal(lanes.step(actions), std::vector<std::uint32_t>{1, 2, 4}));
  lanes.step(actions);
  CHECK(std::ranges::equal(lanes.step(actions), std::vector<std::uint32_t>{0}));
  CHECK(lanes.step(actions).empty());
  for (std::size_t lane = 0; lane < 4; ++lane)
    while (!games[lane].over()) games[lane].step(std::vector<double>{0});
  for (std::size_t lane = 0; lane < 4; ++lane) CHECK(lanes.score(lane) == games[lane].score());
  CHECK(lanes.score(0) == 3);
  for (std::size_t lane = 1; lane < 5; ++lane) CHECK(lanes.score(lane) == 0);
}

TEST_CASE("poles in lanes refuse a lane that there is not, and too few or too many numbers", "[evolve][game]") {
  using Catch::Matchers::Contains;
  CHECK_THROWS_WITH(SinglePoleLanes(0), Contains("at least 1 lane"));
  DoublePoleLanes lanes(3, {.velocities = false});
  Random random(1), same(1);
  CHECK_THROWS_WITH(lanes.reset(3, random), Contains("3 lanes") && Contains("no lane 3"));
  CHECK(random.bits() == same.bits());
  std::vector<float> numbers(8);
  CHECK_THROWS_WITH(lanes.observe(numbers), Contains("9 observations, 3 for each of 3 lanes, got 8"));
  CHECK_THROWS_WITH(lanes.step(numbers), Contains("3 actions, 1 for each of 3 lanes, got 8"));
}

}  // namespace plexus::evolve
