#include <plexus/evolve/game/cartpole_lanes.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/evolve/game/cartpole_lanes.cpp"
#include <hwy/foreach_target.h>

#include <plexus/evolve/game/lanes-inl.hpp>

#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::evolve::HWY_NAMESPACE {

#include <plexus/core/sine_near_zero.inc>
#include <plexus/evolve/game/cartpole_physics.inc>

using Group = CartPoleLanes::Group;

void observe(const Group* groups, std::size_t lanes, float* observations) {
  for_each_vector(groups, lanes,
                  [&](const Group& group, std::size_t first, std::size_t lane, std::size_t present) HWY_ATTR {
                    for (std::size_t i = 0; i < group.state.size(); ++i)
                      show(load(group.state[i], first), observations + i * lanes + lane, present);
                  });
}

// Writes down the lanes whose episodes ended, and returns how many.
std::size_t step(Group* groups, std::size_t lanes, const float* actions, std::uint32_t* ended) {
  std::uint32_t* end = ended;
  for_each_vector(groups, lanes, [&](Group& group, std::size_t first, std::size_t lane, std::size_t present) HWY_ATTR {
    const cartpole::State<Numbers> now{load(group.state[0], first), load(group.state[1], first),
                                       load(group.state[2], first), load(group.state[3], first)};
    const auto right = read(actions + lanes + lane, present) > read(actions + lane, present);
    const Numbers force = where(right, Numbers(cartpole::push), Numbers(-cartpole::push));
    // An episode that goes on is within 12 degrees.
    const auto next = cartpole::moved(now, force, sine_near_zero(now.angle), cosine_near_zero(now.angle));
    const Numbers playing = load(group.playing, first), steps = load(group.steps, first) + playing;
    const auto moves = playing > 0;
    const auto stands = hn::And(is_within(next.x, cartpole::farthest), is_within(next.angle, cartpole::steepest));
    const auto ends = hn::AndNot(hn::And(stands, steps < CartPole::most_steps), moves);
    store(where(moves, next.x, now.x), group.state[0], first);
    store(where(moves, next.x_speed, now.x_speed), group.state[1], first);
    store(where(moves, next.angle, now.angle), group.state[2], first);
    store(where(moves, next.angle_speed, now.angle_speed), group.state[3], first);
    store(steps, group.steps, first);
    store(where(ends, Numbers(0.0), playing), group.playing, first);
    end = write_lanes(ends, lane, end);
  });
  return static_cast<std::size_t>(end - ended);
}

}  // namespace plexus::evolve::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus::evolve {

HWY_EXPORT(observe);
HWY_EXPORT(step);

CartPoleLanes::CartPoleLanes(std::size_t lanes) : lanes_(lanes) {
  if (lanes == 0) throw Error("an environment needs at least 1 lane, got 0");
  require_memory(lanes, sizeof(Group) / lane_group_size, "lane");
  groups_.resize((lanes + lane_group_size - 1) / lane_group_size);
  ended_.resize(lanes);
}

void CartPoleLanes::start(std::size_t lane, const CartPole::Observation& observation) {
  require_lane(lane, lanes_);
  CartPole game;
  game.start(observation);
  Group& group = groups_[lane / lane_group_size];
  for (std::size_t i = 0; i < observation.size(); ++i) group.state[i][lane % lane_group_size] = observation[i];
  group.steps[lane % lane_group_size] = 0;
  group.playing[lane % lane_group_size] = game.over() ? 0 : 1;
}

void CartPoleLanes::reset(std::size_t lane, Random& random) {
  require_lane(lane, lanes_);
  CartPole::Observation observation;
  for (double& each : observation) each = random.uniform(-0.05, 0.05);
  start(lane, observation);
}

void CartPoleLanes::observe(std::span<float> observations) const {
  require_numbers("observations", observations.size(), observation_count(), lanes_);
  HWY_DYNAMIC_DISPATCH(observe)(groups_.data(), lanes_, observations.data());
}

std::span<const std::uint32_t> CartPoleLanes::step(std::span<const float> actions) {
  require_numbers("actions", actions.size(), action_count(), lanes_);
  return {ended_.data(), HWY_DYNAMIC_DISPATCH(step)(groups_.data(), lanes_, actions.data(), ended_.data())};
}

}  // namespace plexus::evolve
#endif
