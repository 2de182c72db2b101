#include <plexus/evolve/game/lunar_lander.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/core/sine.hpp>
#include <plexus/evolve/game/box2d_world.hpp>

namespace plexus::evolve {
namespace {

using box2d::pixels_per_meter;
using box2d::vector;

constexpr double width = box2d::view_width, height = box2d::view_height;
constexpr double pad_height = height / 4;
constexpr std::size_t chunks = LunarLander::hill_count - 1;
constexpr std::size_t pad = chunks / 2;  // its middle

constexpr double first_push = 1000;  // N
constexpr double main_power = 13, main_depth = 4 / pixels_per_meter;
constexpr double side_power = 0.6, side_distance = 12 / pixels_per_meter, side_height = 14 / pixels_per_meter;
// How far below the ship's origin side engines push, along its x: the sources have this number in their code.
constexpr double side_shift = 17 / pixels_per_meter;
constexpr double leg_distance = 20 / pixels_per_meter, leg_depth = 18 / pixels_per_meter;
constexpr double leg_half_width = 2 / pixels_per_meter, leg_half_height = 8 / pixels_per_meter;

constexpr std::uint16_t ground_category = 1, hull_category = 0x10, leg_category = 0x20;

double scatter(Random& random) { return random.uniform(-1, 1) / pixels_per_meter; }

}  // namespace

struct LunarLander::World final : b2ContactListener {
  explicit World(const Start& start) : world(b2Vec2(0, -10)) {
    world.SetContactListener(this);
    make_moon(start.heights);
    make_hull();
    hull->ApplyForceToCenter(vector(start.force[0], start.force[1]), true);
    for (std::size_t i = 0; i < 2; ++i) make_leg(i);
  }

  void make_moon(std::array<double, hill_count> heights) {
    std::fill_n(heights.begin() + pad - 2, 5, pad_height);
    b2BodyDef still;
    moon = world.CreateBody(&still);
    b2EdgeShape edge;
    edge.SetTwoSided(b2Vec2(0, 0), vector(width, 0));
    moon->CreateFixture(&edge, 0);
    // Each chunk ends at about the mean of the three hills around; left of the first hill is the last one.
    const auto end = [&](std::size_t i) {
      const double left = heights[i > 0 ? i - 1 : hill_count - 1];
      return vector(width / (chunks - 1) * static_cast<double>(i), 0.33 * (left + heights[i] + heights[i + 1]));
    };
    b2FixtureDef ground;
    ground.shape = &edge;
    ground.friction = 0.1F;
    for (std::size_t i = 0; i + 1 < chunks; ++i) {
      edge.SetTwoSided(end(i), end(i + 1));
      moon->CreateFixture(&ground);
    }
  }

  void make_hull() {
    constexpr std::array<std::array<double, 2>, 6> corners{
        {{-14, 17}, {-17, 0}, {-17, -10}, {17, -10}, {17, 0}, {14, 17}}};  // pixels
    std::array<b2Vec2, corners.size()> points;
    std::ranges::transform(corners, points.begin(),
                           [](const auto& c) { return vector(c[0] / pixels_per_meter, c[1] / pixels_per_meter); });
    b2PolygonShape shape;
    shape.Set(points.data(), static_cast<int>(points.size()));
    b2FixtureDef fixture;
    fixture.shape = &shape;
    fixture.density = 5;
    fixture.friction = 0.1F;
    fixture.filter.categoryBits = hull_category;
    fixture.filter.maskBits = ground_category;
    hull = make_body(width / 2, 0, fixture);
  }

  // Leg 0 is the one on the right.
  void make_leg(std::size_t i) {
    const double side = i == 0 ? -1 : 1;
    b2PolygonShape shape;
    shape.SetAsBox(static_cast<float>(leg_half_width), static_cast<float>(leg_half_height));
    b2FixtureDef fixture;
    fixture.shape = &shape;
    fixture.density = 1;
    fixture.filter.categoryBits = leg_category;
    fixture.filter.maskBits = ground_category;
    legs[i] = make_body(width / 2 - side * leg_distance, side * 0.05, fixture);
    // The motor is the spring: it pushes the leg out to its limit.
    b2RevoluteJointDef joint;
    joint.bodyA = hull;
    joint.bodyB = legs[i];
    joint.localAnchorB = vector(side * leg_distance, leg_depth);
    joint.enableMotor = true;
    joint.maxMotorTorque = 40;
    joint.motorSpeed = static_cast<float>(0.3 * side);
    joint.enableLimit = true;
    joint.lowerAngle = static_cast<float>(i == 0 ? 0.9 - 0.5 : -0.9);
    joint.upperAngle = static_cast<float>(i == 0 ? 0.9 : -0.9 + 0.5);
    world.CreateJoint(&joint);
  }

  b2Body* make_body(double x, double angle, const b2FixtureDef& fixture) {
    b2BodyDef definition;
    definition.type = b2_dynamicBody;
    definition.position = vector(x, height);
    definition.angle = static_cast<float>(angle);
    b2Body* body = world.CreateBody(&definition);
    body->CreateFixture(&fixture);
    return body;
  }

  // All fixtures touch nothing but the ground, so one of the two is the ground.
  void BeginContact(b2Contact* contact) override {
    if (box2d::is_of(*contact, *hull)) crashed = true;
    for (std::size_t i = 0; i < 2; ++i)
      if (box2d::is_of(*contact, *legs[i])) touching[i] = true;
  }

