#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>
#include <plexus/data/model.hpp>
#include <plexus/data/nearest.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/task/task.hpp>

#include "breeding_options.hpp"
#include "commands.hpp"
#include "episodes.hpp"
#include "input_file.hpp"
#include "number_options.hpp"
#include "output_file.hpp"
#include "report.hpp"
#include "summary.hpp"
#include "table_job.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace plexus::command {
namespace {

struct EvolveChoice {
  std::string what;
  bool no_velocities = false;
  std::vector<std::string> start;  // files; empty: the usual one
  ColumnChoice columns;
  double hold_out = 0.2;
  std::size_t population = 150;
  std::optional<std::size_t> generations;
  double seconds = 0;
  BreedingChoice breeding;
  std::uint64_t seed = 1;
  std::size_t threads = 0;
  std::string output = "champion.json";
  bool quiet = false;
};

evolve::Options options_of(const EvolveChoice& choice) {
  evolve::Options options = options_of(choice.breeding);
  options.population = choice.population;
  options.generations = choice.generations.value_or(100);
  options.seed = choice.seed;
  options.threads = choice.threads;
  return options;
}

// What evolution starts from: the networks of files, or the usual one, inputs joined to outputs and nothing between.
std::vector<Network> starts_of(const EvolveChoice& choice, std::size_t inputs, std::size_t outputs,
                               Activation output = Activation::identity) {
  if (choice.start.empty()) return {architect::Perceptron({inputs, outputs}, {.output = output, .seed = choice.seed})};
  if (choice.start.size() > choice.population)
    throw Error("--start: ", choice.start.size(), " networks are more than --population, which is ", choice.population);
  std::vector<Network> starts;
  for (const std::string& file : choice.start) {
    starts.push_back(read_model(file).network);
    const Network& start = starts.back();
    if (start.input_count() != inputs || start.output_count() != outputs)
      throw Error("--start: the network in '", file, "' has ", count_of(start.input_count(), "input"), " and ",
                  count_of(start.output_count(), "output"), ", and '", choice.what, "' wants ", inputs, " and ",
                  outputs);
  }
  return starts;
}

evolve::Result search(std::span<const Network> starts, const evolve::Fitness& fitness, evolve::Options options,
                      const EvolveChoice& choice) {
  catch_interrupt();
  const std::size_t columns = stderr_terminal().columns;
  const auto progress = evolve::progress_to(std::cerr, columns);
  bool out_of_time = false;
  const auto on_generation = [&](const evolve::Generation& generation) {
    out_of_time = choice.seconds > 0 && generation.seconds >= choice.seconds;
    return (choice.quiet || progress(generation)) && !interrupted() && !out_of_time;
  };
  std::cout << std::flush;
  options.goal = fitness.goal();
  evolve::Population population(starts, options);
  const evolve::Result result = evolve::run(population, fitness, on_generation);
  const bool cut_short = result.stopped == evolve::Stopped::callback;
  if (cut_short && columns > 0 && !choice.quiet) std::cerr << '\n';
  std::cout << "evolved: " << count_of(result.generations, "generation")
            << (cut_short ? ", stopped by " + std::string(interrupted() ? interrupted_by() : "--time") : "")
            << "; the best network has " << summary_of(result.best) << '\n';
  return result;
}

Model evolve_table(const EvolveChoice& choice) {
  const TableJob job = prepare(choice.what, choice.columns, choice.hold_out, choice.seed);
  describe(std::cout, job, choice.columns);
  const Loss loss = job.encoding.target.is_class() ? Loss::softmax_cross_entropy : Loss::mean_squared_error;
  evolve::Options options = options_of(choice);
  // Units that bend once, and gently: they follow the chance of few rows least.
  if (!choice.breeding.neataptic) options.mutation.activations = {Activation::tanh};
  const auto starts = starts_of(choice, job.encoding.input_count(), job.encoding.output_count());
  const Network best = search(starts, evolve::error_on(job.training, loss), options, choice).best;
  const std::string results = print_results(std::cout, best, job);
  return {best,
          job.encoding,
          {},
          {},
          note_of({"evolved", job.training.size(), job.table.row_count(), choice.what, results})};
}

Model evolve_game(const evolve::GameRow& game, const EvolveChoice& choice) {
  std::cout << "game: " << game.name << ", " << game.summary << '\n';
  evolve::Options options = options_of(choice);
  options.target = game.solved;
  const auto starts = starts_of(choice, game.inputs, game.outputs);
  const Network best = search(starts, evolve::score_in(game), options, choice).best;
  const std::string line = line_of(play_episodes(best, game, 100, choice.seed));
  std::cout << line << '\n';
  return {best, {}, {}, std::string(game.name), "evolved to play " + std::string(game.name) + "; " + line};
}

Model evolve_task(const evolve::TaskRow& row, const EvolveChoice& choice) {
  std::cout << "task: " << row.name << ", " << row.summary << "\nsource: " << row.source << '\n';
  EvolveChoice fitting = choice;
  fitting.breeding.recurrent |= row.needs_memory;
  const evolve::Task task = row.make();
  const auto starts = starts_of(choice, row.inputs, row.outputs, row.output);
  const evolve::Result result = search(starts, task.fitness, options_of(fitting), choice);
  const std::string evaluations = count_of(result.history.back().evaluations, "evaluation");
  std::string line = result.stopped == evolve::Stopped::target ? "solved after " : "not solved after ";
  line += evaluations + ", score " + rounded(result.score, 6);
  if (task.generalise) {
    const evolve::Generalisation found = task.generalise(result.best);
    line += ", masters " + std::to_string(found.mastered) + " of " + std::to_string(found.starts) + " other starts";
  }
  std::cout << line << '\n';
  return {result.best, {}, {}, std::string(row.game), "evolved for the task " + std::string(row.name) + "; " + line};
}

// The names of all tasks, and of the games that are no task.
std::vector<std::string> known_names() {
  std::vector<std::string> names;
  for (const evolve::TaskRow& row : evolve::task_rows()) names.emplace_back(row.name);
  for (const evolve::GameRow& row : evolve::game_rows())
    if (std::ranges::find(names, row.name) == names.end()) names.emplace_back(row.name);
  return names;
}

std::string listed_names() {
  std::string text;
  for (const std::string& name : known_names()) text += (text.empty() ? "" : ", ") + name;
  return text;
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

Model evolve_what(const EvolveChoice& choice) {
  const evolve::TaskRow* task = task_of(choice);
  const evolve::GameRow* game = find(evolve::game_rows(), choice.what);
  if (task == nullptr && game == nullptr) {
    require_file(choice.what);
    return evolve_table(choice);
  }
  if (!choice.columns.target.empty())
    throw Error("--target is for a CSV file, and ", choice.what, task != nullptr ? " is a task" : " is a game");
  return task != nullptr ? evolve_task(*task, choice) : evolve_game(*game, choice);
}

void run(const EvolveChoice& choice) {
  if (choice.what.empty()) throw CLI::ValidationError("name a task or a game (" + listed_names() + ") or a CSV file");
  require_folder_of("--output", choice.output);
  require_other_file("--output", choice.output, choice.what);
  for (const std::string& file : choice.start) require_other_file("--output", choice.output, file);
  write_model(evolve_what(choice), choice.output);
}

}  // namespace

void add_evolve(CLI::App& app) {
  const auto choice = std::make_shared<EvolveChoice>();
  CLI::App* command =
      app.add_subcommand("evolve", "Evolve a network that solves a task, plays a game, or learns a CSV file");
  command->add_option("what", choice->what, "Task or game (" + listed_names() + "), or CSV file")
      ->type_name("TASK|GAME|FILE");
  command->add_flag("--no-velocities", choice->no_velocities,
                    "Of a task with poles: the network does not see velocities, and may grow memory");
  add_column_options(*command, choice->columns);
  command
      ->add_option("--hold-out", choice->hold_out,
                   "Rows to test on and not to learn from: a share, a number of rows, or 0")
      ->type_name("SHARE|ROWS")
      ->capture_default_str();
  add_whole_number(*command, "--population", choice->population, "Networks in each generation", {1, 1'000'000})
      ->capture_default_str();
  command
      ->add_option("--start", choice->start,
                   "Saved networks to start from: the first generation is them, and variations of them")
      ->type_name("FILE ...");
  add_whole_number(*command, "--generations", choice->generations, "At most so many [100]");
  add_number(*command, "--time", choice->seconds, "Stop after so many seconds", {0, 1e9, true})->type_name("SECONDS");
  add_breeding_options(*command, choice->breeding);
  add_whole_number(*command, "--seed", choice->seed, "The same seed gives the same network, on any number of threads",
                   any_seed)
      ->capture_default_str();
  add_whole_number(*command, "--threads", choice->threads, "0 is one for each core", {0, 1024})->capture_default_str();
  command->add_flag("--quiet", choice->quiet, "No progress");
  add_output_option(*command, choice->output);
  command->footer(
      "Ctrl-C ends an evolution early and saves the best network so far.\n"
      "\n"
      "Examples:\n"
      "  plexus evolve cartpole\n"
      "  plexus evolve cartpole --population 500 --time 60 --seed 7 -o balance.json\n"
      "  plexus evolve double-pole --no-velocities\n"
      "  plexus evolve iris.csv --target species\n"
      "  plexus evolve breast_cancer.csv --target mean_area --inputs mean_radius,mean_texture");
  command->callback([choice] { run(*choice); });
}

}  // namespace plexus::command
