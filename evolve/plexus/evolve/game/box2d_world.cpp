#include <plexus/evolve/game/box2d_world.hpp>

#include <algorithm>
#include <cmath>

namespace plexus::evolve::box2d {
namespace {

// Lets a ball rest on an edge, and a box on another: contacts of all kinds that the games have.
bool make_contacts() {
  b2World world(b2Vec2(0, -10));
  b2EdgeShape edge;
  edge.SetTwoSided(b2Vec2(-1, 0), b2Vec2(1, 0));
  b2BodyDef body;
  world.CreateBody(&body)->CreateFixture(&edge, 0);
  b2PolygonShape box;
  box.SetAsBox(0.5F, 0.5F);
  body.type = b2_dynamicBody;
  world.CreateBody(&body)->CreateFixture(&box, 1);
  world.Step(time_step, 1, 1);
  return world.GetContactCount() > 0;
}

}  // namespace

void prepare() { [[maybe_unused]] static const bool ready = make_contacts(); }

Picture::Picture(std::size_t columns, std::size_t rows, double left, double width, double height)
    : lines_(rows, std::string(columns, ' ')),
      left_(left),
      column_width_(width / static_cast<double>(columns)),
      row_height_(height / static_cast<double>(rows)) {}

b2Vec2 Picture::center(std::size_t column, std::size_t row) const {
  return vector(left_ + (static_cast<double>(column) + 0.5) * column_width_,
                (static_cast<double>(lines_.size() - 1 - row) + 0.5) * row_height_);
}

void Picture::point(const b2Vec2& at, char what) {
  const double column = std::floor((static_cast<double>(at.x) - left_) / column_width_);
  const double height = std::floor(static_cast<double>(at.y) / row_height_);
  // Written so that a NaN is outside too.
  if (!(column >= 0 && column < static_cast<double>(lines_[0].size()) && height >= 0 &&
        height < static_cast<double>(lines_.size())))
    return;
  lines_[lines_.size() - 1 - static_cast<std::size_t>(height)][static_cast<std::size_t>(column)] = what;
}

void Picture::line(const b2Vec2& from, const b2Vec2& to, char what) {
  const auto steps = static_cast<int>(1 + (to - from).Length() / std::min(column_width_, row_height_) * 2);
  for (int i = 0; i <= steps; ++i) point(from + static_cast<float>(i) / static_cast<float>(steps) * (to - from), what);
}

void Picture::fill(const b2Body& body, char what) {
  for (const b2Fixture* fixture = body.GetFixtureList(); fixture != nullptr; fixture = fixture->GetNext())
    for (std::size_t row = 0; row < lines_.size(); ++row)
      for (std::size_t column = 0; column < lines_[row].size(); ++column)
        if (fixture->TestPoint(center(column, row))) lines_[row][column] = what;
}

void Picture::outline(const b2Body& body, char what) {
  for (const b2Fixture* fixture = body.GetFixtureList(); fixture != nullptr; fixture = fixture->GetNext()) {
    const auto& edge = static_cast<const b2EdgeShape&>(*fixture->GetShape());
    line(edge.m_vertex1, edge.m_vertex2, what);
  }
}

std::string Picture::text() const {
  std::string all;
  for (const std::string& line : lines_) all += line + '\n';
  return all;
}

}  // namespace plexus::evolve::box2d
