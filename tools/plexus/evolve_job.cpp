#include "evolve_job.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <limits>
#include <memory>
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
#include "task_search.hpp"
#include "text.hpp"

namespace plexus::command {
namespace {

std::string_view name_of(evolve::Goal goal) { return goal == evolve::Goal::maximise ? "maximise" : "minimise"; }

// All options of a run, which are those suggested if nobody says otherwise. The goal is that of the problem.
evolve::Options options_for(const EvolveChoice& choice, evolve::Options suggested, evolve::Goal goal) {
  if (choice.resumed) return choice.resumed->options;
  suggested.goal = goal;
  evolve::Options options = options_of(choice, std::move(suggested));
  if (options.goal != goal)
    throw Error("--config: ", choice.config, ": goal is \"", name_of(options.goal), "\", but scores of '", choice.what,
                "' are to be ", name_of(goal), "d; leave it out");
  return options;
}

void require_behaviour(const evolve::Options& options, bool has_behaviour, const std::string& what) {
  if (options.strategy != evolve::Strategy::novelty || has_behaviour) return;
  std::string names;
  for (const evolve::TaskRow& each : evolve::task_rows())
    if (each.has_behaviour) names += (names.empty() ? "" : ", ") + std::string(each.name);
  throw Error("'", what, "' has no behaviour; novelty is for ", names);
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
  evolve::Options suggested = usual_options(choice);
  // Units that bend once, and gently: they follow the chance of few rows least.
  if (!choice.breeding.neataptic) suggested.mutation.activations = {Activation::tanh};
  const evolve::Options options = options_for(choice, suggested, evolve::Goal::minimise);
  require_behaviour(options, false, choice.what);
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

// A network that solves the task is the champion, also when another has a better score.
void tell_of_better(const evolve::Fitness& fitness, const evolve::Result& result) {
  if (result.stopped != evolve::Stopped::solved || fitness.confirmations() > 0) return;
  double best = result.score;
  for (const evolve::Record& record : result.history)
    if (is_better(record.best, best, fitness.goal())) best = record.best;
  if (best != result.score)
    std::cout << "another network has a better score, " << rounded(best, 6)
              << ", but does not solve it; the champion is saved\n";
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
  tell_of_better(task.fitness, result);
  if (!row.game.empty()) {
    const evolve::GameRow& game = evolve::game_named(row.game);
    std::cout << line_of(game, play_episodes(result.best, game, 100, seed)) << '\n';
  }
  return {result.best, {}, {}, std::string(row.game), "evolved for the task " + std::string(row.name) + "; " + line};
}

Job task_job(const evolve::TaskRow& row, const EvolveChoice& choice) {
  TaskSearch search = search_for(row, choice);
  const evolve::Task task = row.make();
  const evolve::Options options = options_for(choice, search.options, task.fitness.goal());
  require_behaviour(options, row.has_behaviour, choice.what);
  if (!choice.print_config) {
    std::cout << "task: " << row.name << ", " << row.summary << "\nsource: " << row.source << '\n';
    if (!choice.resumed) std::cout << line_of(search, options) << '\n';
    if (!row.game.empty()) std::cout << "game: " << row.game << ", which plexus play shows\n";
  }
  const auto finish = [&row, task, seed = options.seed](const evolve::Result& result) {
    return finish_task(row, task, seed, result);
  };
  return {options, task.fitness, row.inputs, row.outputs, finish, row.output, {}, std::move(search.start)};
}

std::vector<std::string> known_names() {
  std::vector<std::string> names;
  for (const evolve::TaskRow& row : evolve::task_rows()) names.emplace_back(row.name);
  return names;
}

// The task that is asked for, or nothing.
const evolve::TaskRow* task_of(const EvolveChoice& choice) {
  const auto found = std::ranges::find(evolve::task_rows(), choice.what, &evolve::TaskRow::name);
  const evolve::TaskRow* row = found == evolve::task_rows().end() ? nullptr : &*found;
  if (!choice.no_velocities) return row;
  if (row != nullptr && !row->without_velocities.empty()) return &evolve::task_named(row->without_velocities);
  std::string names;
  for (const evolve::TaskRow& each : evolve::task_rows())
    if (!each.without_velocities.empty()) names += (names.empty() ? "" : ", ") + std::string(each.name);
  throw Error("--no-velocities is for the tasks ", names, ", and not for '", choice.what, "'");
}

void require_file(const std::string& what) {
  if (what.find('.') != std::string::npos || std::filesystem::exists(what)) return;
  throw Error("'", what, "' is neither a task nor a CSV file; ", did_you_mean(what, known_names()));
}

}  // namespace

std::string listed_names() {
  std::string text;
  for (const std::string& name : known_names()) text += (text.empty() ? "" : ", ") + name;
  return text;
}

Job job_of(const EvolveChoice& choice) {
  const evolve::TaskRow* task = task_of(choice);
  if (task == nullptr) require_file(choice.what);
  if (task != nullptr && !choice.for_a_file.empty())
    throw Error(choice.for_a_file, " is for a CSV file, and ", choice.what, " is a task");
  Job job = task != nullptr ? task_job(*task, choice) : table_job(choice);
  job.options.goal = job.fitness.goal();
  constexpr double most = std::numeric_limits<double>::infinity();
  if (choice.evaluation_seconds > 0)
    job.fitness = std::move(job.fitness)
                      .within(choice.evaluation_seconds, job.fitness.goal() == evolve::Goal::maximise ? -most : most);
  return job;
}

}  // namespace plexus::command
