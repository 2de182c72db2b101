#pragma once

#include <optional>
#include <span>
#include <string_view>

#include <plexus/evolve/fitness.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/task/task.hpp>
#include <plexus/network/network.hpp>

// Ways to search that are known to solve a task: what plexus evolve TASK and the rows of plexus bench science take. One
// function each, in a file of its name.

namespace plexus::settings {

/// What a run is made of beside its task. It is the same for all seeds; Options::seed is set by the run.
struct Setting {
  evolve::Options options;
  Network start;
  /// How many episodes of the task's game score a network, and confirm a champion, in plexus bench science; none: as
  /// many as in the task. The command always scores as the task does, so that a run goes on in the same episodes,
  /// whatever settings it was begun with.
  std::optional<evolve::EpisodeOptions> episodes = {};
};

/// The task, scored by as many episodes as the setting says.
evolve::Task task_with(const evolve::TaskRow& row, const Setting& setting);

Setting bipedal_walker();
Setting double_pole();
Setting double_pole_hidden();
Setting double_pole_hidden_neat();
Setting double_pole_neat();
Setting lunar_lander();
Setting maze_hard();
Setting multiplexer_11();
Setting multiplexer_20();
Setting multiplexer_6();
Setting pendulum();
Setting prey_capture();
Setting retina();
Setting sequence_recall();
Setting single_pole_hidden();
Setting swing_up_easy();
Setting swing_up_hard();
Setting xor_neat();

/// One row of the table of settings.
struct SettingRow {
  std::string_view name;  ///< for people; that of the row of plexus bench science, if there is one
  std::string_view task;  ///< of the table of tasks
  Setting (*make)();
};

/// All rows; of those of one task the first is what it is searched with when nobody says otherwise.
std::span<const SettingRow> setting_rows();

/// The first row of a task, or the first of this strategy; nullptr when there is none.
const SettingRow* setting_for(std::string_view task, std::optional<evolve::Strategy> strategy = {});

}  // namespace plexus::settings
