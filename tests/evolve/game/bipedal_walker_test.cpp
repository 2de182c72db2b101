#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <plexus/evolve/game/bipedal_walker.hpp>

namespace plexus::evolve {
namespace {

constexpr double level = 400.0 / 30 / 4;
constexpr double time_step = 0.02;
using Drive = std::array<double, 4>;  // hip, knee, hip, knee

enum Seen : std::size_t {
  angle,
  turn,
  x_speed,
  y_speed,
  hip,
  hip_speed,
  knee,
  knee_speed,
  contact,
  second_leg,
  rays = 14
};

BipedalWalker::Start at_height(double height) {
  BipedalWalker::Start start;
  start.heights.fill(height);
  return start;
}

// Walks as people would make it: swing one leg forward, set it down, push off with the other; the hull upright all the
// time. Gains and angles are those of the controller that Gym's page describes.
class Gait {
 public:
  Drive drive(std::span<const double> seen) {
    const std::size_t swinging = first + 5 * swing_, standing = first + 5 * (1 - swing_);
    std::array<double, 2> hips{0, 0}, knees{0, 0};  // outputs before the hull has its say
    const auto set_hip = [&](std::size_t leg, double to) {
      hips[leg] = 0.9 * (to - seen[first + 5 * leg]) - 0.25 * seen[first + 5 * leg + 1];
    };
    const auto set_knee = [&](std::size_t leg, double to) {
      knees[leg] = 4 * (to - seen[first + 5 * leg + 2]) - 0.25 * seen[first + 5 * leg + 3];
    };
    if (phase_ == Phase::swing) {
      set_hip(swing_, 1.1);
      set_knee(swing_, -0.6);
      bend_ = std::min(bend_ + (seen[x_speed] > speed ? 0.06 : 0.03), straight);
      set_knee(1 - swing_, bend_);
      if (seen[standing] < 0.1) phase_ = Phase::set_down;
    }
    if (phase_ == Phase::set_down) {
      set_hip(swing_, 0.1);
      set_knee(swing_, straight);
      set_knee(1 - swing_, bend_);
      if (seen[swinging + 4] > 0) {
        phase_ = Phase::push_off;
        bend_ = std::min(seen[swinging + 2], straight);
      }
    }
    if (phase_ == Phase::push_off) {
      set_knee(swing_, bend_);
      set_knee(1 - swing_, 1);
      if (seen[standing + 2] > 0.88 || seen[x_speed] > 1.2 * speed) {
        phase_ = Phase::swing;
        swing_ = 1 - swing_;
      }
    }
    Drive all{};
    for (const std::size_t leg : {0U, 1U}) {
      all[2 * leg] = 0.5 * (hips[leg] + 0.9 * seen[angle] + 1.5 * seen[turn]);
      all[2 * leg + 1] = 0.5 * (knees[leg] - 15 * seen[y_speed]);
    }
    return all;
  }

 private:
  enum class Phase { swing, set_down, push_off };
  static constexpr std::size_t first = hip;
  static constexpr double speed = 0.29, straight = 0.1;

  Phase phase_ = Phase::swing;
  std::size_t swing_ = 0;
  double bend_ = straight;  // of the standing knee
};

}  // namespace

TEST_CASE("a walker starts upright, both feet on level ground", "[evolve][game][walker]") {
  BipedalWalker game;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Random random(seed);
    game.reset(random);
    const auto seen = game.observe();
    CHECK(std::abs(seen[angle]) < 0.01);
    CHECK(seen[contact] == 1);
    CHECK(seen[5 + contact] == 1);
    // The legs are 2 x 34 pixels long and nearly straight, the hip is 8 pixels below the middle of the hull.
    const double standing = seen[rays] * 160 / 30;
    CHECK(standing == Approx((2 * 34 + 8) / 30.0).margin(0.25));
    // All rays meet the same level; the last two look too far ahead.
    for (std::size_t i = 0; i < 10; ++i)
      CHECK(seen[rays + i] == Approx(std::min(1.0, seen[rays] / std::cos(0.15 * static_cast<double>(i)))).margin(1e-5));
    CHECK(seen[rays + 9] == 1);
  }
}

TEST_CASE("a walker's motors turn its joints as fast as they are rated, and no further than they go",
          "[evolve][game][walker]") {
  const double sign = GENERATE(-1.0, 1.0);
  BipedalWalker game;
  game.start(at_height(level - 3));  // it falls for a while
  double fastest_hip = 0, fastest_knee = 0, highest_hip = -9, lowest_hip = 9, highest_knee = -9, lowest_knee = 9;
  for (int step = 0; step < 30; ++step) {
    game.step(Drive{sign, -sign, sign, -sign});
    const auto seen = game.observe();
    REQUIRE_FALSE(game.over());
    for (const std::size_t leg : {0U, 5U}) {
      fastest_hip = std::max(fastest_hip, sign * seen[leg + hip_speed]);
      fastest_knee = std::max(fastest_knee, -sign * seen[leg + knee_speed]);
      highest_hip = std::max(highest_hip, seen[leg + hip]);
      lowest_hip = std::min(lowest_hip, seen[leg + hip]);
      highest_knee = std::max(highest_knee, seen[leg + knee]);
      lowest_knee = std::min(lowest_knee, seen[leg + knee]);
    }
  }
  constexpr double give = 0.06;  // limits are springs of a kind
  CHECK(fastest_hip == Approx(1).margin(0.1));
  CHECK(highest_hip <= 1.1 + give);
  CHECK(lowest_hip >= -0.8 - give);
  CHECK(highest_knee <= -0.1 + 1 + give);
  CHECK(lowest_knee >= -1.6 + 1 - give);
  if (sign > 0) {
    CHECK(fastest_knee == Approx(1).margin(0.1));
    CHECK(highest_hip >= 1.1 - give);
    CHECK(lowest_knee <= -1.6 + 1 + give);
  } else {
    CHECK(lowest_hip <= -0.8 + give);
  }
}

