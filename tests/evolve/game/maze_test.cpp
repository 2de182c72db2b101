#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include <plexus/evolve/game/maze.hpp>

namespace plexus::evolve {
namespace {

constexpr double degree = std::numbers::pi / 180;

const std::vector<double> rest{0.5, 0.5};

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

// By bisection of the wall, as distances along it fall and then rise.
double distance(Point place, const Wall& wall) {
  double low = 0, high = 1;
  const auto at = [&](double share) {
    return distance(
        place, Point{wall.from.x + share * (wall.to.x - wall.from.x), wall.from.y + share * (wall.to.y - wall.from.y)});
  };
  for (int i = 0; i < 200; ++i) {
    const double third = (high - low) / 3;
    (at(low + third) < at(high - third) ? high : low) += at(low + third) < at(high - third) ? -third : third;
  }
  return at(low);
}

double nearest_wall(Point place, const MazeMap& map) {
  double nearest = 1e9;
  for (const Wall& wall : map.walls) nearest = std::min(nearest, distance(place, wall));
  return nearest;
}

// Whether b is left or right of, or on, the line from a to c.
double side(Point a, Point c, Point b) { return (c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x); }

bool cross_each_other(Point a, Point b, const Wall& wall) {
  return side(a, b, wall.from) * side(a, b, wall.to) < 0 &&
         side(wall.from, wall.to, a) * side(wall.from, wall.to, b) < 0;
}

// How far a ray goes before it crosses a wall, in small steps.
double marched(Point from, double degrees, const MazeMap& map) {
  constexpr double step = 0.05;
  Point last = from;
  for (double t = step; t <= Maze::farthest; t += step) {
    const Point next{from.x + t * std::cos(degrees * degree), from.y + t * std::sin(degrees * degree)};
    for (const Wall& wall : map.walls)
      if (cross_each_other(last, next, wall)) return t - step / 2;
    last = next;
  }
  return Maze::farthest;
}

Point somewhere_in(const MazeMap& map, Random& random) {
  for (;;) {
    const Point place{random.uniform(5, map.width - 5), random.uniform(5, map.height - 5)};
    if (nearest_wall(place, map) >= Maze::radius) return place;
  }
}

}  // namespace

TEST_CASE("the rangefinders of a robot find what a ray finds in small steps", "[evolve][game][maze]") {
  for (const MazeMap* map : {&medium_maze(), &hard_maze()}) {
    Maze maze(*map);
    double shortest = 1, longest = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      CAPTURE(seed);
      Random random(seed);
      const Point place = somewhere_in(*map, random);
      const double heading = seed < 4 ? 90.0 * static_cast<double>(seed) : random.uniform(0, 360);
      maze.start(place, heading);
      for (std::size_t i = 0; i < Maze::directions.size(); ++i) {
        const double seen = maze.observe()[i];
        CHECK(seen * Maze::farthest == Approx(marched(place, heading + Maze::directions[i], *map)).margin(0.06));
        shortest = std::min(shortest, seen);
        longest = std::max(longest, seen);
      }
    }
    CHECK(shortest < 0.15);
    CHECK(longest == 1);
  }
}

TEST_CASE("the radar of a robot tells the quarter in which the goal is", "[evolve][game][maze]") {
  Maze maze(hard_maze());
  std::array<int, 4> seen{};
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Point place = somewhere_in(hard_maze(), random);
    const double heading = random.uniform(0, 360);
    maze.start(place, heading);
    const Point goal = hard_maze().goal;
    const double angle = std::atan2(goal.y - place.y, goal.x - place.x) / degree - heading;
    const auto wanted = static_cast<std::size_t>(std::floor((angle + 720 + 45) / 90)) % 4;
    for (std::size_t i = 0; i < 4; ++i) CHECK(maze.observe()[6 + i] == (i == wanted ? 1 : 0));
    ++seen[wanted];
  }
  CHECK(std::ranges::min(seen) > 0);
}

TEST_CASE("a robot in an empty room moves on the circle of its speeds", "[evolve][game][maze]") {
  const MazeMap empty{1000, 1000, {500, 500}, {0, 0}, {}};
  Maze maze(empty);
  maze.step(std::vector<double>{1, 1});  // half a degree, and half a unit, a step from now on
  for (int steps = 1; steps <= 399; ++steps) {
    // The sum of the directions at 0, w, 2 w, ...: a geometric series.
    const double w = 0.5 * degree, chord = 0.5 * std::sin(steps * w / 2) / std::sin(w / 2);
    CHECK(maze.place().x == Approx(500 + chord * std::cos((steps - 1) * w / 2)));
    CHECK(maze.place().y == Approx(500 + chord * std::sin((steps - 1) * w / 2)));
    CHECK(maze.heading() == Approx(0.5 * steps));
    maze.step(rest);
  }
  CHECK(maze.over());
  CHECK(maze.steps() == 400);
}

