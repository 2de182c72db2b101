#include <plexus/evolve/game/swing_up_lanes.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/evolve/game/swing_up_lanes.cpp"
#include <hwy/foreach_target.h>

#include <plexus/evolve/game/lanes-inl.hpp>

#include <array>

#include <plexus/core/error.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::evolve::HWY_NAMESPACE {

#include <plexus/core/sine_near_zero.inc>
#include <plexus/evolve/game/swing_up_physics.inc>

void observe(const SwingUpLanes::Group* groups, std::size_t lanes, float* observations) {
  for_each_vector(groups, lanes,
                  [&](const SwingUpLanes::Group& group, std::size_t first, std::size_t lane, std::size_t present)
                      HWY_ATTR {
                        constexpr std::array<std::size_t, 5> shown{0, 1, 4, 5, 3};
                        for (std::size_t i = 0; i < shown.size(); ++i)
                          show(load(group.state[shown[i]], first), observations + i * lanes + lane, present);
                      });
}

// Writes down the lanes whose episodes ended, and returns how many.
std::size_t step(SwingUpLanes::Group* groups, std::size_t lanes, const float* actions, std::uint32_t* ended) {
  std::uint32_t* end = ended;
  for_each_vector(groups, lanes,
                  [&](SwingUpLanes::Group& group, std::size_t first, std::size_t lane, std::size_t present) HWY_ATTR {
                    const swing_up::State<Numbers> now{load(group.state[0], first), load(group.state[1], first),
                                                       load(group.state[2], first), load(group.state[3], first)};
                    const swing_up::Turn<Numbers> turn{load(group.state[5], first), load(group.state[4], first)};
                    const auto next = swing_up::moved(now, swing_up::force_of(read(actions + lane, present)), turn);
                    const auto turned = swing_up::turn_of(next.angle);
                    const Numbers playing = load(group.playing, first), steps = load(group.steps, first) + playing;
                    const Numbers score = load(group.score, first);
                    const auto moves = playing > 0.0;
                    const auto goes_on =
                        hn::And(is_within(next.x, swing_up::farthest), steps < double{SwingUp::most_steps});
                    const auto ends = hn::AndNot(goes_on, moves);
                    store(where(moves, next.x, now.x), group.state[0], first);
                    store(where(moves, next.x_speed, now.x_speed), group.state[1], first);
                    store(where(moves, next.angle, now.angle), group.state[2], first);
                    store(where(moves, next.angle_speed, now.angle_speed), group.state[3], first);
                    store(where(moves, turned.cosine, turn.cosine), group.state[4], first);
                    store(where(moves, turned.sine, turn.sine), group.state[5], first);
                    store(steps, group.steps, first);
                    store(where(moves, score + swing_up::reward_of(next.x, turned), score), group.score, first);
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

SwingUpLanes::SwingUpLanes(std::size_t lanes, SwingUpStart start)
    : start_(start), lanes_(lanes), groups_((lanes + lane_group_size - 1) / lane_group_size), ended_(lanes) {
  if (lanes == 0) throw Error("an environment needs at least 1 lane, got 0");
}

void SwingUpLanes::start(std::size_t lane, const SwingUp::State& state) {
  require_lane(lane, lanes_);
  SwingUp game;
  game.start(state);
  Group& group = groups_[lane / lane_group_size];
  const std::size_t place = lane % lane_group_size;
  for (std::size_t i = 0; i < state.size(); ++i) group.state[i][place] = state[i];
  group.state[4][place] = game.observe()[2];
  group.state[5][place] = game.observe()[3];
  group.steps[place] = group.score[place] = 0;
  group.playing[place] = game.over() ? 0 : 1;
}

void SwingUpLanes::reset(std::size_t lane, Random& random) {
  require_lane(lane, lanes_);
  start(lane, SwingUp::drawn(start_, random));
}

void SwingUpLanes::observe(std::span<float> observations) const {
  require_numbers("observations", observations.size(), observation_count(), lanes_);
  HWY_DYNAMIC_DISPATCH(observe)(groups_.data(), lanes_, observations.data());
}

std::span<const std::uint32_t> SwingUpLanes::step(std::span<const float> actions) {
  require_numbers("actions", actions.size(), action_count(), lanes_);
  return {ended_.data(), HWY_DYNAMIC_DISPATCH(step)(groups_.data(), lanes_, actions.data(), ended_.data())};
}

}  // namespace plexus::evolve
#endif
