#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/sine.hpp>
#include <plexus/evolve/game/swing_up_lanes.hpp>
#include <support/instruction_sets.hpp>

namespace plexus::evolve {
namespace {

double where(bool condition, double yes, double no) { return condition ? yes : no; }

#include <plexus/core/sine_near_zero.inc>
#include <plexus/evolve/game/swing_up_physics.inc>

constexpr double pi = std::numbers::pi;

swing_up::State<double> moved(const swing_up::State<double>& state, double force) {
  return swing_up::moved(state, force, swing_up::turn_of(state.angle));
}

// The accelerations from Lagrange's equations of a rod on a cart, by Cramer's rule: the rod's middle is at
// x - l / 2 sin a, its moment around it is m l^2 / 12.
std::array<double, 2> lagrange(const swing_up::State<double>& s, double force) {
  constexpr double cart = 0.5, rod = 0.5, length = 0.6, g = 9.82, drag = 0.1;
  const double sine = std::sin(s.angle), cosine = std::cos(s.angle), half = length / 2;
  const double a = cart + rod, b = -rod * half * cosine, d = rod * half * half + rod * length * length / 12;
  const double p = force - drag * s.x_speed - rod * half * s.angle_speed * s.angle_speed * sine;
  const double q = rod * g * half * sine;
  return {(p * d - b * q) / (a * d - b * b), (a * q - b * p) / (a * d - b * b)};
}

}  // namespace

TEST_CASE("sine and cosine by quarter turns are those of the library, for any angle", "[evolve][game]") {
  Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    const double angle = random.normal() * std::exp(random.uniform(-3, 9));
    const auto turn = swing_up::turn_of(angle);
    REQUIRE(turn.sine == Approx(sine(angle)).epsilon(0).margin(1e-15));
    REQUIRE(turn.cosine == Approx(cosine(angle)).epsilon(0).margin(1e-15));
  }
  for (int quarter = -9; quarter <= 9; ++quarter)
    for (const double near : {-1e-9, 0.0, 1e-9, pi / 4 - 1e-12, pi / 4 + 1e-12}) {
      const double angle = quarter * (pi / 2) + near;
      CHECK(swing_up::turn_of(angle).sine == Approx(std::sin(angle)).epsilon(0).margin(1e-15));
      CHECK(swing_up::turn_of(angle).cosine == Approx(std::cos(angle)).epsilon(0).margin(1e-15));
    }
}

TEST_CASE("the swing-up moves as Lagrange's equations of a rod on a cart say", "[evolve][game]") {
  Random random(2);
  for (int i = 0; i < 500; ++i) {
    const swing_up::State<double> state{random.uniform(-2, 2), random.uniform(-10, 10), random.uniform(-9, 9),
                                        random.uniform(-10, 10)};
    const double force = random.uniform(-10, 10);
    const auto next = moved(state, force);
    const auto wanted = lagrange(state, force);
    CHECK(next.x == Approx(state.x + 0.01 * state.x_speed).epsilon(1e-12));
    CHECK(next.angle == Approx(state.angle + 0.01 * state.angle_speed).epsilon(1e-12));
    CHECK((next.x_speed - state.x_speed) / 0.01 == Approx(wanted[0]).epsilon(1e-9).margin(1e-9));
    CHECK((next.angle_speed - state.angle_speed) / 0.01 == Approx(wanted[1]).epsilon(1e-9).margin(1e-9));
  }
}

TEST_CASE("a hanging pole swings with the frequency of a rod on a free cart", "[evolve][game]") {
  // Small swings around the bottom: omega^2 = 6 (M + m) g / (l (4 (M + m) - 3 m)), without the drag.
  const double omega = std::sqrt(6 * 1.0 * 9.82 / (0.6 * (4 * 1.0 - 3 * 0.5)));
  swing_up::State<double> state{0, 0, pi + 1e-3, 0};
  int crossings = 0, first = 0, last = 0;
  for (int step = 0; step < 40'000; ++step) {
    const double before = state.angle - pi;
    // Steps of the game's 0.01 s would swing up an explicit integration, so these are a hundredth of it.
    const auto next = moved(state, 0.1 * state.x_speed);  // the drag undone
    state = {state.x + 0.01 * (next.x - state.x), state.x_speed + 0.01 * (next.x_speed - state.x_speed),
             state.angle + 0.01 * (next.angle - state.angle),
             state.angle_speed + 0.01 * (next.angle_speed - state.angle_speed)};
    if (before >= 0 || state.angle - pi < 0) continue;
    if (crossings++ == 0) first = step;
    last = step;
  }
  REQUIRE(crossings > 3);
  CHECK((last - first) * 1e-4 / (crossings - 1) == Approx(2 * pi / omega).epsilon(1e-3));
}

