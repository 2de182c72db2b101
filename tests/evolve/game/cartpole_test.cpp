#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/game/cartpole.hpp>

namespace plexus::evolve {
namespace {

const std::vector<double> left{1, 0}, right{0, 1};

}  // namespace

TEST_CASE("cart-pole follows the trajectory of Gym's equations", "[evolve][game]") {
  // Computed with Python's decimal module at 60 digits from the equations and constants in Gym's cartpole.py, from
  // (0.01, -0.02, 0.03, 0.04): pushes right, right, left, right.
  struct Step {
    std::vector<double> action;
    CartPole::Observation after;
  };
  const std::vector<Step> steps = {
      {right, {0.0095999999999999992, 0.17467919574755525, 0.030800000000000001, -0.24306871796000815}},
      {right, {0.013093583914951105, 0.36934797605795561, 0.025938625640799837, -0.52587962805014832}},
      {left, {0.020480543436110218, 0.17387081260481596, 0.015421033079796869, -0.2251374160923747}},
      {right, {0.023957959688206534, 0.36876901017476171, 0.010918284757949375, -0.51291634780265882}},
  };
  CartPole game;
  game.start({0.01, -0.02, 0.03, 0.04});
  for (const Step& step : steps) {
    game.step(step.action);
    for (std::size_t i = 0; i < 4; ++i) CHECK(game.observe()[i] == Approx(step.after[i]).epsilon(1e-13));
  }
  CHECK(game.score() == static_cast<double>(steps.size()));
}

TEST_CASE("cart-pole from rest: the first push is that of Newton's laws", "[evolve][game]") {
  // Upright and at rest, pushed with 10 N: theta'' = -cos * F / M / (l (4/3 - m/M)), x'' = F/M - m l theta''/M.
  CartPole game;
  game.start({0, 0, 0, 0});
  game.step(right);
  const double angle_acceleration = -(10 / 1.1) / (0.5 * (4.0 / 3 - 0.1 / 1.1));
  CHECK(game.observe()[0] == 0);
  CHECK(game.observe()[2] == 0);
  CHECK(game.observe()[3] == Approx(0.02 * angle_acceleration));
  CHECK(game.observe()[1] == Approx(0.02 * (10 / 1.1 - 0.05 * angle_acceleration / 1.1)));
}

TEST_CASE("cart-pole ends beyond 2.4 m, beyond 12 degrees, and after 500 steps", "[evolve][game]") {
  const double degrees12 = 12 * std::numbers::pi / 180;
  const auto over_at = [](CartPole::Observation observation) {
    CartPole game;
    game.start(observation);
    return game.over();
  };
  CHECK_FALSE(over_at({2.399, 0, 0, 0}));
  CHECK(over_at({2.401, 0, 0, 0}));
  CHECK(over_at({-2.401, 0, 0, 0}));
  CHECK_FALSE(over_at({0, 0, degrees12 - 1e-9, 0}));
  CHECK(over_at({0, 0, degrees12 + 1e-9, 0}));
  CHECK(over_at({0, 0, -degrees12 - 1e-9, 0}));
  CHECK(over_at({std::nan(""), 0, 0, 0}));

  CartPole game;
  game.start({0, 0, 0, 0});
  std::size_t steps = 0;
  for (; !game.over(); ++steps)
    game.step(game.observe()[2] + game.observe()[3] + 0.1 * game.observe()[1] > 0 ? right : left);
  CHECK(steps == 500);
  CHECK(game.score() == 500);
}

TEST_CASE("cart-pole starts from a uniform draw from -0.05 to 0.05, a function of the random numbers",
          "[evolve][game]") {
  CartPole game, twin;
  double lowest = 1, highest = -1, sum = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    Random random(seed), same(seed);
    game.reset(random);
    twin.reset(same);
    CHECK(std::ranges::equal(game.observe(), twin.observe()));
    for (const double value : game.observe()) {
      lowest = std::min(lowest, value);
      highest = std::max(highest, value);
      sum += value;
    }
  }
  CHECK(lowest >= -0.05);
  CHECK(lowest < -0.0495);
  CHECK(highest < 0.05);
  CHECK(highest > 0.0495);
  CHECK(std::abs(sum / 4000) < 5 * 0.0289 / std::sqrt(4000));
}

TEST_CASE("every game keeps the contract of its row", "[evolve][game]") {
  for (const GameRow& row : game_rows()) {
    CAPTURE(row.name);
    const auto game = row.make();
    Random random(1);
    game->reset(random);
    CHECK(game->observe().size() == row.inputs);
    CHECK(game->action_count() == row.outputs);
    CHECK_FALSE(game->over());
    CHECK(game->steps() == 0);
    const auto lines = [&] { return std::ranges::count(game->draw(), '\n'); };
    const auto height = lines();
    CHECK(height > 0);
    while (!game->over()) {
      game->step(std::vector<double>(row.outputs, random.uniform()));
      CHECK(lines() == height);
    }
    CHECK(game->steps() <= game->limit());
    game->reset(random);
    CHECK(game->steps() == 0);
    CHECK(&game_named(row.name) == &row);
  }
  CHECK_THROWS_WITH(game_named("chess"), Catch::Matchers::Contains("cartpole"));
}

TEST_CASE("an agent that does not fit a game is refused", "[evolve][game]") {
  CartPole game;
  Random random(1);
  Agent small(architect::Perceptron({3, 2})), wide(architect::Perceptron({4, 1}));
  CHECK_THROWS_WITH(play_episode(game, small, random),
                    Catch::Matchers::Contains("4 numbers") && Catch::Matchers::Contains("3 inputs"));
  CHECK_THROWS_WITH(play_episode(game, wide, random), Catch::Matchers::Contains("1 output"));
}

TEST_CASE("the largest of equal numbers is the first", "[evolve][game]") {
  CHECK(largest(std::vector<double>{1, 3, 3, 2}) == 1);
  CHECK(largest(std::vector<double>{5}) == 0);
}

}  // namespace plexus::evolve
