#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace plexus::evolve {

/// A picture in text of a cart on its track and of what stands on it, seen from the side, for Game::draw.
class CartPicture {
 public:
  /// So many lines, at least 1, on which the track is from -half_track to half_track in its unit, > 0.
  CartPicture(std::size_t lines, double half_track);

  /// What is beyond the ends of the track is drawn there. Lines are counted from the top.
  void mark(double x, std::size_t line, char character);
  void cart(double x, std::size_t line);
  void track(std::size_t line);
  /// A pole on the cart of a height of so many lines, down from the line that is named: a line is 0.2 units. Angles
  /// [rad, 0 is upright] are drawn as they are up to 1.2.
  void pole(double x, double angle, std::size_t lowest, std::size_t lines, char character);

  std::string text() const;  ///< the lines from top to bottom, each ended

 private:
  std::size_t column(double x) const;

  std::vector<std::string> lines_;
  double half_track_;
};

}  // namespace plexus::evolve
