#pragma once

#include <vector>

#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/game/vector_environment.hpp>

namespace plexus::evolve {

/// Any game as an environment: as many games as lanes, each moved for itself.
class GameLanes : public VectorEnvironment {
 public:
  using MakeGame = std::function<std::unique_ptr<Game>()>;

  /// Throws Error when there are no lanes, or `make` is empty or returns null.
  GameLanes(const MakeGame& make, std::size_t lanes);

  std::size_t lanes() const override { return games_.size(); }
  std::size_t observation_count() const override { return observation_count_; }
  std::size_t action_count() const override { return action_.size(); }
  void reset(std::size_t lane, Random& random) override;
  void observe(std::span<float> observations) const override;
  std::span<const std::uint32_t> step(std::span<const float> actions) override;
  bool over(std::size_t lane) const override { return !playing_[lane]; }
  double score(std::size_t lane) const override { return started_[lane] ? games_[lane]->score() : 0; }

 private:
  std::vector<std::unique_ptr<Game>> games_;
  std::vector<bool> started_, playing_;
  std::size_t observation_count_;
  std::vector<double> action_;
  std::vector<std::uint32_t> ended_;
};

}  // namespace plexus::evolve
