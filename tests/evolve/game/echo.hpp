#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/game/game_lanes.hpp>
#include <plexus/evolve/game/lockstep.hpp>

// A game that tells how a network was asked, for tests of how episodes are played.

namespace plexus::evolve {

// Two numbers are shown, three taken; each step scores the first of them, so the score tells how the network computed
// and what it remembers. Some episodes are over before the first step.
class Echo : public Game {
 public:
  void reset(Random& random) override {
    steps_ = 0;
    sum_ = 0;
    limit_ = random.below(12);
    shown_ = {random.uniform(), 0.5};
  }
  std::span<const double> observe() const override { return shown_; }
  std::size_t action_count() const override { return 3; }
  void step(std::span<const double> action) override {
    sum_ += action[0] + action[2];
    shown_[1] = action[1];
    ++steps_;
  }
  bool over() const override { return steps_ >= limit_; }
  double score() const override { return sum_; }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return limit_; }
  std::string draw() const override { return "\n"; }

 private:
  std::array<double, 2> shown_{};
  double sum_ = 0;
  std::size_t steps_ = 0, limit_ = 0;
};

inline const MakeEnvironment echoes = [](std::size_t lanes) {
  return std::make_unique<GameLanes>([] { return std::make_unique<Echo>(); }, lanes);
};

inline Random from(std::size_t episode) { return Random(11, episode); }

}  // namespace plexus::evolve
