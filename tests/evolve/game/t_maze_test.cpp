#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include <plexus/evolve/game/t_maze.hpp>

namespace plexus::evolve {
namespace {

enum Move { north, east, south, west };

std::vector<double> to(Move move) {
  std::vector<double> action(4, 0.0);
  action[static_cast<std::size_t>(move)] = 1;
  return action;
}

using Seen = std::array<double, 3>;
Seen seen(const TMaze& maze) { return {maze.observe()[0], maze.observe()[1], maze.observe()[2]}; }

constexpr Seen sign_north{0, 1, 1}, sign_south{1, 1, 0}, corridor{1, 0, 1}, junction{0, 1, 0};

// Walks east, and turns at the junction to where `turn` says, which is told the sign.
template <class Turn>
double walk(std::size_t length, bool goal_north, Turn turn) {
  TMaze maze;
  maze.start(length, goal_north);
  const bool sign = seen(maze) == sign_north;
  while (!maze.over()) maze.step(to(seen(maze) != junction ? east : turn(sign)));
  return maze.score();
}

}  // namespace

TEST_CASE("a T-maze shows its sign at the start alone", "[evolve][game]") {
  for (const bool goal_north : {true, false}) {
    TMaze maze;
    maze.start(3, goal_north);
    CHECK(seen(maze) == (goal_north ? sign_north : sign_south));
    maze.step(to(east));
    CHECK(seen(maze) == corridor);
    maze.step(to(east));
    CHECK(seen(maze) == corridor);
    maze.step(to(east));
    CHECK(seen(maze) == junction);
    maze.step(to(west));
    CHECK(seen(maze) == corridor);
    maze.step(to(west));
    maze.step(to(west));
    CHECK(seen(maze) == (goal_north ? sign_north : sign_south));
    CHECK(maze.score() == 0);
    CHECK(maze.steps() == 6);
  }
}

TEST_CASE("who remembers the sign of a T-maze takes every goal, and who does not takes every other one",
          "[evolve][game]") {
  double forgetful = 0;
  std::size_t mazes = 0;
  for (std::size_t length = TMaze::shortest; length <= TMaze::longest; ++length)
    for (const bool goal_north : {true, false}) {
      CHECK(walk(length, goal_north, [](bool sign) { return sign ? north : south; }) == 4);
      CHECK(walk(length, goal_north, [](bool sign) { return sign ? south : north; }) == Approx(-0.1));
      forgetful += walk(length, goal_north, [](bool) { return north; });
      ++mazes;
    }
  CHECK(forgetful / static_cast<double>(mazes) == Approx(1.95));
  CHECK(game_named("t-maze").solved == 4);
}

TEST_CASE("walls of a T-maze stop and cost", "[evolve][game]") {
  TMaze maze;
  maze.start(5, true);
  for (const Move move : {north, south, west}) {
    maze.step(to(move));
    CHECK(seen(maze) == sign_north);
  }
  CHECK(maze.score() == Approx(-0.3));
  maze.step(to(east));
  maze.step(to(south));
  CHECK(seen(maze) == corridor);
  CHECK(maze.score() == Approx(-0.4));
  for (int i = 0; i < 4; ++i) maze.step(to(east));
  CHECK(seen(maze) == junction);
  maze.step(to(east));
  CHECK(seen(maze) == junction);
  CHECK(maze.score() == Approx(-0.5));
  CHECK_FALSE(maze.over());
  maze.step(to(north));
  CHECK(maze.over());
  CHECK(maze.score() == Approx(3.5));
}

TEST_CASE("who never turns ends after 60 steps in a T-maze", "[evolve][game]") {
  TMaze maze;
  maze.start(7, true);
  while (!maze.over()) maze.step(to(north));
  CHECK(maze.steps() == 60);
  CHECK(maze.score() == Approx(-6));
}

TEST_CASE("T-mazes are drawn from all lengths and both goals, equally often", "[evolve][game]") {
  std::set<std::pair<std::size_t, bool>> drawn;
  int goals_north = 0;
  constexpr int draws = 3000;
  for (std::uint64_t seed = 0; seed < draws; ++seed) {
    TMaze maze;
    Random random(seed);
    maze.reset(random);
    const bool goal_north = seen(maze) == sign_north;
    goals_north += goal_north ? 1 : 0;
    while (seen(maze) != junction) maze.step(to(east));
    drawn.emplace(maze.steps(), goal_north);
  }
  CHECK(drawn.size() == 2 * 16);
  CHECK(drawn.begin()->first == 5);
  CHECK(drawn.rbegin()->first == 20);
  CHECK(std::abs(goals_north - draws / 2) < 5 * std::sqrt(draws / 4.0));
}

}  // namespace plexus::evolve
