#include <plexus/evolve/game/game_lanes.hpp>

#include <algorithm>

#include <plexus/core/callable.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>

namespace plexus::evolve {

GameLanes::GameLanes(const MakeGame& make, std::size_t lanes) {
  if (lanes == 0) throw Error("an environment needs at least 1 lane, got 0");
  require_memory(lanes, sizeof(std::unique_ptr<Game>), "lane");
  started_.resize(lanes);
  playing_.resize(lanes);
  require_callable(make, "GameLanes", "make");
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    games_.push_back(make());
    if (games_.back() == nullptr)
      throw Error("the function that makes games made none for lane ", lane, ", but null; let it return a game");
  }
  Random any(0);  // what a game shows is known once it is reset
  games_.front()->reset(any);
  observation_count_ = games_.front()->observe().size();
  action_.resize(games_.front()->action_count());
  ended_.reserve(lanes);
}

void GameLanes::reset(std::size_t lane, Random& random) {
  require_lane(lane, games_.size());
  games_[lane]->reset(random);
  started_[lane] = true;
  playing_[lane] = !games_[lane]->over();
}

void GameLanes::observe(std::span<float> observations) const {
  require_numbers("observations", observations.size(), observation_count_, games_.size());
  for (std::size_t lane = 0; lane < games_.size(); ++lane) {
    const auto seen = started_[lane] ? games_[lane]->observe() : std::span<const double>();
    for (std::size_t i = 0; i < observation_count_; ++i)
      observations[i * games_.size() + lane] = started_[lane] ? static_cast<float>(seen[i]) : 0.0F;
  }
}

std::span<const std::uint32_t> GameLanes::step(std::span<const float> actions) {
  require_numbers("actions", actions.size(), action_.size(), games_.size());
  ended_.clear();
  for (std::size_t lane = 0; lane < games_.size(); ++lane) {
    if (!playing_[lane]) continue;
    for (std::size_t i = 0; i < action_.size(); ++i)
      action_[i] = static_cast<double>(actions[i * games_.size() + lane]);
    games_[lane]->step(action_);
    if (!games_[lane]->over()) continue;
    playing_[lane] = false;
    ended_.push_back(static_cast<std::uint32_t>(lane));
  }
  return ended_;
}

}  // namespace plexus::evolve
