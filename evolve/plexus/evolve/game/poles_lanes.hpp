#pragma once

#include <cstdint>
#include <vector>

#include <plexus/evolve/game/lane_groups.hpp>
#include <plexus/evolve/game/poles.hpp>
#include <plexus/evolve/game/vector_environment.hpp>

namespace plexus::evolve {

/// Poles, many carts side by side in vectors of the widest instruction set that this machine has: to the last bit what
/// as many games would do, on any machine.
template <std::size_t count>
class PolesLanes final : public VectorEnvironment {
 public:
  using Group = LaneGroup<Poles<count>::state_size>;

  /// Throws Error when there are no lanes.
  PolesLanes(std::size_t lanes, const PolesOptions& options = {});

  std::size_t lanes() const override { return lanes_; }
  std::size_t observation_count() const override { return Poles<count>::observation_count(options_); }
  std::size_t action_count() const override { return 1; }
  void reset(std::size_t lane, Random& random) override;
  /// Starts an episode from here. Throws Error when there is no such lane.
  void start(std::size_t lane, const typename Poles<count>::State& state);
  void observe(std::span<float> observations) const override;
  std::span<const std::uint32_t> step(std::span<const float> actions) override;
  bool over(std::size_t lane) const override { return group_of(lane).playing[lane % lane_group_size] == 0; }
  double score(std::size_t lane) const override { return group_of(lane).score[lane % lane_group_size]; }

 private:
  const Group& group_of(std::size_t lane) const { return groups_[lane / lane_group_size]; }

  PolesOptions options_;
  std::size_t lanes_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> ended_;
};

extern template class PolesLanes<1>;
extern template class PolesLanes<2>;

using SinglePoleLanes = PolesLanes<1>;
using DoublePoleLanes = PolesLanes<2>;

}  // namespace plexus::evolve