TEST_CASE("the mirror image of the swing-up moves as the mirror image, with the same score", "[evolve][game]") {
  Random random(3);
  SwingUp game, mirrored;
  game.start({0.3, -0.2, 2.5, 0.7});
  mirrored.start({-0.3, 0.2, -2.5, -0.7});
  while (!game.over()) {
    const double output = random.uniform(-1, 1);
    game.step(std::array{output});
    mirrored.step(std::array{-output});
    for (std::size_t i = 0; i < 4; ++i) REQUIRE(game.state()[i] == -mirrored.state()[i]);
    REQUIRE(game.score() == mirrored.score());
  }
  CHECK(mirrored.over());
}

TEST_CASE("the swing-up counts how upright and how central the pole is after each step", "[evolve][game]") {
  const auto first_score = [](const SwingUp::State& state) {
    SwingUp game;
    game.start(state);
    CHECK(game.score() == 0);
    game.step(std::array{0.0});
    return game.score();
  };
  CHECK(first_score({0, 0, 0, 0}) == 1);
  CHECK(first_score({0, 0, pi, 0}) == Approx(0).margin(1e-12));
  CHECK(first_score({1.2, 0, 0, 0}) == Approx(std::cos(pi / 4)));
  CHECK(first_score({0, 0, pi / 3, 0}) == Approx(0.75));
  CHECK(first_score({1.6, 0, pi / 2, 0}) == Approx(0.25));
  SwingUp game;  // outputs beyond 1 push no more than 1
  SwingUp twin;
  game.start({});
  twin.start({});
  double sum = 0;
  for (int step = 0; step < 30; ++step) {
    game.step(std::array{step % 2 == 0 ? 5.0 : -7.0});
    twin.step(std::array{step % 2 == 0 ? 1.0 : -1.0});
    sum += (std::cos(game.state()[2]) + 1) / 2 * std::cos(game.state()[0] * pi / 2 / 2.4);
    CHECK(game.state() == twin.state());
  }
  CHECK(game.score() == Approx(sum));
}

TEST_CASE("the swing-up shows position, speeds, cosine and sine, and ends beyond 2.4 m or after 1000 steps",
          "[evolve][game]") {
  SwingUp game;
  game.start({0.5, -0.25, 2, 3});
  const std::vector<double> wanted{0.5, -0.25, std::cos(2), std::sin(2), 3};
  for (std::size_t i = 0; i < 5; ++i) CHECK(game.observe()[i] == Approx(wanted[i]));
  game.start({2.39, 2, 0, 0});
  CHECK_FALSE(game.over());
  game.step(std::array{0.0});
  CHECK(game.over());
  CHECK(game.score() < 0);  // a little, beyond the end of the track
  game.start({0, 0, pi, 0});
  for (int step = 0; step < 1000; ++step) {
    CHECK_FALSE(game.over());
    game.step(std::array{0.0});
  }
  CHECK(game.over());
  game.start({std::nan(""), 0, 0, 0});
  CHECK(game.over());
}

