#pragma once

#include <cstdint>
#include <vector>

#include <plexus/evolve/game/lane_groups.hpp>
#include <plexus/evolve/game/swing_up.hpp>
#include <plexus/evolve/game/vector_environment.hpp>

namespace plexus::evolve {

/// SwingUp, many side by side in vectors of the widest instruction set that this machine has: to the last bit what as
/// many games would do, on any machine.
class SwingUpLanes final : public VectorEnvironment {
 public:
  /// x, x', a, a', cos a, sin a
  using Group = LaneGroup<6>;

  /// Throws Error when there are no lanes.
  explicit SwingUpLanes(std::size_t lanes, SwingUpStart start = SwingUpStart::near_hanging);

  std::size_t lanes() const override { return lanes_; }
  std::size_t observation_count() const override { return 5; }
  std::size_t action_count() const override { return 1; }
  void reset(std::size_t lane, Random& random) override;
  /// Starts an episode from here. Throws Error when there is no such lane.
  void start(std::size_t lane, const SwingUp::State& state);
  void observe(std::span<float> observations) const override;
  std::span<const std::uint32_t> step(std::span<const float> actions) override;
  bool over(std::size_t lane) const override { return group_of(lane).playing[lane % lane_group_size] == 0; }
  double score(std::size_t lane) const override { return group_of(lane).score[lane % lane_group_size]; }

 private:
  const Group& group_of(std::size_t lane) const { return groups_[lane / lane_group_size]; }

  SwingUpStart start_;
  std::size_t lanes_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> ended_;
};

}  // namespace plexus::evolve
