#include <plexus/evolve/game/maze.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

#include <plexus/core/sine.hpp>

namespace plexus::evolve {
namespace {

Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }

double push_of(double output) { return std::isnan(output) ? 0 : std::clamp(output, 0.0, 1.0) - 0.5; }

// The direction of an angle in degrees, in [0, 360]; of multiples of 90 without roundings.
Point direction_of(double degrees) {
  const double quarters = std::floor(degrees / 90 + 0.5);
  const double rest = (degrees - 90 * quarters) * (std::numbers::pi / 180);
  const double along = cosine(rest), aside = sine(rest);
  switch (static_cast<int>(quarters) % 4) {
    case 0:
      return {along, aside};
    case 1:
      return {-aside, along};
    case 2:
      return {-along, -aside};
    default:
      return {aside, -along};
  }
}

// Which of four quarters, centred on the heading and then 90 degrees further each, a place is in that lies so far ahead
// and so far at 90 degrees.
std::size_t quarter(double ahead, double aside) {
  if (aside >= -ahead && aside < ahead) return 0;
  if (aside >= ahead && aside > -ahead) return 1;
  if (aside <= -ahead && aside > ahead) return 2;
  return 3;
}

// The nearest walls on a line through the robot, ahead and behind.
struct Sight {
  double ahead = Maze::farthest, behind = Maze::farthest;

  // The line has a direction d of length 1, and meets the wall's line at p + t d = from + u along; by Cramer's rule,
  // with q = from - p, t = (q x along) / (d x along) and u = (q x d) / (d x along).
  void meet(double q_along, double q_d, double d_along) {
    if (!(q_d * d_along > 0 && std::abs(q_d) < std::abs(d_along))) return;  // u is not between 0 and 1
    const double t = q_along / d_along;
    double& nearest = t > 0 ? ahead : behind;
    nearest = std::min(nearest, std::abs(t));
  }
};

}  // namespace

Maze::Maze(const MazeMap& map) : map_(&map) {
  for (const Wall& wall : map.walls) {
    const Point along = wall.to - wall.from;
    sides_.push_back({wall.from, along, 1 / dot(along, along)});
  }
  start(map.start, 0);
}

void Maze::start(Point place, double heading) {
  place_ = place;
  heading_ = heading;
  turning_ = speed_ = 0;
  steps_ = 0;
  look();
}

void Maze::step(std::span<const double> action) {
  turning_ = std::clamp(turning_ + push_of(action[0]), -fastest, fastest);
  speed_ = std::clamp(speed_ + push_of(action[1]), -fastest, fastest);
  const Point next{place_.x + ahead_.x * speed_, place_.y + ahead_.y * speed_};
  if (is_free(next)) place_ = next;
  heading_ += turning_;
  if (heading_ > 360) heading_ -= 360;
  if (heading_ < 0) heading_ += 360;
  ++steps_;
  look();
}

bool Maze::is_free(Point place) const {
  for (const Side& side : sides_) {
    const Point q = place - side.from;
    const double share = std::clamp(dot(q, side.along) * side.per_length_2, 0.0, 1.0);
    const Point off{q.x - share * side.along.x, q.y - share * side.along.y};
    if (dot(off, off) < radius * radius) return false;
  }
  return true;
}

void Maze::look() {
  ahead_ = direction_of(heading_);
  const Point aside{-ahead_.y, ahead_.x};
  constexpr double diagonal = std::numbers::sqrt2 / 2;
  Sight straight, sideways, right, left;  // the last two at 45 and -45 degrees
  for (const Side& side : sides_) {
    const Point q = side.from - place_;
    const double q_along = cross(q, side.along);
    const double q_ahead = cross(q, ahead_), q_aside = cross(q, aside);
    const double ahead_along = cross(ahead_, side.along), aside_along = cross(aside, side.along);
    straight.meet(q_along, q_ahead, ahead_along);
    sideways.meet(q_along, q_aside, aside_along);
    right.meet(q_along, diagonal * (q_ahead + q_aside), diagonal * (ahead_along + aside_along));
    left.meet(q_along, diagonal * (q_ahead - q_aside), diagonal * (ahead_along - aside_along));
  }
  const Point goal = map_->goal - place_;
  seen_ = {sideways.behind, left.ahead, straight.ahead, right.ahead, sideways.ahead, straight.behind};
  for (std::size_t i = 0; i < directions.size(); ++i) seen_[i] /= farthest;
  seen_[directions.size() + quarter(dot(goal, ahead_), dot(goal, aside))] = 1;
}

bool Maze::arrived() const {
  const Point goal = map_->goal - place_;
  return dot(goal, goal) < arrived_within * arrived_within;
}

double Maze::score() const {
  if (arrived()) return 1;
  const Point now = map_->goal - place_, then = map_->goal - map_->start;
  return 1 - std::sqrt(dot(now, now) / dot(then, then));
}

std::string Maze::draw() const {
  constexpr std::size_t columns = 75;  // a character is twice as high as it is wide
  const double across = map_->width / static_cast<double>(columns), down = 2 * across;
  const auto rows = static_cast<std::size_t>(std::ceil(map_->height / down));
  std::vector<std::string> lines(rows, std::string(columns, ' '));
  const auto draw_at = [&](Point at, char what) {
    const auto cell = [](double value, double size, std::size_t count) {
      return static_cast<std::size_t>(std::clamp(value / size, 0.0, static_cast<double>(count - 1)));
    };
    lines[cell(at.y, down, rows)][cell(at.x, across, columns)] = what;
  };
  for (const Wall& wall : map_->walls) {
    const Point along = wall.to - wall.from;
    const double points = std::ceil(std::abs(along.x) / across + std::abs(along.y) / down) * 2;
    for (double i = 0; i <= points; ++i)
      draw_at({wall.from.x + along.x * i / points, wall.from.y + along.y * i / points}, '#');
  }
  draw_at(map_->goal, 'X');
  constexpr std::string_view arrows = ">v<^";
  draw_at(place_, arrows[static_cast<std::size_t>((heading_ + 45) / 90) % arrows.size()]);
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

}  // namespace plexus::evolve
