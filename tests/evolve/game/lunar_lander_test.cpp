#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <plexus/evolve/game/lunar_lander.hpp>

namespace plexus::evolve {
namespace {

enum Engine : std::size_t { off, to_left, up, to_right };

constexpr double gravity = 10, time_step = 0.02, width = 20, height = 400.0 / 30;
// The hull is a trapezium on a box, in pixels of 1/30 m, at 5 kg per square meter; a leg is 4 x 16 pixels at 1 kg.
constexpr double hull_mass = 5 * (34 * 10 + (34 + 28) / 2.0 * 17) / 900;
constexpr double mass = hull_mass + 2 * 4 * 16 / 900.0;

void fire(LunarLander& game, Engine engine) {
  std::vector<double> action(4, 0);
  action[engine] = 1;
  game.step(action);
}

double y_of(const LunarLander& game) { return game.observe()[1] * height / 2; }
double y_speed_of(const LunarLander& game) { return game.observe()[3] * 50 / (height / 2); }

Random no_scatter() { return Random::replay(std::vector<double>(10000, 0.5)); }

// Over a plain, pushed straight up.
LunarLander::Start straight(double force) {
  LunarLander::Start start;
  start.heights.fill(height / 4);
  start.force = {0, force};
  return start;
}

// What fires when one steers as people would: lean towards the pad, as far as one is off it and moving away, at most
// 0.4 rad; come down along a cone above it; and once a leg stands, only break the fall.
Engine steered(std::span<const double> seen) {
  const double lean = std::clamp(0.5 * seen[0] + seen[2], -0.4, 0.4);
  const bool stands = seen[6] + seen[7] > 0;
  const double turn = stands ? 0 : 0.5 * (lean - seen[4]) - seen[5];
  const double lift = stands ? -0.5 * seen[3] : 0.5 * (0.55 * std::abs(seen[0]) - seen[1]) - 0.5 * seen[3];
  if (lift > std::abs(turn) && lift > 0.05) return up;
  return turn < -0.05 ? to_right : turn > 0.05 ? to_left : off;
}

double shaping(std::span<const double> seen) {
  return -100 * std::hypot(seen[0], seen[1]) - 100 * std::hypot(seen[2], seen[3]) - 100 * std::abs(seen[4]) +
         10 * (seen[6] + seen[7]);
}

// Plays an episode; returns the reward of its last step.
template <class Steer>
double play(LunarLander& game, std::uint64_t seed, Steer&& steer) {
  Random random(seed);
  game.reset(random);
  double before = 0;
  while (!game.over()) {
    before = game.score();
    fire(game, steer(game.observe()));
  }
  return game.score() - before;
}

}  // namespace

TEST_CASE("a lander falls as the sum of its parts does, step by step", "[evolve][game][lander]") {
  const double force = GENERATE(0.0, 700.0, -300.0);
  LunarLander game;
  game.start(straight(force), no_scatter());
  // The step of the start takes the push: v1 = F h / m - g h; then v falls by g h a step, and moves y by v h.
  double speed = (force / mass - gravity) * time_step, moved = 0, from = 0;
  for (int step = 1; step <= 50; ++step) {
    fire(game, off);
    speed -= gravity * time_step;
    if (step <= 20) {
      from = y_of(game);  // until then the legs unfold
      continue;
    }
    moved += speed * time_step;
    CAPTURE(step);
    CHECK(y_speed_of(game) == Approx(speed).margin(2e-3));
    CHECK(y_of(game) - from == Approx(moved).margin(2e-3));
    CHECK(std::abs(game.observe()[4]) < 1e-3);
  }
}

TEST_CASE("the main engine gives a lander 13 times 4 pixels of momentum", "[evolve][game][lander]") {
  LunarLander game;
  game.start(straight(700), no_scatter());
  for (int step = 0; step < 25; ++step) fire(game, off);
  const double before = y_speed_of(game);
  constexpr int steps = 5;
  for (int step = 0; step < steps; ++step) fire(game, up);
  const double gained = y_speed_of(game) - before + gravity * time_step * steps;
  CHECK(gained * mass == Approx(steps * 13 * 4 / 30.0).epsilon(0.01));
}

TEST_CASE("the side engines are mirror images: each pushes and turns its way", "[evolve][game][lander]") {
  LunarLander left, right;
  for (LunarLander* game : {&left, &right}) {
    game->start(straight(700), no_scatter());
    for (int step = 0; step < 25; ++step) fire(*game, off);
  }
  for (int step = 0; step < 5; ++step) {
    fire(left, to_left);
    fire(right, to_right);
  }
  CHECK(left.observe()[2] < -0.01);
  CHECK(left.observe()[4] > 0.01);
  CHECK(left.observe()[5] > 0.01);
  for (const std::size_t i : {0U, 2U, 4U, 5U}) CHECK(right.observe()[i] == Approx(-left.observe()[i]).margin(2e-3));
  for (const std::size_t i : {1U, 3U}) CHECK(right.observe()[i] == Approx(left.observe()[i]).margin(2e-3));
}

TEST_CASE("a lander's engines scatter with the random numbers of its start", "[evolve][game][lander]") {
  const auto after_ten = [](const Random& scatter) {
    LunarLander game;
    game.start(straight(700), scatter);
    for (int step = 0; step < 10; ++step) fire(game, up);
    return std::vector<double>(game.observe().begin(), game.observe().end());
  };
  CHECK(after_ten(Random(1)) == after_ten(Random(1)));
  CHECK(after_ten(Random(1)) != after_ten(Random(2)));
  CHECK(after_ten(Random(1))[4] != Approx(0).margin(1e-3));
}

TEST_CASE("a lander is rewarded as its observations say", "[evolve][game][lander]") {
  LunarLander game;
  std::size_t fired = 0;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    Random random(seed);
    game.reset(random);
    CHECK(game.score() == 0);
    while (!game.over()) {
      const double potential = shaping(game.observe()), score = game.score();
      const Engine engine = steered(game.observe());
      fired += engine != off ? 1U : 0U;
      fire(game, engine);
      const double reward = game.score() - score;
      const double fuel = engine == up ? 0.3 : engine == off ? 0 : 0.03;
      if (game.over())
        CHECK(std::abs(reward) == Approx(100));
      else
        CHECK(reward == Approx(shaping(game.observe()) - potential - fuel).margin(1e-4));
    }
  }
  CHECK(fired > 100);
}

