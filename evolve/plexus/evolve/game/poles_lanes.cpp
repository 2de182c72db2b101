#include <plexus/evolve/game/poles_lanes.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/evolve/game/poles_lanes.cpp"
#include <hwy/foreach_target.h>

#include <plexus/evolve/game/lanes-inl.hpp>

#include <array>
#include <utility>

#include <plexus/core/error.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::evolve::HWY_NAMESPACE {

#include <plexus/core/sine_near_zero.inc>
#include <plexus/evolve/game/poles_physics.inc>

template <std::size_t count>
HWY_INLINE void observe_lanes(const LaneGroup<2 + 2 * count>* groups, std::size_t lanes, bool velocities,
                              float* observations) {
  for_each_vector(
      groups, lanes,
      [&](const LaneGroup<2 + 2 * count>& group, std::size_t first, std::size_t lane, std::size_t present) HWY_ATTR {
        float* to = observations + lane;
        for (std::size_t i = 0; i < group.state.size(); ++i) {
          const bool is_velocity = i % 2 == 1;
          if (is_velocity && !velocities) continue;
          const double scale = i == 0 ? poles::x_scale : is_velocity ? poles::speed_scale : poles::angle_scale;
          show(load(group.state[i], first) * scale, to, present);
          to += lanes;
        }
      });
}

template <std::size_t... number>
HWY_INLINE poles::State<Numbers, sizeof...(number)> load_state(const LaneGroup<2 + 2 * sizeof...(number)>& group,
                                                               std::size_t first, std::index_sequence<number...>) {
  return {
      load(group.state[0], first),
      load(group.state[1], first),
      {{poles::Pole<Numbers>{load(group.state[2 + 2 * number], first), load(group.state[3 + 2 * number], first)}...}}};
}

// Writes down the lanes whose episodes ended, and returns how many.
template <std::size_t count>
HWY_INLINE std::size_t step_lanes(LaneGroup<2 + 2 * count>* groups, std::size_t lanes, double limit,
                                  const float* actions, std::uint32_t* ended) {
  std::uint32_t* end = ended;
  for_each_vector(groups, lanes,
                  [&](LaneGroup<2 + 2 * count>& group, std::size_t first, std::size_t lane, std::size_t present)
                      HWY_ATTR {
                        const auto now = load_state(group, first, std::make_index_sequence<count>());
                        const auto next = poles::moved(now, poles::force_of(read(actions + lane, present)));
                        auto stands = is_within(next.x, poles::farthest);
                        for (const auto& pole : next.poles)
                          stands = hn::And(stands, is_within(pole.angle, poles::steepest<count>));
                        const Numbers playing = load(group.playing, first), steps = load(group.steps, first) + playing;
                        const auto moves = playing > 0.0;
                        const auto ends = hn::AndNot(hn::And(stands, steps < limit), moves);
                        store(where(moves, next.x, now.x), group.state[0], first);
                        store(where(moves, next.x_speed, now.x_speed), group.state[1], first);
                        for (std::size_t i = 0; i < count; ++i) {
                          store(where(moves, next.poles[i].angle, now.poles[i].angle), group.state[2 + 2 * i], first);
                          store(where(moves, next.poles[i].speed, now.poles[i].speed), group.state[3 + 2 * i], first);
                        }
                        store(steps, group.steps, first);
                        store(load(group.score, first) + where(stands, playing, Numbers(0.0)), group.score, first);
                        store(where(ends, Numbers(0.0), playing), group.playing, first);
                        end = write_lanes(ends, lane, end);
                      });
  return static_cast<std::size_t>(end - ended);
}

void observe_single(const LaneGroup<4>* groups, std::size_t lanes, bool velocities, float* observations) {
  observe_lanes<1>(groups, lanes, velocities, observations);
}
void observe_double(const LaneGroup<6>* groups, std::size_t lanes, bool velocities, float* observations) {
  observe_lanes<2>(groups, lanes, velocities, observations);
}
std::size_t step_single(LaneGroup<4>* groups, std::size_t lanes, double limit, const float* actions,
                        std::uint32_t* ended) {
  return step_lanes<1>(groups, lanes, limit, actions, ended);
}
std::size_t step_double(LaneGroup<6>* groups, std::size_t lanes, double limit, const float* actions,
                        std::uint32_t* ended) {
  return step_lanes<2>(groups, lanes, limit, actions, ended);
}

}  // namespace plexus::evolve::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus::evolve {

HWY_EXPORT(observe_single);
HWY_EXPORT(observe_double);
HWY_EXPORT(step_single);
HWY_EXPORT(step_double);

template <std::size_t count>
PolesLanes<count>::PolesLanes(std::size_t lanes, const PolesOptions& options)
    : options_(options), lanes_(lanes), groups_((lanes + lane_group_size - 1) / lane_group_size), ended_(lanes) {
  if (lanes == 0) throw Error("an environment needs at least 1 lane, got 0");
}

template <std::size_t count>
void PolesLanes<count>::start(std::size_t lane, const typename Poles<count>::State& state) {
  require_lane(lane, lanes_);
  Poles<count> game(options_);
  game.start(state);
  Group& group = groups_[lane / lane_group_size];
  const std::size_t place = lane % lane_group_size;
  for (std::size_t i = 0; i < state.size(); ++i) group.state[i][place] = state[i];
  group.steps[place] = group.score[place] = 0;
  group.playing[place] = game.over() ? 0 : 1;
}

template <std::size_t count>
void PolesLanes<count>::reset(std::size_t lane, Random& random) {
  require_lane(lane, lanes_);
  start(lane, Poles<count>::drawn(options_, random));
}

template <std::size_t count>
void PolesLanes<count>::observe(std::span<float> observations) const {
  require_numbers("observations", observations.size(), observation_count(), lanes_);
  if constexpr (count == 1)
    HWY_DYNAMIC_DISPATCH(observe_single)(groups_.data(), lanes_, options_.velocities, observations.data());
  else
    HWY_DYNAMIC_DISPATCH(observe_double)(groups_.data(), lanes_, options_.velocities, observations.data());
}

template <std::size_t count>
std::span<const std::uint32_t> PolesLanes<count>::step(std::span<const float> actions) {
  require_numbers("actions", actions.size(), action_count(), lanes_);
  const auto limit = static_cast<double>(options_.limit);
  std::size_t ended = 0;
  if constexpr (count == 1)
    ended = HWY_DYNAMIC_DISPATCH(step_single)(groups_.data(), lanes_, limit, actions.data(), ended_.data());
  else
    ended = HWY_DYNAMIC_DISPATCH(step_double)(groups_.data(), lanes_, limit, actions.data(), ended_.data());
  return {ended_.data(), ended};
}

template class PolesLanes<1>;
template class PolesLanes<2>;

}  // namespace plexus::evolve
#endif
