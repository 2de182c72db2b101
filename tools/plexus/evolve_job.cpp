#include "evolve_job.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/data/nearest.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/learning.hpp>
#include <plexus/evolve/task/task.hpp>

#include "episodes.hpp"
#include "report.hpp"
#include "table_job.hpp"
#include "text.hpp"

namespace plexus::command {
namespace {

// All options of a run, of which `suggest` changes those that the problem asks for if nobody says otherwise.
evolve::Options options_for(const EvolveChoice& choice, const std::function<void(evolve::Options&)>& suggest) {
  return choice.resumed ? choice.resumed->options : options_of(choice, suggest);
}

evolve::Fitness learning_fitness(const EvolveChoice& choice, const Dataset& data, Loss loss) {
  evolve::Fitness fitness = evolve::error_on(data, loss);
  if (choice.learn == 0) return fitness;
  TrainOptions training;
  training.loss = loss;
  training.updates = choice.learn;
  training.epochs = choice.learn;  // each makes an update at least
  return evolve::after_training(data, training, std::move(fitness));
}

Job table_job(const EvolveChoice& choice) {
  const evolve::Options options = options_for(choice, [&](evolve::Options& usual) {
    // Units that bend once, and gently: they follow the chance of few rows least.
    if (!choice.breeding.neataptic) usual.mutation.activations = {Activation::tanh};
  });
  const auto table =
      std::make_shared<const TableJob>(prepare(choice.what, choice.columns, choice.hold_out, options.seed));
  const std::string checksum = checksum_of(choice, choice.what);
  if (!choice.print_config) describe(std::cout, *table, choice.columns);
  const Encoding& encoding = table->encoding;
  const Loss loss = encoding.target.is_class() ? Loss::softmax_cross_entropy : Loss::mean_squared_error;
  const auto finish = [table, file = choice.what](const evolve::Result& result) -> Model {
    const std::string results = print_results(std::cout, result.best, *table);
    return {result.best,
            table->encoding,
            {},
            {},
            note_of({"evolved", table->training.size(), table->table.row_count(), file, results})};
  };
  return {options,
          learning_fitness(choice, table->training, loss),
          encoding.input_count(),
          encoding.output_count(),
          finish,
          Activation::identity,
          checksum};
}

Job game_job(const evolve::GameRow& game, const EvolveChoice& choice) {
  const evolve::Options options = options_for(choice, [&](evolve::Options& usual) { usual.target = game.solved; });
  if (!choice.print_config) std::cout << "game: " << game.name << ", " << game.summary << '\n';
  const auto finish = [&game, seed = options.seed](const evolve::Result& result) -> Model {
    const std::string line = line_of(play_episodes(result.best, game, 100, seed));
    std::cout << line << '\n';
    return {result.best, {}, {}, std::string(game.name), "evolved to play " + std::string(game.name) + "; " + line};
  };
  return {options, evolve::score_in(game), game.inputs, game.outputs, finish};
}

Model finish_task(const evolve::TaskRow& row, const evolve::Task& task, std::uint64_t seed,
                  const evolve::Result& result) {
  const std::string evaluations = count_of(result.history.back().evaluations, "evaluation");
  std::string line = result.stopped == evolve::Stopped::solved ? "solved after " : "not solved after ";
  line += evaluations + ", score " + rounded(result.score, 6);
  if (task.generalise) {
    const evolve::Generalisation found = task.generalise(result.best);
    line += ", masters " + std::to_string(found.mastered) + " of " + std::to_string(found.starts) + " other starts";
  }
  std::cout << line << '\n';
  if (!row.game.empty())
    std::cout << line_of(play_episodes(result.best, evolve::game_named(row.game), 100, seed)) << '\n';
  return {result.best, {}, {}, std::string(row.game), "evolved for the task " + std::string(row.name) + "; " + line};
}

Job task_job(const evolve::TaskRow& row, const EvolveChoice& choice) {
  const evolve::Options options = options_for(choice, [&](evolve::Options& usual) {
    if (row.needs_memory) usual.mutation.kinds = kinds_with_memory(choice.breeding);
  });
  if (!choice.print_config) {
    std::cout << "task: " << row.name << ", " << row.summary << "\nsource: " << row.source << '\n';
    if (!row.game.empty()) std::cout << "game: " << row.game << ", which plexus play shows\n";
  }
  const evolve::Task task = row.make();
  const auto finish = [&row, task, seed = options.seed](const evolve::Result& result) {
    return finish_task(row, task, seed, result);
  };
  return {options, task.fitness, row.inputs, row.outputs, finish, row.output};
}

// The names of all tasks, and of the games that are no task.
std::vector<std::string> known_names() {
  std::vector<std::string> names;
  for (const evolve::TaskRow& row : evolve::task_rows()) names.emplace_back(row.name);
  for (const evolve::GameRow& row : evolve::game_rows())
    if (std::ranges::find(names, row.name) == names.end()) names.emplace_back(row.name);
  return names;
}

template <class Row>
const Row* find(std::span<const Row> rows, std::string_view name) {
  const auto found = std::ranges::find(rows, name, &Row::name);
  return found == rows.end() ? nullptr : &*found;
}

// The task that is asked for, or nothing.
const evolve::TaskRow* task_of(const EvolveChoice& choice) {
  const evolve::TaskRow* row = find(evolve::task_rows(), choice.what);
  if (!choice.no_velocities) return row;
  if (row != nullptr && !row->without_velocities.empty()) return &evolve::task_named(row->without_velocities);
  std::string names;
  for (const evolve::TaskRow& each : evolve::task_rows())
    if (!each.without_velocities.empty()) names += (names.empty() ? "" : ", ") + std::string(each.name);
  throw Error("--no-velocities is for the tasks ", names, ", and not for '", choice.what, "'");
}

void require_file(const std::string& what) {
  if (what.find('.') != std::string::npos || std::filesystem::exists(what)) return;
  throw Error("'", what, "' is neither a task, nor a game, nor a CSV file; ", did_you_mean(what, known_names()));
}

}  // namespace

std::string listed_names() {
  std::string text;
  for (const std::string& name : known_names()) text += (text.empty() ? "" : ", ") + name;
  return text;
}

Job job_of(const EvolveChoice& choice) {
  const evolve::TaskRow* task = task_of(choice);
  const evolve::GameRow* game = find(evolve::game_rows(), choice.what);
  if (task == nullptr && game == nullptr) {
    require_file(choice.what);
    return table_job(choice);
  }
  const std::string kind = task != nullptr ? " is a task" : " is a game";
  if (!choice.columns.target.empty()) throw Error("--target is for a CSV file, and ", choice.what, kind);
  if (choice.learn > 0) throw Error("--learn is for a CSV file, and ", choice.what, kind);
  return task != nullptr ? task_job(*task, choice) : game_job(*game, choice);
}

}  // namespace plexus::command
