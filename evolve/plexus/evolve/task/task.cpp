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
    {"multiplexer-6",
     "pass on the one of 4 bits that 2 others address",
     "SharpNEAT's BinarySixMultiplexer",
     6,
     1,
     false,
     "",
     multiplexer_6_task,
     {},
     Activation::logistic},
    {"multiplexer-11",
     "pass on the one of 8 bits that 3 others address",
     "SharpNEAT's BinaryElevenMultiplexer",
     11,
     1,
     false,
     "",
     multiplexer_11_task,
     {},
     Activation::logistic},
    {"multiplexer-20",
     "pass on the one of 16 bits that 4 others address",
     "after SharpNEAT's BinaryTwentyMultiplexer",
     20,
     1,
     false,
     "",
     multiplexer_20_task,
     {},
     Activation::logistic},
    {"retina",
     "see whether there is an object on the left and one on the right",
     "Kashtan and Alon 2005, as Clune, Mouret and Lipson 2013",
     8,
     1,
     false,
     "",
     retina_task,
     {},
     Activation::logistic},
    {"retina-or",
     "see whether there is an object on the left or on the right",
     "Kashtan and Alon 2005, as Clune, Mouret and Lipson 2013",
     8,
     1,
     false,
     "",
     retina_or_task,
     {},
     Activation::logistic},
    {"sequence-recall", "remember a sequence of signs, and turn as they said at one junction after the other",
     "after Rawal and Miikkulainen 2016", 2, 2, true, "sequence-recall", sequence_recall_task},
    {"xor",
     "answer whether two bits differ",
     "Stanley and Miikkulainen 2002, section 4.1",
     2,
     1,
     false,
     "",
     xor_task,
     {},
     Activation::logistic},
    {"single-pole", "balance a pole on a cart for 100,000 steps", gomez, 4, 1, false, "single-pole",
     [] { return single_pole_task(); }, "single-pole-hidden"},
    {"single-pole-hidden", "balance a pole on a cart for 100,000 steps without seeing velocities", gomez, 2, 1, true,
     "single-pole-hidden", [] { return single_pole_task({.velocities = false}); }},
    {"double-pole", "balance two poles on a cart for 100,000 steps", gomez, 6, 1, false, "double-pole",
     [] { return double_pole_task(); }, "double-pole-hidden"},
    {"double-pole-hidden",
     "balance two poles on a cart for 100,000 steps, and for 1,000 from 200 of 625 other starts, without seeing "
     "velocities",
     "Gruau, Whitley and Pyeatt 1996, in the setting of Gomez, Schmidhuber and Miikkulainen 2008", 3, 1, true,
     "double-pole-hidden", [] { return double_pole_task({.velocities = false, .fitness = PoleFitness::damping}); }},
    {"swing-up-easy", "swing up a pole that hangs on a cart, and balance it: a mean score of 900", evojax, 5, 1, false,
     "swing-up-easy", [] { return swing_up_task(SwingUpStart::near_hanging, 900); }},
    {"swing-up-hard", "swing up a pole from anywhere and at any speed, and balance it: a mean score of 600", evojax, 5,
     1, false, "swing-up-hard", [] { return swing_up_task(SwingUpStart::anywhere, 600); }},
    {"maze-hard",
     "steer a robot through a maze of dead ends",
     "Lehman and Stanley 2011, section 4.1",
     10,
     2,
     false,
     "maze-hard",
     hard_maze_task,
     {},
     Activation::logistic},
    {"maze-medium",
     "steer a robot through a maze",
     "Lehman and Stanley 2011, section 4.1",
     10,
     2,
     false,
     "maze-medium",
     medium_maze_task,
     {},
     Activation::logistic},
    {"prey-capture", "catch a prey that is seen only when near", "Gomez and Miikkulainen 1997, as in SharpNEAT", 13, 4,
     true, "prey-capture", prey_capture_task},
#ifdef PLEXUS_BOX2D
    {"bipedal-walker", "walk on two legs over uneven ground: a mean score of 300", "Gym's BipedalWalker-v3", 24, 4,
     false, "bipedal-walker", bipedal_walker_task},
    {"lunar-lander", "land a ship on its legs, softly and on the pad: a mean score of 240, where Gym asks for 200",
     "Gym's LunarLander-v3", 8, 4, false, "lunar-lander", lunar_lander_task},
#endif
});

std::vector<TaskRow> with_games() {
  std::vector<TaskRow> rows(table.begin(), table.end());
  for (const GameRow& game : game_rows()) {
    const auto is_of_game = [&](const TaskRow& row) { return row.game == game.name || row.name == game.name; };
    if (std::ranges::none_of(table, is_of_game))
      rows.push_back(
          {game.name, game.summary, game.source, game.inputs, game.outputs, game.needs_memory, game.name, nullptr});
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
