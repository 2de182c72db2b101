#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include <plexus/evolve/game/poles.hpp>

namespace plexus::evolve {
namespace {

constexpr double degree = std::numbers::pi / 180;

}  // namespace

TEMPLATE_TEST_CASE("the mirror image of poles moves as the mirror image", "[evolve][game]", SinglePole, DoublePole) {
  Random random(1);
  TestType game, mirrored;
  for (int episode = 0; episode < 50; ++episode) {
    typename TestType::State state{};
    for (double& each : state) each = random.uniform(-0.2, 0.2);
    game.start(state);
    for (double& each : state) each = -each;
    mirrored.start(state);
    while (!game.over()) {
      const double output = random.uniform(-1, 1);
      game.step(std::array{output});
      mirrored.step(std::array{-output});
      for (std::size_t i = 0; i < state.size(); ++i) REQUIRE(game.state()[i] == -mirrored.state()[i]);
    }
    CHECK(mirrored.over());
    CHECK(game.score() == mirrored.score());
  }
}

TEST_CASE("poles end beyond 2.4 m, beyond 12 or 36 degrees, and at the limit", "[evolve][game]") {
  const auto over_at = [](auto game, const auto& state) {
    game.start(state);
    CHECK(game.over() == !game.stands());
    CHECK(game.score() == 0);
    return game.over();
  };
  CHECK_FALSE(over_at(SinglePole(), SinglePole::State{2.399, 0, 0, 0}));
  CHECK(over_at(SinglePole(), SinglePole::State{-2.401, 0, 0, 0}));
  CHECK_FALSE(over_at(SinglePole(), SinglePole::State{0, 0, 11.99 * degree, 0}));
  CHECK(over_at(SinglePole(), SinglePole::State{0, 0, -12.01 * degree, 0}));
  CHECK(over_at(SinglePole(), SinglePole::State{0, 0, std::nan(""), 0}));
  CHECK_FALSE(over_at(DoublePole(), DoublePole::State{0, 0, 35.99 * degree, 0, -35.99 * degree, 0}));
  CHECK(over_at(DoublePole(), DoublePole::State{0, 0, 36.01 * degree, 0, 0, 0}));
  CHECK(over_at(DoublePole(), DoublePole::State{0, 0, 0, 0, -36.01 * degree, 0}));
  DoublePole game({.limit = 5});
  game.start({});
  for (int step = 0; step < 5; ++step) {
    CHECK_FALSE(game.over());
    game.step(std::array{0.0});
  }
  CHECK(game.over());
  CHECK(game.stands());
  CHECK(game.score() == 5);
}

TEST_CASE("poles show their state scaled, or positions and angles alone", "[evolve][game]") {
  const DoublePole::State state{0.48, -1, 0.052, 0.4, -0.26, 2};
  DoublePole seeing, blind({.velocities = false});
  seeing.start(state);
  blind.start(state);
  CHECK(seeing.state() == state);
  const std::vector<double> wanted{0.1, -0.5, 0.1, 0.2, -0.5, 1}, positions{0.1, 0.1, -0.5};
  REQUIRE(seeing.observe().size() == 6);
  REQUIRE(blind.observe().size() == 3);
  for (std::size_t i = 0; i < 6; ++i) CHECK(seeing.observe()[i] == Approx(wanted[i]));
  for (std::size_t i = 0; i < 3; ++i) CHECK(blind.observe()[i] == Approx(positions[i]));
  SinglePole single({.velocities = false});
  single.start({0.48, -1, 0.052, 0.4});
  REQUIRE(single.observe().size() == 2);
  CHECK(single.observe()[0] == Approx(0.1));
  CHECK(single.observe()[1] == Approx(0.1));
}

TEST_CASE("an episode of poles starts at an angle up to the one of the options, a function of the random numbers",
          "[evolve][game]") {
  double lowest = 9, highest = -9;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    DoublePole game({.degrees = 2}), twin({.degrees = 2});
    Random random(seed), same(seed);
    game.reset(random);
    twin.reset(same);
    CHECK(game.state() == twin.state());
    for (const std::size_t i : {0U, 1U, 3U, 4U, 5U}) CHECK(game.state()[i] == 0);
    lowest = std::min(lowest, game.state()[2]);
    highest = std::max(highest, game.state()[2]);
  }
  CHECK(lowest >= -2 * degree);
  CHECK(lowest < -1.95 * degree);
  CHECK(highest < 2 * degree);
  CHECK(highest > 1.95 * degree);
}

}  // namespace plexus::evolve
