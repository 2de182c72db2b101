#include <plexus/evolve/game/cart_picture.hpp>

#include <algorithm>
#include <cmath>

namespace plexus::evolve {
namespace {

constexpr std::size_t width = 49;  // characters

}  // namespace

CartPicture::CartPicture(std::size_t lines, double half_track)
    : lines_(lines, std::string(width, ' ')), half_track_(half_track) {}

std::size_t CartPicture::column(double x) const {
  constexpr long last = width - 1;
  return static_cast<std::size_t>(std::clamp(std::lround((x / (2 * half_track_) + 0.5) * last), 0L, last));
}

void CartPicture::mark(double x, std::size_t line, char character) { lines_[line][column(x)] = character; }

void CartPicture::cart(double x, std::size_t line) {
  const std::size_t middle = column(x);
  for (std::size_t i = middle > 2 ? middle - 2 : 0; i < std::min(middle + 3, width); ++i) lines_[line][i] = '#';
}

void CartPicture::track(std::size_t line) { lines_[line] = std::string(width, '-'); }

void CartPicture::pole(double x, double angle, std::size_t lowest, std::size_t lines, char character) {
  const double slant = std::tan(std::clamp(angle, -1.2, 1.2));
  for (std::size_t i = 0; i < lines; ++i) mark(x + static_cast<double>(i + 1) * 0.2 * slant, lowest - i, character);
}

std::string CartPicture::text() const {
  std::string text;
  for (const std::string& line : lines_) text += line + '\n';
  return text;
}

}  // namespace plexus::evolve