TEST_CASE("the speeds of a robot are at most 3, and outputs count as in 0 to 1", "[evolve][game][maze]") {
  const MazeMap empty{1000, 1000, {0, 0}, {900, 900}, {}};
  Maze maze(empty), twin(empty);
  double x = 0, heading = 0;
  for (int i = 1; i <= 10; ++i) {
    const double before = maze.place().x;
    maze.step(std::vector<double>{0.5, 1});
    x += std::min(3.0, 0.5 * i);
    CHECK(maze.place().x == Approx(x));
    CHECK(maze.place().x - before <= 3 + 1e-12);
  }
  maze.start({0, 0}, 0);
  for (int i = 1; i <= 200; ++i) {
    maze.step(std::vector<double>{0, 0.5});
    heading -= std::min(3.0, 0.5 * i);
    CHECK(std::cos(maze.heading() * degree) == Approx(std::cos(heading * degree)).margin(1e-9));
    CHECK(maze.heading() >= 0);
    CHECK(maze.heading() <= 360);
  }
  maze.start({0, 0}, 0);
  for (const auto& [wild, tame] : {std::pair{std::vector{7.0, 1e300}, std::vector{1.0, 1.0}},
                                   {{-7.0, -INFINITY}, {0.0, 0.0}},
                                   {{std::nan(""), 0.7}, {0.5, 0.7}}}) {
    maze.step(wild);
    twin.step(tame);
    CHECK(maze.place().x == twin.place().x);
    CHECK(maze.heading() == twin.heading());
  }
}

TEST_CASE("a robot stays where it is when a step would bring it into a wall", "[evolve][game][maze]") {
  const std::array<Wall, 1> wall{{{{50, -100}, {50, 100}}}};
  const MazeMap map{100, 100, {0, 0}, {90, 0}, wall};
  Maze maze(map);
  maze.start({38, 0}, 0);
  for (const double x : {38.5, 39.5, 41.0, 41.0, 41.0}) {
    maze.step(std::vector<double>{0.5, 1});
    CHECK(maze.place().x == x);
  }
  CHECK(maze.observe()[2] == Approx(0.09));
}

TEST_CASE("no drive crosses a wall, or comes nearer to one than the robot's radius", "[evolve][game][maze]") {
  for (const MazeMap* map : {&medium_maze(), &hard_maze()}) {
    Maze maze(*map);
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
      CAPTURE(seed);
      Random random(seed);
      maze.start(seed % 3 == 0 ? map->start : somewhere_in(*map, random), random.uniform(0, 360));
      const double turn = random.uniform(0.45, 0.55);
      double blocked = 0;
      while (!maze.over()) {
        const Point before = maze.place();
        maze.step(std::vector<double>{random.chance(0.5) ? turn : 0.5, random.chance(0.9) ? 1.0 : 0.0});
        for (const Wall& wall : map->walls) REQUIRE_FALSE(cross_each_other(before, maze.place(), wall));
        REQUIRE(nearest_wall(maze.place(), *map) >= Maze::radius - 1e-6);
        blocked += before.x == maze.place().x && before.y == maze.place().y ? 1 : 0;
      }
      CHECK(blocked > 0);
    }
  }
}

TEST_CASE("the score of a maze is the share of the way that is done, and 1 within 5 units", "[evolve][game][maze]") {
  Maze maze(hard_maze());
  const Point goal = hard_maze().goal;
  CHECK(maze.score() == 0);
  maze.start({goal.x + 60, goal.y}, 0);
  CHECK(maze.score() == Approx(1 - 60 / distance(hard_maze().start, goal)));
  CHECK_FALSE(maze.over());
  maze.start({goal.x + 4.99, goal.y}, 0);
  CHECK(maze.score() == 1);
  CHECK(maze.over());
  maze.start({goal.x, goal.y - 5.01}, 0);
  CHECK_FALSE(maze.arrived());
}

TEST_CASE("the picture of a maze shows its walls, the robot with its heading, and the goal", "[evolve][game][maze]") {
  for (const MazeMap* map : {&medium_maze(), &hard_maze()}) {
    Maze maze(*map);
    for (const auto& [heading, arrow] : {std::pair{0., '>'}, {90., 'v'}, {180., '<'}, {270., '^'}, {359., '>'}}) {
      maze.start(map->start, heading);
      const std::string picture = maze.draw();
      CHECK(std::ranges::count(picture, arrow) == 1);
      CHECK(std::ranges::count(picture, 'X') == 1);
      CHECK(std::ranges::count(picture, '#') > 150);
    }
  }
}

}  // namespace plexus::evolve