  // Also when the leg still touches another chunk.
  void EndContact(b2Contact* contact) override {
    for (std::size_t i = 0; i < 2; ++i)
      if (box2d::is_of(*contact, *legs[i])) touching[i] = false;
  }

  void fire(double x, double y, double power, double at_x, double at_y) {
    const b2Vec2 position = hull->GetPosition();
    hull->ApplyLinearImpulse(vector(-x * power, -y * power),
                             vector(static_cast<double>(position.x) + at_x, static_cast<double>(position.y) + at_y),
                             true);
  }

  b2World world;
  b2Body* moon = nullptr;
  b2Body* hull = nullptr;
  std::array<b2Body*, 2> legs{};
  std::array<bool, 2> touching{};
  bool crashed = false;
};

LunarLander::LunarLander() { box2d::prepare(); }
LunarLander::~LunarLander() = default;

void LunarLander::reset(Random& random) {
  Start from;
  std::ranges::generate(from.heights, [&] { return random.uniform(0, height / 2); });
  std::ranges::generate(from.force, [&] { return random.uniform(-first_push, first_push); });
  start(from, random);
}

void LunarLander::start(const Start& start, const Random& scatter) {
  world_.reset();  // so that its memory is there for the next
  world_ = std::make_unique<World>(start);
  scatter_ = scatter;
  steps_ = 0;
  score_ = 0;
  ended_ = false;
  move(0);  // as in the source, the start is a step of its own, which counts for nothing
}

void LunarLander::step(std::span<const double> action) {
  score_ += move(largest(action));
  ++steps_;
}

double LunarLander::move(std::size_t action) {
  fired_ = action;
  const double along = scatter(scatter_), across = scatter(scatter_);
  if (action != 0) {
    const auto angle = static_cast<double>(world_->hull->GetAngle());
    const double s = sine(angle), c = cosine(angle);
    if (action == 2) {
      const double x = s * (main_depth + 2 * along) - c * across;
      const double y = -c * (main_depth + 2 * along) - s * across;
      world_->fire(x, y, main_power, x, y);
    } else {
      const double aside = 3 * across + (action == 1 ? -side_distance : side_distance);
      const double x = s * along - c * aside;
      const double y = -c * along - s * aside;
      world_->fire(x, y, side_power, x - s * side_shift, y + c * side_height);
    }
  }
  world_->world.Step(box2d::time_step, box2d::velocity_iterations, box2d::position_iterations);

  const b2Body& hull = *world_->hull;
  const b2Vec2 at = hull.GetPosition(), speed = hull.GetLinearVelocity();
  const double x = (static_cast<double>(at.x) - width / 2) / (width / 2);
  const double y = (static_cast<double>(at.y) - (pad_height + leg_depth)) / (height / 2);
  const double x_speed = static_cast<double>(speed.x) * (width / 2) / box2d::steps_per_second;
  const double y_speed = static_cast<double>(speed.y) * (height / 2) / box2d::steps_per_second;
  const auto angle = static_cast<double>(hull.GetAngle());
  const double angle_speed = 20 * static_cast<double>(hull.GetAngularVelocity()) / box2d::steps_per_second;
  const double right = world_->touching[0] ? 1 : 0, left = world_->touching[1] ? 1 : 0;
  observation_ = {x, y, x_speed, y_speed, angle, angle_speed, right, left};
  std::ranges::transform(observation_, observation_.begin(), box2d::as_float);

  const double shaping = -100 * std::sqrt(x * x + y * y) - 100 * std::sqrt(x_speed * x_speed + y_speed * y_speed) -
                         100 * std::abs(angle) + 10 * right + 10 * left;
  const double fuel = action == 2 ? 0.3 : action != 0 ? 0.03 : 0;
  const double gain = shaping - shaping_ - fuel;
  shaping_ = shaping;

  const bool asleep = !hull.IsAwake();
  // Written so that a NaN is out of view too.
  const bool lost = world_->crashed || !(std::abs(x) < 1);
  ended_ = lost || asleep;
  return asleep ? 100 : lost ? -100 : gain;
}

std::string LunarLander::draw() const {
  constexpr std::size_t columns = 60, rows = 20;
  box2d::Picture picture(columns, rows, 0, width, height);
  if (world_ == nullptr) return picture.text();
  picture.outline(*world_->moon, '^');
  for (const double end : {-1.0, 1.0}) {  // flags at the ends of the pad
    const double x = width / 2 + end * width / (chunks - 1);
    picture.line(vector(x, pad_height), vector(x, pad_height + 1.5), '|');
  }
  for (const b2Body* leg : world_->legs) {
    const auto foot = static_cast<float>(leg_half_height);
    picture.line(leg->GetWorldPoint(b2Vec2(0, foot)), leg->GetWorldPoint(b2Vec2(0, -foot)), '\'');
  }
  picture.fill(*world_->hull, '#');
  if (fired_ == 2) picture.point(world_->hull->GetWorldPoint(vector(0, -leg_depth)), '*');
  if (fired_ == 1) picture.point(world_->hull->GetWorldPoint(vector(0.8, side_height)), '*');
  if (fired_ == 3) picture.point(world_->hull->GetWorldPoint(vector(-0.8, side_height)), '*');
  return picture.text();
}

}  // namespace plexus::evolve
