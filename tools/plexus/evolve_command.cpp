#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>
#include <plexus/data/model.hpp>
#include <plexus/data/nearest.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/config.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/learning.hpp>
#include <plexus/evolve/report.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/task/task.hpp>

#include "commands.hpp"
#include "episodes.hpp"
#include "evolve_choice.hpp"
#include "input_file.hpp"
#include "output_file.hpp"
#include "report.hpp"
#include "report_file.hpp"
#include "summary.hpp"
#include "table_job.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace plexus::command {
namespace {

// What is to be done: a problem, as evolution sees it, and what becomes of the network that it finds.
struct Job {
  evolve::Options options;
  evolve::Fitness fitness;
  std::size_t inputs, outputs;
  std::function<Model(const evolve::Result&)> finish;  // prints how good it is
  Activation output = Activation::identity;            // of a network to start from
  std::string checksum = {};                           // of the data, if there are any
};

// All options of a run, of which `suggest` changes those that the problem asks for if nobody says otherwise.
evolve::Options options_for(const EvolveChoice& choice, const std::function<void(evolve::Options&)>& suggest) {
  return choice.resumed ? choice.resumed->options : options_of(choice, suggest);
}

// What evolution starts from: the networks of files, or the usual one, inputs joined to outputs and nothing between.
std::vector<Network> starts_of(const EvolveChoice& choice, const Job& job) {
  if (choice.start.empty())
    return {architect::Perceptron({job.inputs, job.outputs}, {.output = job.output, .seed = job.options.seed})};
  if (choice.start.size() > job.options.population)
    throw Error("--start: ", choice.start.size(), " networks are more than --population, which is ",
                job.options.population);
  std::vector<Network> starts;
  for (const std::string& file : choice.start) {
    starts.push_back(read_model(file).network);
    const Network& start = starts.back();
    if (start.input_count() != job.inputs || start.output_count() != job.outputs)
      throw Error("--start: the network in '", file, "' has ", count_of(start.input_count(), "input"), " and ",
                  count_of(start.output_count(), "output"), ", and '", choice.what, "' wants ", job.inputs, " and ",
                  job.outputs);
  }
  return starts;
}

// The first networks, or those that a run goes on with; a note goes along with what is saved.
evolve::Population population_of(const EvolveChoice& choice, const Job& job) {
  evolve::State state =
      choice.resumed ? *choice.resumed : evolve::Population(starts_of(choice, job), job.options).state();
  if (!choice.checkpoint.empty()) state.note = note_of(choice, job.checksum);
  return evolve::Population(std::move(state));
}

// What is done after each generation.
evolve::OnGeneration reports_of(const EvolveChoice& choice, std::size_t generation, std::size_t columns) {
  std::vector<evolve::OnGeneration> parts;
  if (!choice.quiet) parts.push_back(evolve::progress_to(std::cerr, columns));
  const auto add_file = [&](std::string_view option, const std::string& file, ReportFile::Make make) {
    if (file.empty()) return;
    const auto report = std::make_shared<ReportFile>(option, file, generation, make);
    parts.emplace_back([report](const evolve::Generation& each) { return (*report)(each); });
  };
  add_file("--csv", choice.csv, [](std::ostream& out, bool is_new) { return evolve::csv_to(out, is_new); });
  add_file("--jsonl", choice.jsonl, [](std::ostream& out, bool) { return evolve::jsonl_to(out); });
  if (!choice.checkpoint.empty()) parts.push_back(evolve::checkpoint_to(choice.checkpoint, choice.every));
  parts.emplace_back([](const evolve::Generation&) { return !interrupted(); });
  return all_of(std::move(parts));
}

// What a person calls the limit that ended a run; empty when it went to its end.
std::string stopper(evolve::Stopped stopped) {
  switch (stopped) {
    case evolve::Stopped::callback:
      return std::string(interrupted_by());
    case evolve::Stopped::seconds:
      return "--time";
    case evolve::Stopped::evaluations:
      return "--evaluations";
    case evolve::Stopped::patience:
      return "--patience";
    default:
      return "";
  }
}

evolve::Result search(const Job& job, const EvolveChoice& choice) {
  catch_interrupt();
  const std::size_t columns = stderr_terminal().columns;
  evolve::Population population = population_of(choice, job);
  if (!choice.resumed && !choice.checkpoint.empty()) keep_old(choice.checkpoint);
  if (choice.resumed)
    std::cout << "goes on from " << choice.resume << ", after " << count_of(population.generation(), "generation")
              << '\n';
  std::cout << std::flush;
  const evolve::Result result =
      evolve::run(population, job.fitness, reports_of(choice, population.generation(), columns));
  const std::string ended_by = stopper(result.stopped);
  if (result.stopped == evolve::Stopped::callback) {
    if (columns > 0 && !choice.quiet) std::cerr << '\n';
    if (!choice.checkpoint.empty()) save(population, choice.checkpoint);
  }
  std::cout << "evolved: " << count_of(result.generations, "generation");
  if (!ended_by.empty()) std::cout << ", stopped by " << ended_by;
  std::cout << "; the best network has " << summary_of(result.best) << '\n';
  if (!choice.checkpoint.empty())
    std::cout << "the run is saved to " << choice.checkpoint << "; plexus evolve --resume goes on with it\n";
  return result;
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

// Before hours are spent on what could not be saved.
void require_files(const EvolveChoice& choice) {
  const std::vector<OutputFile> files{{"--output", choice.output},
                                      {choice.resume.empty() ? "--checkpoint" : "--resume", choice.checkpoint},
                                      {"--csv", choice.csv},
                                      {"--jsonl", choice.jsonl}};
  for (const auto& [option, file] : files)
    if (!file.empty()) require_folder_of(option, file);
  std::vector<std::string> read = choice.start;
  read.push_back(choice.what);
  if (!choice.config.empty()) read.push_back(choice.config);
  for (const std::string& file : read) require_separate_files(files, file);
}

void run(const CLI::App& command, EvolveChoice choice) {
  if (!choice.resume.empty()) read_checkpoint(command, choice);
  if (choice.checkpoint.empty() && (choice.every.generations > 0 || choice.every.minutes > 0))
    throw CLI::ValidationError("--every and --every-minutes are for a run with --checkpoint or --resume");
  if (!choice.checkpoint.empty() && choice.every.generations == 0 && choice.every.minutes == 0)
    choice.every.minutes = 1;
  if (choice.output.empty()) choice.output = "champion.json";
  if (choice.what.empty() && choice.print_config) {
    std::cout << evolve::to_json(options_of(choice, [](evolve::Options&) {}));
    return;
  }
  if (choice.what.empty()) throw CLI::ValidationError("name a task or a game (" + listed_names() + ") or a CSV file");
  require_files(choice);
  Job job = job_of(choice);
  job.options.goal = job.fitness.goal();
  if (choice.print_config)
    std::cout << evolve::to_json(job.options);
  else
    write_model(job.finish(search(job, choice)), choice.output);
}

}  // namespace

void add_evolve(CLI::App& app) {
  const auto choice = std::make_shared<EvolveChoice>();
  CLI::App* command =
      app.add_subcommand("evolve", "Evolve a network that solves a task, plays a game, or learns a CSV file");
  command->add_option("what", choice->what, "Task or game (" + listed_names() + "), or CSV file")
      ->type_name("TASK|GAME|FILE");
  add_evolve_options(*command, *choice);
  command->footer(
      "Ctrl-C ends an evolution early and saves the best network so far, and the run if there is a --checkpoint.\n"
      "\n"
      "Examples:\n"
      "  plexus evolve cartpole\n"
      "  plexus evolve cartpole --population 500 --time 60 --seed 7 -o balance.json\n"
      "  plexus evolve double-pole --no-velocities --checkpoint run.bin --csv run.csv\n"
      "  plexus evolve --resume run.bin --generations 500\n"
      "  plexus evolve xor --print-config > xor.json; plexus evolve xor --config xor.json --seed 2\n"
      "  plexus evolve iris.csv --target species\n"
      "  plexus evolve breast_cancer.csv --target mean_area --inputs mean_radius,mean_texture");
  command->callback([choice, command] { run(*command, *choice); });
}

}  // namespace plexus::command
