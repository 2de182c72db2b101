#include <plexus/evolve/game/prey_capture.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

#include <plexus/core/sine.hpp>

namespace plexus::evolve {
namespace {

using Square = PreyCapture::Square;
using std::numbers::pi;

constexpr std::array<Square, 4> directions{{{0, 1}, {1, 0}, {0, -1}, {-1, 0}}};  // north, east, south, west
constexpr std::array<double, 4> angles{pi / 2, 0, 3 * pi / 2, pi};               // counterclockwise from the east

int distance_2(Square from, Square to) { return (to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y); }

Square moved(Square from, std::size_t direction) {
  return {std::clamp(from.x + directions[direction].x, 0, PreyCapture::size - 1),
          std::clamp(from.y + directions[direction].y, 0, PreyCapture::size - 1)};
}

// Which of the eight sectors, counted counterclockwise from that around the north-east.
std::size_t sector(Square from, Square to) {
  const int x = to.x - from.x, y = to.y - from.y;
  const int sum = std::abs(x) + std::abs(y);
  // Within 22.5 degrees of an axis: |y| < (sqrt 2 - 1) |x|, without roundings; the same square is in the east.
  if (sum * sum <= 2 * x * x) return x >= 0 ? 7 : 3;
  if (sum * sum <= 2 * y * y) return y >= 0 ? 1 : 5;
  if (y > 0) return x > 0 ? 0 : 2;
  return x > 0 ? 6 : 4;
}

// e^x for a small x >= 0, with the same bits on every machine: a Taylor series for x / 16.
double exponential(double x) {
  double term = 1, sum = 1;
  for (int i = 1; i <= 14; ++i) sum += term *= x / 16 / i;
  for (int i = 0; i < 4; ++i) sum *= sum;
  return sum;
}

// The angle of a direction, in [0, 2 pi), with the same bits on every machine; 0 of none. Each turn by the sine of what
// is missing leaves a sixth of its cube.
double angle_of(int x, int y) {
  if (x == 0 && y == 0) return 0;
  const double length = std::sqrt(x * x + y * y);
  const double share = y / static_cast<double>(std::abs(x) + std::abs(y));
  double angle = pi / 2 * (x >= 0 ? share : 2 - share);  // less than 0.08 off
  for (int i = 0; i < 3; ++i) angle += (cosine(angle) * y - sine(angle) * x) / length;
  return angle < 0 ? angle + 2 * pi : angle;
}

// The position of the only largest number, if it is at least 0.1; else 4.
std::size_t chosen(std::span<const double> action) {
  const std::size_t best = largest(action);
  const bool alone = std::ranges::count(action, action[best]) == 1;
  return alone && action[best] >= 0.1 ? best : directions.size();
}

}  // namespace

void PreyCapture::reset(Random& random) {
  const auto away = [&] { return wall_sight + static_cast<int>(random.below(size - 2 * wall_sight)); };
  const int x = away(), y = away();
  const double angle = random.uniform(0, 2 * pi), distance = random.uniform(2, 4);
  start({x + static_cast<int>(cosine(angle) * distance), y + static_cast<int>(sine(angle) * distance)}, {x, y}, random);
}

void PreyCapture::start(Square hunter, Square prey, const Random& random) {
  hunter_ = hunter;
  prey_ = prey;
  random_ = random;
  steps_ = 0;
  caught_ = false;
  look();
}

void PreyCapture::step(std::span<const double> action) {
  const bool hunts = steps_ >= head_start;
  const std::size_t direction = chosen(action);
  if (hunts && direction < directions.size()) hunter_ = moved(hunter_, direction);
  caught_ = hunts && hunter_ == prey_;
  if (!caught_) {
    const auto shares = flight();
    double left = random_.uniform();
    std::size_t flees = 0;
    while (flees + 1 < shares.size() && left >= shares[flees]) left -= shares[flees++];
    prey_ = moved(prey_, flees);
    caught_ = hunts && hunter_ == prey_;
  }
  ++steps_;
  look();
}

std::array<double, 4> PreyCapture::flight() const {
  const double distance = std::sqrt(distance_2(prey_, hunter_));
  const double alarm = distance <= 4 ? 15 - distance : (distance <= 15 ? 9 - distance / 2 : 1);
  const double to_hunter = angle_of(hunter_.x - prey_.x, hunter_.y - prey_.y);
  std::array<double, 4> shares{};
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double between = std::abs(angles[i] - to_hunter);
    shares[i] = exponential(0.33 * alarm * std::min(between, 2 * pi - between) / pi);
    sum += shares[i];
  }
  for (double& share : shares) share /= sum;
  return shares;
}

void PreyCapture::look() {
  seen_ = {};
  const int away = distance_2(hunter_, prey_);
  if (away <= sight * sight) seen_[sector(hunter_, prey_)] = 1;
  if (away <= near * near) seen_[8] = 1;
  const auto nearness = [](int squares) { return std::max(0, wall_sight - squares) / static_cast<double>(wall_sight); };
  seen_[9] = nearness(size - 1 - hunter_.y);
  seen_[10] = nearness(size - 1 - hunter_.x);
  seen_[11] = nearness(hunter_.y);
  seen_[12] = nearness(hunter_.x);
}

std::string PreyCapture::draw() const {
  std::string text;
  for (int y = size - 1; y >= 0; --y) {
    for (int x = 0; x < size; ++x) {
      const char what = Square{x, y} == hunter_ ? '@' : (Square{x, y} == prey_ ? 'o' : '.');
      text += {what, ' '};
    }
    text += '\n';
  }
  return text;
}

}  // namespace plexus::evolve
