#include <plexus/evolve/game/cartpole_lanes.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/evolve/game/cartpole_lanes.cpp"
#include <hwy/foreach_target.h>

#include <plexus/simd/vector-inl.hpp>

#include <algorithm>
#include <bit>

#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::evolve::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using plexus::HWY_NAMESPACE::Vector;
using plexus::HWY_NAMESPACE::where;

#include <plexus/core/sine_near_zero.inc>
#include <plexus/evolve/game/cartpole_physics.inc>

using Group = CartPoleLanes::Group;
using D = hn::CappedTag<double, CartPoleLanes::group_size>;
using Single = hn::Rebind<float, D>;
using Numbers = Vector<D>;

// Calls body(group, first lane of a vector in its group, first lane of all, how many of its lanes there are).
template <class Groups, class Body>
HWY_INLINE void for_each_vector(Groups* groups, std::size_t lanes, Body body) {
  constexpr std::size_t width = hn::MaxLanes(D());
  for (std::size_t lane = 0; lane < lanes; lane += width)
    body(groups[lane / CartPoleLanes::group_size], lane % CartPoleLanes::group_size, lane,
         std::min(width, lanes - lane));
}

HWY_INLINE Numbers load(const Group::Row& row, std::size_t first) { return hn::LoadU(D(), row.data() + first); }
HWY_INLINE void store(Numbers values, Group::Row& row, std::size_t first) {
  hn::StoreU(values.vector, D(), row.data() + first);
}

void observe(const Group* groups, std::size_t lanes, float* observations) {
  for_each_vector(groups, lanes,
                  [&](const Group& group, std::size_t first, std::size_t lane, std::size_t count) HWY_ATTR {
                    for (std::size_t i = 0; i < group.state.size(); ++i) {
                      const auto seen = hn::DemoteTo(Single(), load(group.state[i], first).vector);
                      float* to = observations + i * lanes + lane;
                      if (count == hn::MaxLanes(D()))
                        hn::StoreU(seen, Single(), to);
                      else
                        hn::BlendedStore(seen, hn::FirstN(Single(), count), Single(), to);
                    }
                  });
}

HWY_INLINE Numbers read(const float* actions, std::size_t count) {
  if (count == hn::MaxLanes(D())) return hn::PromoteTo(D(), hn::LoadU(Single(), actions));
  return hn::PromoteTo(D(), hn::MaskedLoad(hn::FirstN(Single(), count), Single(), actions));
}

// Writes down the lanes whose episodes ended, and returns how many.
std::size_t step(Group* groups, std::size_t lanes, const float* actions, std::uint32_t* ended) {
  std::uint32_t* end = ended;
  for_each_vector(groups, lanes, [&](Group& group, std::size_t first, std::size_t lane, std::size_t count) HWY_ATTR {
    const cartpole::State<Numbers> now{load(group.state[0], first), load(group.state[1], first),
                                       load(group.state[2], first), load(group.state[3], first)};
    const auto right = read(actions + lanes + lane, count) > read(actions + lane, count);
    const Numbers force = where<D>(right, cartpole::push, -cartpole::push);
    // An episode that goes on is within 12 degrees.
    const auto next = cartpole::moved(now, force, sine_near_zero(now.angle), cosine_near_zero(now.angle));
    const Numbers playing = load(group.playing, first), steps = load(group.steps, first) + playing;
    const auto moves = playing > 0;
    const auto stands = hn::And(hn::Le(hn::Abs(next.x.vector), hn::Set(D(), cartpole::farthest)),
                                hn::Le(hn::Abs(next.angle.vector), hn::Set(D(), cartpole::steepest)));
    const auto ends = hn::AndNot(hn::And(stands, steps < CartPole::most_steps), moves);
    store(where<D>(moves, next.x, now.x), group.state[0], first);
    store(where<D>(moves, next.x_speed, now.x_speed), group.state[1], first);
    store(where<D>(moves, next.angle, now.angle), group.state[2], first);
    store(where<D>(moves, next.angle_speed, now.angle_speed), group.state[3], first);
    store(steps, group.steps, first);
    store(where<D>(ends, 0.0, playing), group.playing, first);
    std::uint8_t bits[8] = {};  // StoreMaskBits may write as many
    hn::StoreMaskBits(D(), ends, bits);
    for (unsigned left = bits[0]; left != 0; left &= left - 1)
      *end++ = static_cast<std::uint32_t>(lane) + static_cast<std::uint32_t>(std::countr_zero(left));
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
  require_memory(lanes, sizeof(Group) / group_size, "lane");
  groups_.resize((lanes + group_size - 1) / group_size);
  ended_.resize(lanes);
}

void CartPoleLanes::start(std::size_t lane, const CartPole::Observation& observation) {
  require_lane(lane, lanes_);
  CartPole game;
  game.start(observation);
  Group& group = groups_[lane / group_size];
  for (std::size_t i = 0; i < observation.size(); ++i) group.state[i][lane % group_size] = observation[i];
  group.steps[lane % group_size] = 0;
  group.playing[lane % group_size] = game.over() ? 0 : 1;
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
