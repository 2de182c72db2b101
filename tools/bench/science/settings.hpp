#pragma once

#include <optional>

#include <plexus/evolve/fitness.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/network/network.hpp>

// How each row of plexus bench science searches: one function a row, in a file of its name.

namespace plexus::bench {

/// What a run is made of beside its task. It is the same for all seeds; Options::seed is set by the run.
struct Setting {
  evolve::Options options;
  Network start;
  /// How many episodes of the task's game score a network, and confirm a champion; none: as many as in the task.
  std::optional<evolve::EpisodeOptions> episodes = {};
};

Setting double_pole();
Setting double_pole_hidden();
Setting double_pole_hidden_neat();
Setting double_pole_neat();
Setting lunar_lander();
Setting maze_hard();
Setting single_pole_hidden();
Setting swing_up_hard();
Setting xor_neat();

}  // namespace plexus::bench
