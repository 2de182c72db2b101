#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <vector>

#include <plexus/evolve/game/prey_capture.hpp>

namespace plexus::evolve {
namespace {

using Square = PreyCapture::Square;
using std::numbers::pi;

const std::vector<double> stay{0, 0, 0, 0}, north{1, 0, 0, 0}, east{0, 1, 0, 0}, south{0, 0, 1, 0}, west{0, 0, 0, 1};

PreyCapture begun(Square hunter, Square prey, std::uint64_t seed = 1) {
  PreyCapture game;
  game.start(hunter, prey, Random(seed));
  return game;
}

double angle_between(double a, double b) {
  const double off = std::fabs(a - b);
  return off > pi ? 2 * pi - off : off;
}

}  // namespace

TEST_CASE("a hunter sees the sector of a prey that is near", "[evolve][game][prey]") {
  for (int x = -6; x <= 6; ++x)
    for (int y = -6; y <= 6; ++y) {
      if (x == 0 && y == 0) continue;
      CAPTURE(x, y);
      const PreyCapture game = begun({12, 12}, {12 + x, 12 + y});
      // Counterclockwise from 22.5 degrees on.
      const double turned = std::atan2(y, x) - pi / 8;
      const auto sector = static_cast<std::size_t>(std::floor((turned < 0 ? turned + 2 * pi : turned) / (pi / 4)));
      const double away = std::hypot(x, y);
      for (std::size_t i = 0; i < 8; ++i) CHECK(game.observe()[i] == (i == sector && away <= 4 ? 1 : 0));
      CHECK(game.observe()[8] == (away <= 2 ? 1 : 0));
    }
}

TEST_CASE("a hunter sees the walls that are less than 4 squares away", "[evolve][game][prey]") {
  const auto walls = [](Square at) {
    const PreyCapture game = begun(at, {12, 12});
    return std::vector<double>(game.observe().begin() + 9, game.observe().end());
  };
  CHECK(walls({12, 13}) == std::vector<double>{0, 0, 0, 0});
  CHECK(walls({0, 23}) == std::vector<double>{1, 0, 0, 1});
  CHECK(walls({22, 2}) == std::vector<double>{0, 0.75, 0.5, 0});
  CHECK(walls({19, 3}) == std::vector<double>{0, 0, 0.25, 0});
}

TEST_CASE("the prey flees with the probabilities of its source", "[evolve][game][prey]") {
  constexpr std::array<double, 4> angles{pi / 2, 0, -pi / 2, pi};
  for (int x = -23; x <= 23; x += 1)
    for (int y = -23; y <= 23; y += 1) {
      if (x == 0 && y == 0) continue;
      CAPTURE(x, y);
      const Square prey{x < 0 ? 23 : 0, y < 0 ? 23 : 0};
      const auto flight = begun({prey.x + x, prey.y + y}, prey).flight();
      const double d = std::hypot(x, y), alarm = d <= 4 ? 15 - d : (d <= 15 ? 9 - d / 2 : 1);
      std::array<double, 4> wanted{};
      double sum = 0;
      for (std::size_t i = 0; i < 4; ++i)
        sum += wanted[i] = std::exp(0.33 * alarm * angle_between(std::atan2(y, x), angles[i]) / pi);
      for (std::size_t i = 0; i < 4; ++i) CHECK(flight[i] == Approx(wanted[i] / sum).epsilon(1e-12));
    }
}

TEST_CASE("the prey moves as often in each direction as its probabilities say", "[evolve][game][prey]") {
  const Square hunter{10, 11}, prey{12, 12};
  std::array<int, 4> moves{};
  constexpr int games = 20000;
  for (std::uint64_t seed = 0; seed < games; ++seed) {
    PreyCapture game = begun(hunter, prey, seed);
    game.step(stay);
    const int x = game.prey().x - prey.x, y = game.prey().y - prey.y;
    REQUIRE(std::abs(x) + std::abs(y) == 1);
    ++moves[y == 1 ? 0 : (x == 1 ? 1 : (y == -1 ? 2 : 3))];
  }
  const auto flight = begun(hunter, prey).flight();
  for (std::size_t i = 0; i < 4; ++i)
    CHECK(std::abs(moves[i] / double{games} - flight[i]) < 5 * std::sqrt(flight[i] * (1 - flight[i]) / games));
}

TEST_CASE("a hunter only looks for 4 steps and then steps where its largest output says", "[evolve][game][prey]") {
  const auto after = [](const std::vector<double>& action) {
    PreyCapture game = begun({5, 5}, {20, 20});
    for (int i = 0; i < 4; ++i) {
      game.step(north);
      CHECK(game.hunter() == Square{5, 5});
    }
    game.step(action);
    return game.hunter();
  };
  CHECK(after(north) == Square{5, 6});
  CHECK(after(east) == Square{6, 5});
  CHECK(after(south) == Square{5, 4});
  CHECK(after(west) == Square{4, 5});
  CHECK(after({0.05, 0.09, 0, 0}) == Square{5, 5});
  CHECK(after({0.05, 0.1, 0, 0}) == Square{6, 5});
  CHECK(after({0.5, 0.5, 0, 0}) == Square{5, 5});
  CHECK(after({0.5, 0.5, 0, 0.6}) == Square{4, 5});
  CHECK(after({std::nan(""), std::nan(""), std::nan(""), std::nan("")}) == Square{5, 5});
}

TEST_CASE("an episode ends with the catch, or after 70 steps", "[evolve][game][prey]") {
  std::size_t caught = 0, escaped = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    PreyCapture game;
    game.reset(random);
    const bool hunts = seed % 2 == 0;
    while (!game.over()) {  // one who sees the prey always, or one who flees into a corner
      const int x = game.prey().x - game.hunter().x, y = game.prey().y - game.hunter().y;
      game.step(!hunts ? (game.steps() % 2 == 0 ? south : west)
                       : (std::abs(x) > std::abs(y) ? (x > 0 ? east : west) : (y > 0 ? north : south)));
      for (const Square& each : {game.hunter(), game.prey()}) {
        CHECK(std::clamp(each.x, 0, 23) == each.x);
        CHECK(std::clamp(each.y, 0, 23) == each.y);
      }
    }
    CHECK(game.score() == (game.hunter() == game.prey() ? 1 : 0));
    CHECK((game.score() == 1 || game.steps() == 70));
    (game.score() == 1 ? caught : escaped) += 1;
    if (hunts) CHECK(game.steps() >= 5);
  }
  CHECK(caught > 40);
  CHECK(escaped > 40);
}

TEST_CASE("a prey starts away from the walls, and the hunter near it", "[evolve][game][prey]") {
  std::array<bool, 24> seen{};
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Random random(seed), same(seed);
    PreyCapture game, twin;
    game.reset(random);
    twin.reset(same);
    CHECK(std::ranges::equal(game.observe(), twin.observe()));
    for (const int at : {game.prey().x, game.prey().y}) {
      CHECK(at >= 4);
      CHECK(at <= 19);
      seen[static_cast<std::size_t>(at)] = true;
    }
    const double away = std::hypot(game.prey().x - game.hunter().x, game.prey().y - game.hunter().y);
    CHECK(away >= 1);
    CHECK(away < 4);
  }
  CHECK(std::ranges::count(seen, true) == 16);
}

}  // namespace plexus::evolve
