#include <plexus/evolve/game/bipedal_walker.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/core/sine.hpp>
#include <plexus/evolve/game/box2d_world.hpp>

namespace plexus::evolve {
namespace {

using box2d::pixels_per_meter;
using box2d::vector;

constexpr double ground_step = 14 / pixels_per_meter;
constexpr double ground_height = box2d::view_height / 4;
constexpr std::size_t level_points = 20;  // of the first part
constexpr std::size_t grass_points = 10;  // what lies between obstacles, where there are any
constexpr double goal = (BipedalWalker::ground_points - grass_points) * ground_step;

constexpr double first_push = 5;  // N
constexpr double torque = 80;     // Nm
constexpr double leg_width = 8 / pixels_per_meter, leg_height = 34 / pixels_per_meter;
constexpr double hip_height = 8 / pixels_per_meter;  // below the hull's origin
constexpr double first_x = ground_step * level_points / 2;
constexpr double first_y = ground_height + 2 * leg_height;

constexpr std::size_t rays = 10;
constexpr double ray_length = 160 / pixels_per_meter;
constexpr std::array<double, 4> rated_speed{4, 6, 4, 6};  // rad/s; hip, knee, hip, knee

constexpr std::uint16_t ground_category = 1, walker_category = 0x20;

double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }

// The nearest part of the ground.
class Ray final : public b2RayCastCallback {
 public:
  float ReportFixture(b2Fixture* fixture, const b2Vec2&, const b2Vec2&, float fraction) override {
    if ((fixture->GetFilterData().categoryBits & ground_category) == 0) return -1;
    reach = fraction;
    return fraction;
  }
  float reach = 1;
};

}  // namespace

struct BipedalWalker::World final : b2ContactListener {
  explicit World(const Start& start) : world(b2Vec2(0, -10)) {
    world.SetContactListener(this);
    make_ground(start.heights);
    make_hull();
    hull->ApplyForceToCenter(vector(start.force, 0), true);
    for (std::size_t leg = 0; leg < 2; ++leg) make_leg(leg);
    for (std::size_t i = 0; i < rays; ++i) {
      const double angle = 1.5 * static_cast<double>(i) / 10;
      ray_ends[i] = {sine(angle) * ray_length, -cosine(angle) * ray_length};
    }
  }

  // The source makes a body of each edge; what is still is one body here, which is the same to all that moves.
  void make_ground(const std::array<double, ground_points>& heights) {
    b2BodyDef still;
    ground = world.CreateBody(&still);
    b2EdgeShape edge;
    b2FixtureDef fixture;
    fixture.shape = &edge;
    fixture.friction = 2.5F;
    fixture.filter.categoryBits = ground_category;
    const auto end = [&](std::size_t i) { return vector(static_cast<double>(i) * ground_step, heights[i]); };
    for (std::size_t i = 0; i + 1 < ground_points; ++i) {
      edge.SetTwoSided(end(i), end(i + 1));
      ground->CreateFixture(&fixture);
    }
  }

  void make_hull() {
    constexpr std::array<std::array<double, 2>, 5> corners{{{-30, 9}, {6, 9}, {34, 1}, {34, -8}, {-30, -8}}};  // pixels
    std::array<b2Vec2, corners.size()> points;
    std::ranges::transform(corners, points.begin(),
                           [](const auto& c) { return vector(c[0] / pixels_per_meter, c[1] / pixels_per_meter); });
    b2PolygonShape shape;
    shape.Set(points.data(), static_cast<int>(points.size()));
    b2FixtureDef fixture;
    fixture.shape = &shape;
    fixture.density = 5;
    fixture.friction = 0.1F;
    hull = make_body(first_y, 0, fixture);
  }

