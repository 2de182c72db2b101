#include <plexus/evolve/task/task.hpp>

#include <algorithm>
#include <array>
#include <vector>

#include <plexus/core/table.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/task/poles.hpp>
#include <plexus/evolve/task/tasks.hpp>

namespace plexus::evolve {
namespace {

constexpr std::string_view gomez = "Gomez, Schmidhuber and Miikkulainen 2008, section 5";
constexpr std::string_view evojax = "Tang, Tian and Ha 2022, EvoJAX's cart-pole swing-up";

constexpr auto table = std::to_array<TaskRow>({
    {.name = "multiplexer-6",
     .summary = "pass on the one of 4 bits that 2 others address",
     .source = "SharpNEAT's BinarySixMultiplexer",
     .inputs = 6,
     .outputs = 1,
     .maker = multiplexer_6_task,
     .output = Activation::logistic},
    {.name = "multiplexer-11",
     .summary = "pass on the one of 8 bits that 3 others address",
     .source = "SharpNEAT's BinaryElevenMultiplexer",
     .inputs = 11,
     .outputs = 1,
     .maker = multiplexer_11_task,
     .output = Activation::logistic},
    {.name = "multiplexer-20",
     .summary = "pass on the one of 16 bits that 4 others address",
     .source = "after SharpNEAT's BinaryTwentyMultiplexer",
     .inputs = 20,
     .outputs = 1,
     .maker = multiplexer_20_task,
     .output = Activation::logistic},
    {.name = "retina",
     .summary = "see whether there is an object on the left and one on the right",
     .source = "Kashtan and Alon 2005, as Clune, Mouret and Lipson 2013",
     .inputs = 8,
     .outputs = 1,
     .maker = retina_task,
     .output = Activation::logistic},
    {.name = "retina-or",
     .summary = "see whether there is an object on the left or on the right",
     .source = "Kashtan and Alon 2005, as Clune, Mouret and Lipson 2013",
     .inputs = 8,
     .outputs = 1,
     .maker = retina_or_task,
     .output = Activation::logistic},
    {.name = "sequence-recall",
     .summary = "remember a sequence of signs, and turn as they said at one junction after the other",
     .source = "after Rawal and Miikkulainen 2016",
     .inputs = 2,
     .outputs = 2,
     .needs_memory = true,
     .game = "sequence-recall",
     .maker = sequence_recall_task},
    {.name = "xor",
     .summary = "answer whether two bits differ",
     .source = "Stanley and Miikkulainen 2002, section 4.1",
     .inputs = 2,
     .outputs = 1,
     .maker = xor_task,
     .output = Activation::logistic},
    {.name = "single-pole",
     .summary = "balance a pole on a cart for 100,000 steps",
     .source = gomez,
     .inputs = 4,
     .outputs = 1,
     .game = "single-pole",
     .maker = [] { return single_pole_task(); },
     .without_velocities = "single-pole-hidden"},
    {.name = "single-pole-hidden",
     .summary = "balance a pole on a cart for 100,000 steps without seeing velocities",
     .source = gomez,
     .inputs = 2,
     .outputs = 1,
     .needs_memory = true,
     .game = "single-pole-hidden",
     .maker = [] { return single_pole_task({.velocities = false}); }},
    {.name = "double-pole",
     .summary = "balance two poles on a cart for 100,000 steps",
     .source = gomez,
     .inputs = 6,
     .outputs = 1,
     .game = "double-pole",
     .maker = [] { return double_pole_task(); },
     .without_velocities = "double-pole-hidden"},
    {.name = "double-pole-hidden",
     .summary = "balance two poles on a cart for 100,000 steps, and for 1,000 from 200 of 625 other starts, without "
                "seeing velocities",
     .source = "Gruau, Whitley and Pyeatt 1996, in the setting of Gomez, Schmidhuber and Miikkulainen 2008",
     .inputs = 3,
     .outputs = 1,
     .needs_memory = true,
     .game = "double-pole-hidden",
     .maker = [] { return double_pole_task({.velocities = false, .fitness = PoleFitness::damping}); }},
    {.name = "swing-up-easy",
     .summary = "swing up a pole that hangs on a cart, and balance it: a mean score of 900",
     .source = evojax,
     .inputs = 5,
     .outputs = 1,
     .game = "swing-up-easy",
     .maker = [] { return swing_up_task(SwingUpStart::near_hanging, 900); }},
    {.name = "swing-up-hard",
     .summary = "swing up a pole from anywhere and at any speed, and balance it: a mean score of 600",
     .source = evojax,
     .inputs = 5,
     .outputs = 1,
     .game = "swing-up-hard",
     .maker = [] { return swing_up_task(SwingUpStart::anywhere, 600); }},
    {.name = "maze-hard",
     .summary = "steer a robot through a maze of dead ends",
     .source = "Lehman and Stanley 2011, section 4.1",
     .inputs = 10,
     .outputs = 2,
     .game = "maze-hard",
     .maker = hard_maze_task,
     .output = Activation::logistic,
     .has_behaviour = true},
    {.name = "maze-medium",
     .summary = "steer a robot through a maze",
     .source = "Lehman and Stanley 2011, section 4.1",
     .inputs = 10,
     .outputs = 2,
     .game = "maze-medium",
     .maker = medium_maze_task,
     .output = Activation::logistic,
     .has_behaviour = true},
    {.name = "prey-capture",
     .summary = "catch a prey that is seen only when near",
     .source = "Gomez and Miikkulainen 1997, as in SharpNEAT",
     .inputs = 13,
     .outputs = 4,
     .needs_memory = true,
     .game = "prey-capture",
     .maker = prey_capture_task},
#ifdef PLEXUS_BOX2D
    {.name = "bipedal-walker",
     .summary = "walk on two legs over uneven ground: a mean score of 300",
     .source = "Gym's BipedalWalker-v3",
     .inputs = 24,
     .outputs = 4,
     .game = "bipedal-walker",
     .maker = bipedal_walker_task},
    {.name = "lunar-lander",
     .summary = "land a ship on its legs, softly and on the pad: a mean score of 200",
     .source = "Gym's LunarLander-v3",
     .inputs = 8,
     .outputs = 4,
     .game = "lunar-lander",
     .maker = lunar_lander_task},
#endif
});

std::vector<TaskRow> with_games() {
  std::vector<TaskRow> rows(table.begin(), table.end());
  for (const GameRow& game : game_rows()) {
    const auto is_of_game = [&](const TaskRow& row) { return row.game == game.name || row.name == game.name; };
    if (std::ranges::none_of(table, is_of_game))
      rows.push_back({.name = game.name,
                      .summary = game.summary,
                      .source = game.source,
                      .inputs = game.inputs,
                      .outputs = game.outputs,
                      .needs_memory = game.needs_memory,
                      .game = game.name});
  }
  return rows;
}

// Each generation's best has been confirmed over fresh episodes, or is worse than one that was.
Task task_of(const GameRow& game) {
  return {score_in(game).solved_when(
      [solved = game.solved](const Network&, const Evaluation& evaluation) { return evaluation.score >= solved; })};
}

}  // namespace

Task TaskRow::make() const { return maker != nullptr ? maker() : task_of(game_named(game)); }

std::span<const TaskRow> task_rows() {
  static const std::vector<TaskRow> rows = with_games();
  return rows;
}

const TaskRow& task_named(std::string_view name) { return row_named(task_rows(), name, "task"); }

}  // namespace plexus::evolve
