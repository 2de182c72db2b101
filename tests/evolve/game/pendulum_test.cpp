#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <plexus/evolve/game/pendulum.hpp>

namespace plexus::evolve {
namespace {

constexpr double pi = std::numbers::pi;

// Swings up by energy, and holds with a spring and a brake.
double by_hand(std::span<const double> seen) {
  const double energy = seen[2] * seen[2] / 2 + 15 * seen[0];
  if (seen[0] > 0.8) return -(20 * seen[1] + 4 * seen[2]);
  return seen[2] * (15 - energy) >= 0 ? 2 : -2;
}

double score_by_hand(Pendulum& game) {
  while (!game.over()) game.step(std::vector{by_hand(game.observe())});
  return game.score();
}

}  // namespace

TEST_CASE("pendulum follows the trajectory of Gym's equations", "[evolve][game]") {
  // Computed in Python from the equations and constants of Gym's pendulum.py; the second torque is cut off at -2.
  struct Step {
    double torque;
    std::array<double, 3> seen;
    double score;
  };
  Pendulum game;
  game.start(3, -0.5);
  for (const auto& [torque, seen, score] :
       std::vector<Step>{{1, {-0.9881959754005227, 0.153195020161262, -0.24415999395509963}, -9.026},
                         {-3, {-0.9846805679874848, 0.1743679415140415, -0.42926372883415315}, -17.962862447334906},
                         {0.5, {-0.982670676997375, 0.18536002958977063, -0.223487772698622}, -26.780645814163428},
                         {2, {-0.984611130678098, 0.17475961016435543, 0.215532249493706}, -35.52257816954849}}) {
    game.step(std::vector{torque});
    for (std::size_t i = 0; i < 3; ++i) CHECK(game.observe()[i] == Approx(seen[i]).epsilon(1e-12));
    CHECK(game.score() == Approx(score).epsilon(1e-13));
  }
}

TEST_CASE("a pendulum that hangs still costs pi squared a step, and the worst step is Gym's", "[evolve][game]") {
  Pendulum game;
  game.start(pi, 0);
  while (!game.over()) game.step(std::vector{0.0});
  CHECK(game.steps() == 200);
  CHECK(game.score() == Approx(-200 * pi * pi).epsilon(1e-9));
  game.start(pi, 8);
  game.step(std::vector{2.0});
  CHECK(game.score() == Approx(-16.2736044));
  game.start(0, 0);
  game.step(std::vector{0.0});
  CHECK(game.score() == 0);
}

TEST_CASE("near its lowest point a pendulum without torque swings as the closed form says", "[evolve][game]") {
  // y'' = -15 y in steps of 0.05 s that move by the new speed: y(n) = y(0) cos((n + 1/2) p) / cos(p / 2), where
  // sin(p / 2)^2 = 15 * 0.05^2 / 4.
  const double y = 1e-4, phase = 2 * std::asin(std::sqrt(15 * 0.05 * 0.05 / 4));
  Pendulum game;
  game.start(pi + y, 0);
  for (int step = 1; step <= 200; ++step) {
    game.step(std::vector{0.0});
    CHECK(game.angle() - pi == Approx(y * std::cos((step + 0.5) * phase) / std::cos(phase / 2)).margin(1e-9));
  }
}

TEST_CASE("a pendulum without torque keeps its energy", "[evolve][game]") {
  // Of the step that moves by the new speed: w^2 / 2 + V - h w V' / 2 with V = 15 cos, up to the second order.
  const auto energy = [](const Pendulum& game) {
    const double angle = game.angle(), speed = game.observe()[2];
    return speed * speed / 2 + 15 * std::cos(angle) + 0.05 * speed * 15 * std::sin(angle) / 2;
  };
  Pendulum game;
  game.start(1.5, 0.3);
  const double before = energy(game);
  for (int step = 0; step < 200; ++step) {
    game.step(std::vector{0.0});
    CHECK(energy(game) == Approx(before).margin(0.25));
  }
}

TEST_CASE("how often a pendulum turned around changes nothing that is seen or paid", "[evolve][game]") {
  Pendulum game, turned;
  game.start(-2.5, 1.5);
  turned.start(-2.5 + 14 * pi, 1.5);
  for (int step = 0; step < 40; ++step) {
    for (Pendulum* each : {&game, &turned}) each->step(std::vector{step % 5 - 2.0});
    for (std::size_t i = 0; i < 3; ++i) CHECK(turned.observe()[i] == Approx(game.observe()[i]).margin(1e-9));
    CHECK(turned.score() == Approx(game.score()).epsilon(1e-9));
  }
  CHECK(std::abs(game.score()) < 40 * 16.28);
}

TEST_CASE("a pendulum's torque and velocity are cut off, and an output that is no number is no torque",
          "[evolve][game]") {
  const auto after = [](double output) {
    Pendulum game;
    game.start(1, 0.5);
    game.step(std::vector{output});
    return std::vector{game.angle(), game.observe()[2], game.score()};
  };
  CHECK(after(7) == after(2));
  CHECK(after(-std::numeric_limits<double>::infinity()) == after(-2));
  CHECK(after(std::nan("")) == after(0));
  CHECK(after(2) != after(1.9));
  Pendulum game;
  game.start(pi / 2, 7.9);
  game.step(std::vector{2.0});
  CHECK(game.observe()[2] == 8);
}

TEST_CASE("a hand-written swing-up holds a pendulum upright, for the price that Gym's equations say",
          "[evolve][game]") {
  // Scores computed in Python.
  for (const auto& [angle, speed, score] : std::vector<std::array<double, 3>>{{2, 0.5, -114.71144223694023},
                                                                              {-3, -1, -226.19989632158246},
                                                                              {1, 1, -120.44503649189944},
                                                                              {0.1, 0, -0.07670534474127214}}) {
    Pendulum game;
    game.start(angle, speed);
    CHECK(score_by_hand(game) == Approx(score).epsilon(1e-6));
    CHECK(game.observe()[0] > 0.9999);
  }
}

TEST_CASE("the line at which pendulum is solved lies between a hand-written policy and the best there is",
          "[evolve][game]") {
  double sum = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Pendulum game;
    Random random(seed);
    game.reset(random);
    sum += score_by_hand(game);
  }
  const double solved = game_named("pendulum").solved;
  CHECK(sum / 2000 < solved);
  CHECK(sum / 2000 > 1.5 * solved);
  CHECK(solved < -136);  // what dynamic programming reaches, see pendulum.hpp
}

TEST_CASE("a pendulum starts anywhere, at most 1 rad/s fast", "[evolve][game]") {
  double lowest = 10, highest = -10, slowest = 10, fastest = -10, sum = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Pendulum game;
    Random random(seed);
    game.reset(random);
    lowest = std::min(lowest, game.angle());
    highest = std::max(highest, game.angle());
    slowest = std::min(slowest, game.observe()[2]);
    fastest = std::max(fastest, game.observe()[2]);
    sum += game.angle();
  }
  CHECK(lowest >= -pi);
  CHECK(lowest < -3.13);
  CHECK(highest < pi);
  CHECK(highest > 3.13);
  CHECK(slowest >= -1);
  CHECK(slowest < -0.99);
  CHECK(fastest < 1);
  CHECK(fastest > 0.99);
  CHECK(std::abs(sum / 2000) < 5 * 2 * pi / std::sqrt(12.0 * 2000));
}

}  // namespace plexus::evolve