TEST_CASE("a falling walker is pulled down by 10 m/s^2", "[evolve][game][walker]") {
  BipedalWalker game;
  game.start(at_height(0));
  const auto speed = [&] { return game.observe()[y_speed] * 50 / 0.3 / (400.0 / 30); };
  for (int step = 0; step < 10; ++step) game.step(Drive{});
  const double before = speed();
  for (int step = 0; step < 20; ++step) game.step(Drive{});
  CHECK(speed() - before == Approx(-10 * 20 * time_step).epsilon(0.05));
  CHECK(game.observe()[contact] == 0);
}

TEST_CASE("a walker that lets itself go falls, and ends with -100", "[evolve][game][walker]") {
  BipedalWalker game;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Random random(seed);
    game.reset(random);
    double before = 0;
    while (!game.over()) {
      before = game.score();
      game.step(Drive{0.2, -0.4, 0.2, -0.4});
    }
    CHECK(game.steps() < 1600);
    CHECK(game.score() - before == Approx(-100));
  }
}

TEST_CASE("a walker is rewarded for way, posture and effort", "[evolve][game][walker]") {
  BipedalWalker game;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    Random random(seed), drives(seed, 1);
    game.reset(random);
    const double first_angle = game.observe()[angle];
    double way = 0, effort = 0;
    for (int step = 0; step < 100; ++step) {
      Drive drive;
      std::ranges::generate(drive, [&] { return drives.uniform(-1.5, 1.5); });
      game.step(drive);
      if (game.over()) break;
      way += game.observe()[x_speed] * 50 / 0.3 / 20 * time_step;
      for (const double each : drive) effort += 0.00035 * 80 * std::min(1.0, std::abs(each));
      const double posture = 5 * (std::abs(game.observe()[angle]) - std::abs(first_angle));
      // The way is that of the hull's middle, which is not quite its center of mass.
      CHECK(game.score() == Approx(130 / 30.0 * way - posture - effort).margin(0.15 + 0.5 * std::abs(posture) / 5));
    }
    CHECK(effort > 0.5);
  }
}

// Its author says that such a controller reaches the end about four times in five.
TEST_CASE("a walker that is steered by hand mostly reaches the goal, for nearly 300 points", "[evolve][game][walker]") {
  BipedalWalker game;
  int arrived = 0;
  constexpr int walks = 20;
  for (std::uint64_t seed = 0; seed < walks; ++seed) {
    Random random(seed);
    game.reset(random);
    Gait gait;
    while (!game.over()) game.step(gait.drive(game.observe()));
    if (game.score() > 200 && game.steps() < 1600) {
      ++arrived;
      CHECK(game.score() < 320);
    }
  }
  CHECK(arrived >= walks / 2);
}

TEST_CASE("a walker that stands still is stopped after 1600 steps", "[evolve][game][walker]") {
  BipedalWalker game;
  Random random(1);
  game.reset(random);
  // Stiff legs, and the first one pushed forward whenever it leans forward.
  while (!game.over()) {
    const auto seen = game.observe();
    Drive drive;
    for (const std::size_t leg : {0U, 1U}) {
      const double wanted = leg == 0 ? 0.35 : -0.35;
      drive[2 * leg] = 3 * (wanted - seen[5 * leg + hip]) - 0.5 * seen[5 * leg + hip_speed];
      drive[2 * leg + 1] = 3 * (0.8 - seen[5 * leg + knee]) - 0.5 * seen[5 * leg + knee_speed];
    }
    game.step(drive);
  }
  CHECK(game.steps() == 1600);
}

TEST_CASE("a walker's rays see a step ahead of it", "[evolve][game][walker]") {
  BipedalWalker game;
  BipedalWalker::Start start = at_height(level);
  for (std::size_t i = 15; i < start.heights.size(); ++i) start.heights[i] = level + 1.5;  // a step 2.3 m ahead
  game.start(start);
  const auto seen = game.observe();
  CHECK(seen[rays + 9] < 1);
  CHECK(seen[rays + 8] < 1);
  CHECK(seen[rays + 1] == Approx(seen[rays] / std::cos(0.15)).margin(1e-5));
}

TEST_CASE("a walker's rays are 160 pixels of 1/30 m long", "[evolve][game][walker]") {
  BipedalWalker near, far;
  near.start(at_height(level - 2));
  far.start(at_height(level - 2.5));
  for (const std::size_t i : {0U, 1U, 2U})
    CHECK(far.observe()[rays + i] - near.observe()[rays + i] ==
          Approx(0.5 / (160 / 30.0) / std::cos(0.15 * static_cast<double>(i))).margin(1e-5));
}

TEST_CASE("a walker takes outputs that are no numbers as 0", "[evolve][game][walker]") {
  BipedalWalker game, twin;
  Random random(1), same(1);
  game.reset(random);
  twin.reset(same);
  for (int step = 0; step < 5; ++step) {
    game.step(Drive{std::nan(""), 1, 9, -0.5});
    twin.step(Drive{0, 1, 1, -0.5});
  }
  CHECK(std::ranges::equal(game.observe(), twin.observe()));
  CHECK(game.score() == twin.score());
}

}  // namespace plexus::evolve
