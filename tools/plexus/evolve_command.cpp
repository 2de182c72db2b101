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
std::vector<Network> starts_of(const EvolveChoice& choice, std::size_t inputs, std::size_t outputs) {
  if (choice.start.empty())
    return {architect::Perceptron({inputs, outputs}, {.output = Activation::identity, .seed = choice.seed})};
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

// A game by its name, else nothing: then it is a file.
const evolve::GameRow* find_game(const std::string& what) {
  const auto found = std::ranges::find(evolve::game_rows(), what, &evolve::GameRow::name);
  if (found != evolve::game_rows().end()) return &*found;
  if (what.find('.') != std::string::npos || std::filesystem::exists(what)) return nullptr;
  std::vector<std::string> names;
  for (const evolve::GameRow& row : evolve::game_rows()) names.emplace_back(row.name);
  throw Error("'", what, "' is neither a game nor a CSV file; ", did_you_mean(what, names));
}

void run(const EvolveChoice& choice) {
  if (choice.what.empty())
    throw CLI::ValidationError("name a game (" + names_of(evolve::game_rows()) + ") or a CSV file");
  require_folder_of("--output", choice.output);
  require_other_file("--output", choice.output, choice.what);
  for (const std::string& file : choice.start) require_other_file("--output", choice.output, file);
  const evolve::GameRow* game = find_game(choice.what);
  if (game != nullptr && !choice.columns.target.empty())
    throw Error("--target is for a CSV file, and ", game->name, " is a game");
  write_model(game != nullptr ? evolve_game(*game, choice) : evolve_table(choice), choice.output);
}

}  // namespace

void add_evolve(CLI::App& app) {
  const auto choice = std::make_shared<EvolveChoice>();
  CLI::App* command = app.add_subcommand("evolve", "Evolve a network that plays a game, or learns a CSV file");
  command->add_option("what", choice->what, "Game (" + names_of(evolve::game_rows()) + "), or CSV file")
      ->type_name("GAME|FILE");
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
      "  plexus evolve iris.csv --target species\n"
      "  plexus evolve breast_cancer.csv --target mean_area --inputs mean_radius,mean_texture");
  command->callback([choice] { run(*choice); });
}

}  // namespace plexus::command