// Gym's page says that an episode is a solution from 200 points on, and its author that such steering lands always.
TEST_CASE("a lander that is steered by hand lands with more than 200 points on average", "[evolve][game][lander]") {
  LunarLander game;
  double sum = 0;
  int landed = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const double last = play(game, seed, steered);
    sum += game.score();
    if (last != Approx(100)) continue;
    ++landed;
    for (const std::size_t i : {2U, 3U, 5U}) CHECK(game.observe()[i] == Approx(0).margin(1e-3));
  }
  CHECK(sum / 100 > 200);
  CHECK(sum / 100 < 300);
  CHECK(landed > 80);
}

TEST_CASE("a lander's legs say that they touch the ground while they do", "[evolve][game][lander]") {
  LunarLander game;
  game.start(straight(0), Random(1));
  const auto legs = [&] { return game.observe()[6] + game.observe()[7]; };
  while (legs() < 2) {
    REQUIRE_FALSE(game.over());
    CHECK(y_of(game) > -0.1);
    fire(game, steered(game.observe()));
  }
  CHECK(y_of(game) < 0.1);
  while (y_of(game) < 0.5) {
    REQUIRE_FALSE(game.over());
    fire(game, up);
  }
  CHECK(legs() == 0);
}

TEST_CASE("a lander that does nothing crashes", "[evolve][game][lander]") {
  LunarLander game;
  std::vector<double> scores;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CHECK(play(game, seed, [](auto) { return off; }) == Approx(-100));
    CHECK(game.steps() < 200);
    scores.push_back(game.score());
  }
  std::ranges::sort(scores);
  CHECK(scores[50] > -200);
  CHECK(scores[50] < -100);
}

TEST_CASE("a lander that leaves the view is lost", "[evolve][game][lander]") {
  for (const double force : {-3000.0, 3000.0}) {
    LunarLander game;
    LunarLander::Start start = straight(800);
    start.force[0] = force;
    game.start(start, no_scatter());
    double before = 0;
    while (!game.over()) {
      CHECK(std::abs(game.observe()[0]) < 1);
      before = game.score();
      fire(game, off);
    }
    CHECK(std::abs(game.observe()[0]) >= 1);
    CHECK(game.score() - before == Approx(-100));
  }
}

TEST_CASE("a lander that hovers is stopped after 1000 steps", "[evolve][game][lander]") {
  LunarLander game;
  play(game, 1, [](std::span<const double> seen) {
    std::vector<double> higher(seen.begin(), seen.end());
    higher[1] -= 1;
    return steered(higher);
  });
  CHECK(game.steps() == 1000);
}

TEST_CASE("a lander starts at the top in the middle, over random hills, pushed at random", "[evolve][game][lander]") {
  LunarLander game;
  std::vector<double> x_speeds;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Random random(seed);
    game.reset(random);
    CHECK(std::abs(game.observe()[0]) < 0.02);
    CHECK(game.observe()[1] == Approx(1.41).margin(0.02));
    x_speeds.push_back(game.observe()[2]);
  }
  // The push is U[-1000, 1000) N for a step on all that hangs together, more or less.
  const double most = 1000 * time_step / hull_mass * (width / 2) / 50;
  CHECK(std::abs(std::accumulate(x_speeds.begin(), x_speeds.end(), 0.0) / 400) < 5 * most / std::sqrt(3 * 400));
  CHECK(std::ranges::max(x_speeds) <= most);
  CHECK(std::ranges::max(x_speeds) > 0.9 * most);
  CHECK(std::ranges::min(x_speeds) < -0.9 * most);
}

TEST_CASE("a lander shows its ground, its pad, its legs and itself", "[evolve][game][lander]") {
  LunarLander game;
  game.start(straight(0), no_scatter());
  for (int step = 0; step < 40; ++step) fire(game, off);
  fire(game, up);
  for (const char what : {'^', '|', '\'', '#', '*'}) CHECK(std::ranges::count(game.draw(), what) > 0);
}

}  // namespace plexus::evolve
