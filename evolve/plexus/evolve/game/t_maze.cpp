#include <plexus/evolve/game/t_maze.hpp>

namespace plexus::evolve {
namespace {

enum Direction : std::size_t { to_north, to_east, to_south, to_west };

}  // namespace

void TMaze::reset(Random& random) {
  const std::size_t length = shortest + random.below(longest - shortest + 1);
  start(length, random.chance(0.5));
}

void TMaze::start(std::size_t length, bool north) {
  length_ = length;
  north_ = north;
  place_ = 0;
  turned_ = arrived_ = false;
  mistakes_ = 0;
  steps_ = 0;
  look();
}

void TMaze::step(std::span<const double> action) {
  const std::size_t direction = largest(action);
  ++steps_;
  if (direction == to_east && place_ < length_) {
    ++place_;
  } else if (direction == to_west && place_ > 0) {
    --place_;
  } else if (direction != to_east && direction != to_west && place_ == length_) {
    turned_ = true;
    arrived_ = (direction == to_north) == north_;
    if (!arrived_) ++mistakes_;
  } else {
    ++mistakes_;  // a wall
  }
  look();
}

void TMaze::look() {
  if (place_ == length_)
    seen_ = {0, 1, 0};
  else if (place_ > 0)
    seen_ = {1, 0, 1};
  else if (north_)
    seen_ = {0, 1, 1};
  else
    seen_ = {1, 1, 0};
}

std::string TMaze::draw() const {
  std::string north(longest + 1, ' '), corridor(longest + 1, ' '), south(longest + 1, ' ');
  for (std::size_t place = 0; place <= length_ && place <= longest; ++place) corridor[place] = '.';
  if (length_ <= longest) {
    north[length_] = north_ ? 'G' : '.';
    south[length_] = north_ ? '.' : 'G';
  }
  std::string& here = !turned_ ? corridor : arrived_ == north_ ? north : south;
  if (place_ <= longest) here[place_] = '@';
  return north + '\n' + corridor + '\n' + south + '\n';
}

}  // namespace plexus::evolve