TEST_CASE("the starts of the swing-up: normal around hanging, or uniform from anywhere", "[evolve][game]") {
  std::array<double, 4> low{9, 9, 9, 9}, high{-9, -9, -9, -9}, sum{}, square{};
  constexpr int episodes = 4000;
  for (int episode = 0; episode < episodes; ++episode) {
    Random random(1, static_cast<std::uint64_t>(episode)), other = random, same = random;
    const auto easy = SwingUp::drawn(SwingUpStart::near_hanging, random);
    const auto hard = SwingUp::drawn(SwingUpStart::anywhere, other);
    SwingUp game(SwingUpStart::anywhere);
    game.reset(same);
    CHECK(game.state() == hard);
    for (std::size_t i = 0; i < 4; ++i) {
      const double away = easy[i] - (i == 2 ? pi : 0);
      sum[i] += away;
      square[i] += away * away;
      low[i] = std::min(low[i], hard[i]);
      high[i] = std::max(high[i], hard[i]);
    }
  }
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(std::abs(sum[i] / episodes) < 5 * 0.2 / std::sqrt(episodes));
    CHECK(std::sqrt(square[i] / episodes) == Approx(0.2).epsilon(0.06));
  }
  const std::array<double, 4> lowest{-2.4, -10, pi / 2, -10}, highest{2.4, 10, 3 * pi / 2, 10};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(low[i] == Approx(lowest[i]).epsilon(0.01));
    CHECK(low[i] >= lowest[i]);
    CHECK(high[i] == Approx(highest[i]).epsilon(0.01));
    CHECK(high[i] <= highest[i]);
  }
}

TEST_CASE(
    "swing-ups side by side do to the last bit what each does alone, in any number of lanes, with each "
    "instruction set",
    "[evolve][game]") {
  for (const std::int64_t set : plexus::testing::instruction_sets())
    for (const std::size_t count : {1U, 5U, 8U, 18U}) {
      const plexus::testing::OnlyInstructionSet only(set);
      CAPTURE(set, count);
      SwingUpLanes lanes(count, SwingUpStart::anywhere);
      std::vector<SwingUp> games(count, SwingUp(SwingUpStart::anywhere));
      Random random(count);
      std::size_t episodes = 0, beyond = 0, at_limit = 0;
      const auto reset = [&](std::size_t lane) {
        Random numbers(7, count, episodes), same(7, count, episodes);
        ++episodes;
        lanes.reset(lane, numbers);
        games[lane].reset(same);
      };
      for (std::size_t lane = 0; lane < count; ++lane) reset(lane);
      std::vector<float> seen(5 * count);
      for (int step = 0; step < 2500; ++step) {
        std::vector<float> actions(count);
        for (std::size_t lane = 0; lane < count; ++lane) {
          const auto& s = games[lane].state();  // held in the middle, more or less
          actions[lane] = static_cast<float>(-1.5 * s[0] - s[1] + 0.4 * random.normal());
        }
        std::vector<std::uint32_t> ended;
        for (std::size_t lane = 0; lane < count; ++lane) {
          if (games[lane].over()) continue;
          games[lane].step(std::vector<double>{actions[lane]});
          if (games[lane].over()) ended.push_back(static_cast<std::uint32_t>(lane));
        }
        REQUIRE(std::ranges::equal(lanes.step(actions), ended));
        lanes.observe(seen);
        for (std::size_t lane = 0; lane < count; ++lane) {
          REQUIRE(lanes.over(lane) == games[lane].over());
          REQUIRE(std::bit_cast<std::uint64_t>(lanes.score(lane)) == std::bit_cast<std::uint64_t>(games[lane].score()));
          for (std::size_t i = 0; i < 5; ++i)
            REQUIRE(seen[i * count + lane] == static_cast<float>(games[lane].observe()[i]));
        }
        for (const std::uint32_t lane : ended) {
          ++(games[lane].steps() == 1000 ? at_limit : beyond);
          if (lane == 0 || random.chance(0.9)) reset(lane);
        }
      }
      if (count > 4) {
        CHECK(beyond > 0);
        CHECK(at_limit > 0);
      }
    }
}

TEST_CASE("swing-ups in lanes refuse a lane that there is not, and too few or too many numbers", "[evolve][game]") {
  using Catch::Matchers::Contains;
  CHECK_THROWS_WITH(SwingUpLanes(0), Contains("at least 1 lane"));
  SwingUpLanes lanes(2);
  Random random(1);
  CHECK_THROWS_WITH(lanes.reset(2, random), Contains("2 lanes") && Contains("no lane 2"));
  std::vector<float> numbers(9);
  CHECK_THROWS_WITH(lanes.observe(numbers), Contains("10 observations, 5 for each of 2 lanes, got 9"));
  CHECK_THROWS_WITH(lanes.step(numbers), Contains("2 actions, 1 for each of 2 lanes, got 9"));
}

}  // namespace plexus::evolve
