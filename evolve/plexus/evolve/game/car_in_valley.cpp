#include <plexus/evolve/game/car_in_valley.hpp>

#include <algorithm>

#include <plexus/core/sine.hpp>
#include <plexus/evolve/game/text_picture.hpp>

namespace plexus::evolve {

void CarInValley::reset(Random& random) { start(random.uniform(-0.6, -0.4), 0); }

void CarInValley::step(double acceleration) {
  auto& [position, speed] = state_;
  speed = std::clamp(speed + (acceleration - gravity * cosine(3 * position)), -fastest, fastest);
  position = std::clamp(position + speed, leftmost, rightmost);
  if (position == leftmost && speed < 0) speed = 0;
}

std::string CarInValley::draw(double goal) const {
  TextPicture picture(55, 9, {leftmost, rightmost, -1.2, 1.2});
  const auto height = [](double x) { return sine(3 * x); };
  for (int i = 0; i < 55; ++i) {
    const double x = leftmost + (rightmost - leftmost) * i / 54;
    picture.dot(x, height(x), '.');
  }
  picture.dot(goal, height(goal), 'F');
  picture.dot(state_[0], height(state_[0]), '#');
  return picture.text();
}

}  // namespace plexus::evolve
