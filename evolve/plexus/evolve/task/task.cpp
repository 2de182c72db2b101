#include <plexus/evolve/task/task.hpp>

#include <algorithm>
#include <array>
#include <vector>

#include <plexus/core/table.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/task/tasks.hpp>

namespace plexus::evolve {
namespace {

constexpr auto table = std::to_array<TaskRow>({
    {"multiplexer-6", "pass on the one of 4 bits that 2 others address", "SharpNEAT's BinarySixMultiplexer", 6, 1,
     false, "", multiplexer_6_task},
    {"multiplexer-11", "pass on the one of 8 bits that 3 others address", "SharpNEAT's BinaryElevenMultiplexer", 11, 1,
     false, "", multiplexer_11_task},
    {"multiplexer-20", "pass on the one of 16 bits that 4 others address", "after SharpNEAT's BinaryTwentyMultiplexer",
     20, 1, false, "", multiplexer_20_task},
    {"retina", "see whether there is an object on the left and one on the right",
     "Kashtan and Alon 2005, as Clune, Mouret and Lipson 2013", 8, 1, false, "", retina_task},
    {"retina-or", "see whether there is an object on the left or on the right",
     "Kashtan and Alon 2005, as Clune, Mouret and Lipson 2013", 8, 1, false, "", retina_or_task},
    {"sequence-recall", "remember a sequence of signs, and turn as they said at one junction after the other",
     "after Rawal and Miikkulainen 2016", 2, 2, true, "sequence-recall", sequence_recall_task},
    {"xor", "answer whether two bits differ", "Stanley and Miikkulainen 2002, section 4.1", 2, 1, false, "", xor_task},
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
