#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/evolve/game/cartpole_lanes.hpp>

namespace plexus::evolve {
namespace {

std::vector<float> seen_in(const VectorEnvironment& environment) {
  std::vector<float> seen(environment.observation_count() * environment.lanes(), -1);
  environment.observe(seen);
  return seen;
}

// As many games one by one: what lanes must repeat.
class OneByOne {
 public:
  explicit OneByOne(std::size_t lanes) : games(lanes) {}

  std::vector<std::uint32_t> step(const std::vector<float>& actions) {
    std::vector<std::uint32_t> ended;
    for (std::size_t lane = 0; lane < games.size(); ++lane) {
      if (games[lane].over()) continue;
      games[lane].step(std::vector<double>{actions[lane], actions[games.size() + lane]});
      if (games[lane].over()) ended.push_back(static_cast<std::uint32_t>(lane));
    }
    return ended;
  }

  std::vector<CartPole> games;
};

void check_same(const CartPoleLanes& lanes, const OneByOne& one_by_one) {
  const auto seen = seen_in(lanes);
  for (std::size_t lane = 0; lane < lanes.lanes(); ++lane) {
    const CartPole& game = one_by_one.games[lane];
    REQUIRE(lanes.over(lane) == game.over());
    REQUIRE(lanes.score(lane) == game.score());
    for (std::size_t i = 0; i < 4; ++i)
      REQUIRE(seen[i * lanes.lanes() + lane] == static_cast<float>(game.observe()[i]));
  }
}

// Mostly towards upright, so that some episodes are long.
float push_of(const CartPole& game, Random& random) {
  const auto seen = game.observe();
  const double balance = seen[2] + 0.3 * seen[3] + 0.02 * seen[0] + 0.05 * seen[1];
  return static_cast<float>(balance > 0 ? 0.5 : -0.5) + static_cast<float>(random.normal()) * 0.4F;
}

}  // namespace

TEST_CASE("cart-poles side by side do to the last bit what each does alone, in any number of lanes", "[evolve][game]") {
  for (const std::size_t count : {1U, 2U, 3U, 8U, 13U, 16U, 33U}) {
    CAPTURE(count);
    CartPoleLanes lanes(count);
    OneByOne one_by_one(count);
    Random random(count);
    std::size_t episodes = 0;
    const auto reset = [&](std::size_t lane) {
      Random numbers(7, count, episodes), same(7, count, episodes);
      ++episodes;
      lanes.reset(lane, numbers);
      one_by_one.games[lane].reset(same);
    };
    for (std::size_t lane = 0; lane < count; ++lane) reset(lane);
    check_same(lanes, one_by_one);
    double longest = 0;
    for (int step = 0; step < 1500; ++step) {
      std::vector<float> actions(2 * count);
      for (std::size_t lane = 0; lane < count; ++lane)
        actions[count + lane] = push_of(one_by_one.games[lane], random);  // the other stays 0
      const auto ended = lanes.step(actions);
      REQUIRE(std::ranges::equal(ended, one_by_one.step(actions)));
      check_same(lanes, one_by_one);
      for (const std::uint32_t lane : ended) {
        longest = std::max(longest, lanes.score(lane));
        if (random.chance(0.9)) reset(lane);  // others stand still for the rest of the time
      }
    }
    CHECK(longest > 100);
    if (count > 3)
      CHECK(std::any_of(one_by_one.games.begin(), one_by_one.games.end(), [](auto& g) { return g.over(); }));
  }
}

TEST_CASE("a cart-pole in a lane ends after 500 steps, and then stands still with its score", "[evolve][game]") {
  CartPoleLanes lanes(3);
  CartPole game;
  lanes.start(1, {0, 0, 0, 0});
  game.start({0, 0, 0, 0});
  for (std::size_t step = 1; step <= 500; ++step) {
    const auto seen = game.observe();
    const bool right = seen[2] + seen[3] + 0.1 * seen[1] > 0;
    const std::vector<float> actions{0, right ? 0.0F : 1.0F, 0, 0, right ? 1.0F : 0.0F, 0};
    const auto ended = lanes.step(actions);
    game.step(std::vector<double>{actions[1], actions[4]});
    REQUIRE(std::ranges::equal(ended, step < 500 ? std::vector<std::uint32_t>{} : std::vector<std::uint32_t>{1}));
  }
  const auto last = seen_in(lanes);
  CHECK(lanes.over(1));
  CHECK(lanes.score(1) == 500);
  CHECK(lanes.step(std::vector<float>(6, 1)).empty());
  CHECK(lanes.score(1) == 500);
  CHECK(seen_in(lanes) == last);
}

TEST_CASE("a lane in which no episode began is over, shows 0, and has scored 0", "[evolve][game]") {
  CartPoleLanes lanes(5);
  lanes.start(2, {0.01, 0.02, 0.03, 0.04});
  lanes.step(std::vector<float>(10, 0));
  for (std::size_t lane = 0; lane < 5; ++lane) {
    CHECK(lanes.over(lane) == (lane != 2));
    CHECK(lanes.score(lane) == (lane == 2 ? 1 : 0));
    CHECK((seen_in(lanes)[lane] == 0) == (lane != 2));
  }
  CHECK_THROWS_WITH(CartPoleLanes(0), Catch::Matchers::Contains("at least 1 lane"));
}

TEST_CASE("cart-poles refuse a lane that there is not, and too few or too many numbers", "[evolve][game]") {
  using Catch::Matchers::Contains;
  CartPoleLanes lanes(3);
  Random random(1), same(1);
  CHECK_THROWS_WITH(lanes.reset(3, random), Contains("3 lanes") && Contains("no lane 3"));
  CHECK(random.bits() == same.bits());
  CHECK_THROWS_WITH(lanes.start(8, {}), Contains("3 lanes") && Contains("no lane 8"));
  for (const std::size_t size : {0U, 11U, 13U}) {
    std::vector<float> numbers(size, 7);
    CHECK_THROWS_WITH(lanes.observe(numbers),
                      Contains("12 observations, 4 for each of 3 lanes, got " + std::to_string(size)));
    CHECK(numbers == std::vector<float>(size, 7));
  }
  lanes.start(0, {});
  for (const std::size_t size : {0U, 5U, 7U})
    CHECK_THROWS_WITH(lanes.step(std::vector<float>(size)),
                      Contains("6 actions, 2 for each of 3 lanes, got " + std::to_string(size)));
  CHECK(lanes.score(0) == 0);
}

TEST_CASE("a cart-pole that starts fallen is over at once, and one that falls beyond all numbers too",
          "[evolve][game]") {
  CartPoleLanes lanes(4);
  lanes.start(0, {2.5, 0, 0, 0});
  lanes.start(1, {0, 0, -0.3, 0});
  lanes.start(2, {std::nan(""), 0, 0, 0});
  lanes.start(3, {0, 0, 0, 1e300});
  CHECK(lanes.over(0));
  CHECK(lanes.over(1));
  CHECK(lanes.over(2));
  CHECK_FALSE(lanes.over(3));
  CHECK(std::ranges::equal(lanes.step(std::vector<float>(8, 0)), std::vector<std::uint32_t>{3}));
}

TEST_CASE("equal outputs and those that are no numbers push a cart-pole to the left, alone and in lanes",
          "[evolve][game]") {
  const float none = std::nanf("");
  const std::vector<float> actions{1, none, 1, none, 1, 1, none, none};
  CartPoleLanes lanes(4);
  OneByOne one_by_one(4);
  for (std::size_t lane = 0; lane < 4; ++lane) {
    lanes.start(lane, {0, 0, 0.01, 0});
    one_by_one.games[lane].start({0, 0, 0.01, 0});
  }
  lanes.step(actions);
  one_by_one.step(actions);
  check_same(lanes, one_by_one);
  for (std::size_t lane = 0; lane < 4; ++lane) CHECK(seen_in(lanes)[4 + lane] < 0);
}

}  // namespace plexus::evolve
