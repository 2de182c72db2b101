#pragma once

// What the games on Box2D share. Box2D shows in no public header, so this one is not installed.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <box2d/box2d.h>

namespace plexus::evolve::box2d {

inline constexpr int steps_per_second = 50;
inline constexpr float time_step = 1.0F / steps_per_second;
inline constexpr int velocity_iterations = 6 * 30;
inline constexpr int position_iterations = 2 * 30;
inline constexpr double pixels_per_meter = 30;  ///< lengths in the sources are pixels
inline constexpr double view_width = 600 / pixels_per_meter;
inline constexpr double view_height = 400 / pixels_per_meter;

/// Prepares what all worlds share: Box2D fills a table when the first contact begins, unguarded. To be called before a
/// world is stepped; safe from several threads.
void prepare();

inline b2Vec2 vector(double x, double y) { return {static_cast<float>(x), static_cast<float>(y)}; }

/// As the observations of Gym.
inline double as_float(double value) { return static_cast<double>(static_cast<float>(value)); }

/// Whether one of the two that touch belongs to this body.
inline bool is_of(b2Contact& contact, const b2Body& body) {
  return contact.GetFixtureA()->GetBody() == &body || contact.GetFixtureB()->GetBody() == &body;
}

/// A picture in text of a part of a world.
class Picture {
 public:
  /// `columns` x `rows` characters show `width` x `height` meters, of which `left` and 0 are the lower left corner.
  Picture(std::size_t columns, std::size_t rows, double left, double width, double height);

  void point(const b2Vec2& at, char what);
  void line(const b2Vec2& from, const b2Vec2& to, char what);
  void fill(const b2Body& body, char what);     ///< its polygons
  void outline(const b2Body& body, char what);  ///< its edges
  std::string text() const;

 private:
  b2Vec2 center(std::size_t column, std::size_t row) const;

  std::vector<std::string> lines_;  // the first is the highest
  double left_, column_width_, row_height_;
};

}  // namespace plexus::evolve::box2d