  void make_leg(std::size_t leg) {
    const double side = leg == 0 ? -1 : 1;
    b2Body* upper = make_limb(first_y - leg_height / 2 + hip_height, side * 0.05, leg_width);
    joints[2 * leg] = join(hull, -hip_height, upper, side, -0.8, 1.1);
    feet[leg] = make_limb(first_y - leg_height * 3 / 2 + hip_height, side * 0.05, 0.8 * leg_width);
    joints[2 * leg + 1] = join(upper, -leg_height / 2, feet[leg], 1, -1.6, -0.1);
  }

  b2Body* make_limb(double y, double angle, double width) {
    b2PolygonShape shape;
    shape.SetAsBox(static_cast<float>(width / 2), static_cast<float>(leg_height / 2));
    b2FixtureDef fixture;
    fixture.shape = &shape;
    fixture.density = 1;
    return make_body(y, angle, fixture);
  }

  b2Body* make_body(double y, double angle, b2FixtureDef fixture) {
    b2BodyDef definition;
    definition.type = b2_dynamicBody;
    definition.position = vector(first_x, y);
    definition.angle = static_cast<float>(angle);
    definition.allowSleep = false;
    fixture.filter.categoryBits = walker_category;
    fixture.filter.maskBits = ground_category;
    b2Body* body = world.CreateBody(&definition);
    body->CreateFixture(&fixture);
    return body;
  }

  // Hangs the top of a limb below another part.
  b2RevoluteJoint* join(b2Body* above, double at, b2Body* limb, double speed, double lower, double upper) {
    b2RevoluteJointDef joint;
    joint.bodyA = above;
    joint.bodyB = limb;
    joint.localAnchorA = vector(0, at);
    joint.localAnchorB = vector(0, leg_height / 2);
    joint.enableMotor = true;
    joint.maxMotorTorque = static_cast<float>(torque);
    joint.motorSpeed = static_cast<float>(speed);
    joint.enableLimit = true;
    joint.lowerAngle = static_cast<float>(lower);
    joint.upperAngle = static_cast<float>(upper);
    return static_cast<b2RevoluteJoint*>(world.CreateJoint(&joint));
  }

  void BeginContact(b2Contact* contact) override {
    if (box2d::is_of(*contact, *hull)) fallen = true;
    for (std::size_t leg = 0; leg < 2; ++leg)
      if (box2d::is_of(*contact, *feet[leg])) touching[leg] = true;
  }

  // Also when the foot still touches another edge.
  void EndContact(b2Contact* contact) override {
    for (std::size_t leg = 0; leg < 2; ++leg)
      if (box2d::is_of(*contact, *feet[leg])) touching[leg] = false;
  }

  double reach(std::size_t ray) const {
    const b2Vec2 from = hull->GetPosition();
    Ray seen;
    world.RayCast(
        &seen, from,
        vector(static_cast<double>(from.x) + ray_ends[ray][0], static_cast<double>(from.y) + ray_ends[ray][1]));
    return static_cast<double>(seen.reach);
  }

  b2World world;
  b2Body* ground = nullptr;
  b2Body* hull = nullptr;
  std::array<b2RevoluteJoint*, 4> joints{};  // hip, knee, hip, knee
  std::array<b2Body*, 2> feet{};
  std::array<std::array<double, 2>, rays> ray_ends{};
  std::array<bool, 2> touching{};
  bool fallen = false;
};

BipedalWalker::BipedalWalker() { box2d::prepare(); }
BipedalWalker::~BipedalWalker() = default;

void BipedalWalker::reset(Random& random) {
  Start from;
  double speed = 0, height = ground_height;
  std::size_t left = level_points;  // points to the next one that stays at the height of the last
  bool stays = false;
  for (std::size_t i = 0; i < ground_points; ++i) {
    if (!stays) {
      speed = 0.8 * speed + 0.01 * sign(ground_height - height);
      if (i > level_points) speed += random.uniform(-1, 1) / pixels_per_meter;
      height += speed;
    }
    from.heights[i] = height;
    stays = --left == 0;
    if (stays) left = grass_points / 2 + random.below(grass_points / 2);
  }
  from.force = random.uniform(-first_push, first_push);
  start(from);
}

