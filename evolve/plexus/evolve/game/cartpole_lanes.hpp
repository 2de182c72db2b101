#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <plexus/evolve/game/cartpole.hpp>
#include <plexus/evolve/game/lane_groups.hpp>
#include <plexus/evolve/game/vector_environment.hpp>

namespace plexus::evolve {

/// CartPole, many side by side in vectors of the widest instruction set that this machine has: to the last bit what as
/// many CartPole games would do, on any machine.
class CartPoleLanes : public VectorEnvironment {
 public:
  /// Throws Error when there are no lanes.
  explicit CartPoleLanes(std::size_t lanes);

  std::size_t lanes() const override { return lanes_; }
  std::size_t observation_count() const override { return 4; }
  std::size_t action_count() const override { return 2; }
  void reset(std::size_t lane, Random& random) override;
  /// Starts an episode from here. Throws Error when there is no such lane.
  void start(std::size_t lane, const CartPole::Observation& observation);
  void observe(std::span<float> observations) const override;
  std::span<const std::uint32_t> step(std::span<const float> actions) override;
  bool over(std::size_t lane) const override { return group_of(lane).playing[lane % lane_group_size] == 0; }
  double score(std::size_t lane) const override { return group_of(lane).steps[lane % lane_group_size]; }

  /// As a LaneGroup, but for the score, which is that of the steps.
  struct alignas(64) Group {
    std::array<LaneRow, 4> state{};  ///< as CartPole::Observation
    LaneRow steps{};                 ///< taken
    LaneRow playing{};               ///< 1 in an episode, 0 after it
  };

 private:
  const Group& group_of(std::size_t lane) const { return groups_[lane / lane_group_size]; }

  std::size_t lanes_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> ended_;
};

}  // namespace plexus::evolve
