#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <plexus/evolve/game/mountain_car.hpp>

namespace plexus::evolve {
namespace {

const std::vector<double> left{1, 0, 0}, none{0, 1, 0}, right{0, 0, 1};

// Pushes to where it rolls, which is what can be done without knowing the valley.
std::size_t steps_along(double position) {
  MountainCar game;
  for (game.start(position, 0); !game.over();) game.step(game.observe()[1] >= 0 ? right : left);
  return game.steps();
}

double force_along(const MountainCarContinuous& game) { return game.observe()[1] >= 0 ? 1 : -1; }

}  // namespace

TEST_CASE("mountain car follows the trajectory of Gym's equations", "[evolve][game]") {
  // Computed in Python from the equations and constants of Gym's mountain_car.py, from rest at -0.5; the first velocity
  // is 0.001 - 0.0025 cos(1.5).
  struct Step {
    std::vector<double> action;
    double position, speed;
  };
  MountainCar game;
  game.start(-0.5, 0);
  for (const Step& step : std::vector<Step>{{right, -0.49917684300416926, 0.0008231569958307428},
                                            {left, -0.49953668667935325, -0.00035984367518397545},
                                            {none, -0.5000768393321253, -0.0005401526527720642},
                                            {right, -0.4997932601330089, 0.00028357919911644507}}) {
    game.step(step.action);
    CHECK(game.observe()[0] == Approx(step.position).epsilon(1e-14));
    CHECK(game.observe()[1] == Approx(step.speed).epsilon(1e-12));
  }
  CHECK(game.score() == -4);
}

TEST_CASE("continuous mountain car follows the trajectory of Gym's equations, and pays for its force",
          "[evolve][game]") {
  struct Step {
    double force, position, speed, paid;
  };
  MountainCarContinuous game;
  game.start(-0.5, 0);
  for (const Step& step : std::vector<Step>{{0.5, -0.49942684300416923, 0.0005731569958307427, 0.025},
                                            {-0.25, -0.4994098166581937, 1.7026345975545477e-05, 0.03125},
                                            {1, -0.4980740483238274, 0.001335768334366288, 0.13125},
                                            {0, -0.4969295284152029, 0.0011445199086245307, 0.13125}}) {
    game.step(std::vector{step.force});
    CHECK(game.observe()[0] == Approx(step.position).epsilon(1e-14));
    CHECK(game.observe()[1] == Approx(step.speed).epsilon(1e-11));
    CHECK(game.score() == Approx(-step.paid));
  }
}

TEST_CASE("without its motor a mountain car near the bottom of the valley swings as the closed form says",
          "[evolve][game]") {
  // Near the bottom, -pi/6, the slope is 3 * 0.0025 y for a displacement y. Speeds are stepped before positions, so
  // y(n) = y(0) cos((n + 1/2) p) / cos(p / 2) where sin(p / 2)^2 = 3 * 0.0025 / 4.
  const double bottom = -std::numbers::pi / 6, y = 1e-4;
  const double phase = 2 * std::asin(std::sqrt(3 * 0.0025 / 4));
  MountainCar game;
  game.start(bottom + y, 0);
  for (int step = 1; step <= 200; ++step) {
    game.step(none);
    CHECK(game.observe()[0] - bottom == Approx(y * std::cos((step + 0.5) * phase) / std::cos(phase / 2)).margin(1e-9));
  }
}

TEST_CASE("without its motor a mountain car keeps its energy", "[evolve][game]") {
  // Of the step that moves by new speeds: v^2 / 2 + V(x) - v V'(x) / 2, up to the third order, with V = g sin(3 x) / 3.
  const auto energy = [](std::span<const double> seen) {
    const double x = seen[0], v = seen[1];
    return v * v / 2 + 0.0025 / 3 * std::sin(3 * x) - v * 0.0025 * std::cos(3 * x) / 2;
  };
  MountainCar game;
  game.start(-1, 0);
  const double before = energy(game.observe());
  double highest = -1;
  for (int step = 0; step < 200; ++step) {
    game.step(none);
    highest = std::max(highest, game.observe()[0]);
    CHECK(energy(game.observe()) == Approx(before).margin(1e-6));
  }
  // It climbs as high on the other side, which is the mirror image about the bottom, up to a step of its slow turn.
  CHECK(highest == Approx(-std::numbers::pi / 3 + 1).margin(0.002));
}

TEST_CASE("a mountain car stops at the left end, and keeps within its greatest speed", "[evolve][game]") {
  MountainCar game;
  game.start(-1.19, -0.069);
  game.step(left);
  CHECK(game.observe()[0] == -1.2);
  CHECK(game.observe()[1] == 0);
  game.start(0.2, 0.07);
  game.step(right);
  CHECK(game.observe()[1] <= 0.07);
  game.start(-1.05, 0.07);  // downhill
  game.step(right);
  CHECK(game.observe()[1] == 0.07);
  CHECK(game.observe()[0] == Approx(-0.98));
}

TEST_CASE("a mountain car arrives at its goal unless it rolls back, or gives up after its last step",
          "[evolve][game]") {
  MountainCar game;
  game.start(0.499, 0.05);
  CHECK_FALSE(game.over());
  game.step(none);
  CHECK(game.over());
  CHECK(game.score() == -1);
  game.start(0.55, -0.01);
  CHECK_FALSE(game.over());
  game.start(-0.5, 0);
  while (!game.over()) game.step(none);
  CHECK(game.score() == -200);

  MountainCarContinuous continuous;
  continuous.start(0.449, 0.05);
  CHECK_FALSE(continuous.over());
  continuous.step(std::vector{0.5});
  CHECK(continuous.over());
  CHECK(continuous.score() == Approx(99.975));
  continuous.start(-0.5, 0);
  while (!continuous.over()) continuous.step(std::vector{0.0});
  CHECK(continuous.steps() == 999);
  CHECK(continuous.score() == 0);
}

TEST_CASE("who pushes a mountain car to where it rolls gets the scores that Gym's equations give", "[evolve][game]") {
  // Steps counted in Python.
  CHECK(steps_along(-0.6) == 113);
  CHECK(steps_along(-0.55) == 115);
  CHECK(steps_along(-0.5) == 124);
  CHECK(steps_along(-0.45) == 121);
  CHECK(steps_along(-0.4001) == 122);

  MountainCarContinuous game;
  game.start(-0.5, 0);
  while (!game.over()) game.step(std::vector{force_along(game)});
  CHECK(game.steps() == 106);
  CHECK(game.score() == Approx(100 - 10.6));
}

TEST_CASE("a force beyond the greatest is the greatest, and one that is no number is none", "[evolve][game]") {
  const auto after = [](double output) {
    MountainCarContinuous game;
    game.start(-0.5, 0);
    game.step(std::vector{output});
    return std::vector{game.observe()[0], game.observe()[1], game.score()};
  };
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(after(7) == after(1));
  CHECK(after(infinity) == after(1));
  CHECK(after(-infinity) == after(-1));
  CHECK(after(std::nan("")) == after(0));
  CHECK(after(1) != after(0.9));
}

TEST_CASE("a mountain car starts at rest, uniformly from -0.6 to -0.4", "[evolve][game]") {
  double lowest = 1, highest = -1, sum = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    MountainCar game;
    MountainCarContinuous continuous;
    Random random(seed), same(seed);
    game.reset(random);
    continuous.reset(same);
    const double position = game.observe()[0];
    CHECK(game.observe()[1] == 0);
    CHECK(continuous.observe()[0] == position);
    lowest = std::min(lowest, position);
    highest = std::max(highest, position);
    sum += position;
  }
  CHECK(lowest >= -0.6);
  CHECK(lowest < -0.599);
  CHECK(highest < -0.4);
  CHECK(highest > -0.401);
  CHECK(std::abs(sum / 2000 + 0.5) < 5 * 0.2 / std::sqrt(12.0 * 2000));
}

}  // namespace plexus::evolve
