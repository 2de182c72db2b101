#include <plexus/evolve/game/text_picture.hpp>

#include <cmath>

namespace plexus::evolve {

TextPicture::TextPicture(std::size_t width, std::size_t height, const Frame& frame)
    : lines_(height, std::string(width, ' ')), frame_(frame) {}

void TextPicture::dot(double x, double y, char mark) {
  // Written so that a NaN is outside too.
  if (!(x >= frame_.left && x <= frame_.right && y >= frame_.bottom && y <= frame_.top)) return;
  const auto cell = [](double share, std::size_t count) {
    return static_cast<std::size_t>(std::lround(share * static_cast<double>(count - 1)));
  };
  const std::size_t column = cell((x - frame_.left) / (frame_.right - frame_.left), lines_.front().size());
  lines_[cell((frame_.top - y) / (frame_.top - frame_.bottom), lines_.size())][column] = mark;
}

void TextPicture::line(double x1, double y1, double x2, double y2, char mark) {
  constexpr int points = 50;
  for (int i = 0; i <= points; ++i) {
    const double share = static_cast<double>(i) / points;
    dot(x1 + share * (x2 - x1), y1 + share * (y2 - y1), mark);
  }
}

std::string TextPicture::text() const {
  std::string text;
  for (const std::string& line : lines_) text += line + '\n';
  return text;
}

}  // namespace plexus::evolve