void BipedalWalker::start(const Start& start) {
  world_.reset();  // so that its memory is there for the next
  world_ = std::make_unique<World>(start);
  steps_ = 0;
  score_ = 0;
  ended_ = false;
  move({});  // as in the source, the start is a step of its own, which counts for nothing
}

void BipedalWalker::step(std::span<const double> action) {
  std::array<double, 4> drive;
  // Written so that a NaN drives nothing.
  std::ranges::transform(action, drive.begin(), [](double a) { return a > 1 ? 1 : a < -1 ? -1 : a == a ? a : 0; });
  score_ += move(drive);
  ++steps_;
}

double BipedalWalker::move(const std::array<double, 4>& drive) {
  double effort = 0;
  for (std::size_t i = 0; i < drive.size(); ++i) {
    world_->joints[i]->SetMotorSpeed(static_cast<float>(rated_speed[i] * sign(drive[i])));
    world_->joints[i]->SetMaxMotorTorque(static_cast<float>(torque * std::abs(drive[i])));
    effort += 0.00035 * torque * std::abs(drive[i]);
  }
  world_->world.Step(box2d::time_step, box2d::velocity_iterations, box2d::position_iterations);

  const b2Body& hull = *world_->hull;
  const auto x = static_cast<double>(hull.GetPosition().x);
  const auto angle = static_cast<double>(hull.GetAngle());
  const b2Vec2 speed = hull.GetLinearVelocity();
  observation_[0] = angle;
  observation_[1] = 2 * static_cast<double>(hull.GetAngularVelocity()) / box2d::steps_per_second;
  observation_[2] = 0.3 * static_cast<double>(speed.x) * box2d::view_width / box2d::steps_per_second;
  observation_[3] = 0.3 * static_cast<double>(speed.y) * box2d::view_height / box2d::steps_per_second;
  for (std::size_t i = 0; i < 4; ++i) {
    const bool knee = i % 2 == 1;
    const std::size_t at = 4 + i / 2 * 5 + i % 2 * 2;
    observation_[at] = static_cast<double>(world_->joints[i]->GetJointAngle()) + (knee ? 1 : 0);
    observation_[at + 1] = static_cast<double>(world_->joints[i]->GetJointSpeed()) / rated_speed[i];
    if (knee) observation_[at + 2] = world_->touching[i / 2] ? 1 : 0;
  }
  for (std::size_t i = 0; i < rays; ++i) observation_[14 + i] = world_->reach(i);
  std::ranges::transform(observation_, observation_.begin(), box2d::as_float);

  const double shaping = 130 * x / pixels_per_meter - 5 * std::abs(angle);
  const double gain = shaping - shaping_ - effort;
  shaping_ = shaping;

  // Written so that a NaN is lost too.
  const bool lost = world_->fallen || !(x >= 0);
  ended_ = lost || x > goal;
  return lost ? -100 : gain;
}

std::string BipedalWalker::draw() const {
  constexpr std::size_t columns = 60, rows = 16;
  constexpr double width = 12, height = 7;  // m
  const double left = world_ == nullptr ? 0 : static_cast<double>(world_->hull->GetPosition().x) - width / 3;
  box2d::Picture picture(columns, rows, left, width, height);
  if (world_ == nullptr) return picture.text();
  picture.outline(*world_->ground, '^');
  for (std::size_t leg = 0; leg < 2; ++leg) {
    const char what = leg == 0 ? '/' : '\\';
    picture.line(world_->joints[2 * leg]->GetAnchorB(), world_->joints[2 * leg + 1]->GetAnchorB(), what);
    picture.line(world_->joints[2 * leg + 1]->GetAnchorB(),
                 world_->feet[leg]->GetWorldPoint(vector(0, -leg_height / 2)), what);
  }
  picture.fill(*world_->hull, '#');
  return picture.text();
}

}  // namespace plexus::evolve
