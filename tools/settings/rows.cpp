#include <algorithm>
#include <array>
#include <utility>

#include <plexus/evolve/game/game.hpp>

#include "settings.hpp"

namespace plexus::settings {
namespace {

constexpr auto rows = std::to_array<SettingRow>({
    {.name = "bipedal-walker", .task = "bipedal-walker", .make = bipedal_walker},
    {.name = "double-pole", .task = "double-pole", .make = double_pole},
    {.name = "double-pole-neat", .task = "double-pole", .make = double_pole_neat},
    {.name = "double-pole-hidden", .task = "double-pole-hidden", .make = double_pole_hidden},
    {.name = "double-pole-hidden-neat", .task = "double-pole-hidden", .make = double_pole_hidden_neat},
    {.name = "lunar-lander", .task = "lunar-lander", .make = lunar_lander},
    {.name = "maze-hard", .task = "maze-hard", .make = maze_hard},
    {.name = "maze-hard", .task = "maze-medium", .make = maze_hard},
    {.name = "multiplexer-6", .task = "multiplexer-6", .make = multiplexer_6},
    {.name = "multiplexer-11", .task = "multiplexer-11", .make = multiplexer_11},
    {.name = "multiplexer-20", .task = "multiplexer-20", .make = multiplexer_20},
    {.name = "pendulum", .task = "pendulum", .make = pendulum},
    {.name = "prey-capture", .task = "prey-capture", .make = prey_capture},
    {.name = "retina", .task = "retina", .make = retina},
    {.name = "retina", .task = "retina-or", .make = retina},
    {.name = "sequence-recall", .task = "sequence-recall", .make = sequence_recall},
    {.name = "single-pole-hidden", .task = "single-pole-hidden", .make = single_pole_hidden},
    {.name = "swing-up-hard", .task = "swing-up-hard", .make = swing_up_hard},
    {.name = "swing-up-easy", .task = "swing-up-easy", .make = swing_up_easy},
    {.name = "xor-neat", .task = "xor", .make = xor_neat},
});

}  // namespace

std::span<const SettingRow> setting_rows() { return rows; }

const SettingRow* setting_for(std::string_view task, std::optional<evolve::Strategy> strategy) {
  const auto found = std::ranges::find_if(rows, [&](const SettingRow& row) {
    return row.task == task && (!strategy || row.make().options.strategy == *strategy);
  });
  return found == rows.end() ? nullptr : &*found;
}

evolve::Task task_with(const evolve::TaskRow& row, const Setting& setting) {
  evolve::Task task = row.make();
  if (!setting.episodes) return task;
  const evolve::GameRow& game = evolve::game_named(row.game);
  task.fitness = evolve::score_in(game, *setting.episodes)
                     .solved_when([solved = game.solved](const Network&, const evolve::Evaluation& evaluation) {
                       return evaluation.score >= solved;
                     });
  return task;
}

}  // namespace plexus::settings
