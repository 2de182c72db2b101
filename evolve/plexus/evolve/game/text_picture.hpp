#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace plexus::evolve {

/// A picture in text of some part of a plane, for Game::draw.
class TextPicture {
 public:
  /// The part of the plane that it shows: the middles of its outermost characters.
  struct Frame {
    double left, right, bottom, top;
  };

  /// In characters, at least 2 each.
  TextPicture(std::size_t width, std::size_t height, const Frame& frame);

  void dot(double x, double y, char mark);  ///< nothing when it is not in the frame
  void line(double x1, double y1, double x2, double y2, char mark);
  std::string text() const;  ///< the lines from top to bottom, each ended

 private:
  std::vector<std::string> lines_;
  Frame frame_;
};

}  // namespace plexus::evolve
