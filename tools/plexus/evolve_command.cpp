#include <cstddef>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/config.hpp>
#include <plexus/evolve/report.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/stop.hpp>

#include "commands.hpp"
#include "evolve_choice.hpp"
#include "evolve_job.hpp"
#include "input_file.hpp"
#include "output_file.hpp"
#include "report_file.hpp"
#include "summary.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace plexus::command {
namespace {

// What evolution starts from: the networks of files, that of the settings, or the usual one, inputs joined to outputs
// and nothing between.
std::vector<Network> starts_of(const EvolveChoice& choice, const Job& job) {
  if (choice.start.empty() && job.start) return {*job.start};
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
  const auto add_file = [&](std::string_view option, const std::string& file, ReportFile::Format format) {
    if (file.empty()) return;
    const auto report = std::make_shared<ReportFile>(option, file, generation, format);
    parts.emplace_back([report](const evolve::Generation& each) { return (*report)(each); });
  };
  add_file("--csv", choice.csv,
           {evolve::is_csv_report, [](std::ostream& out, bool is_new) { return evolve::csv_to(out, is_new); }});
  add_file("--jsonl", choice.jsonl,
           {evolve::is_jsonl_report, [](std::ostream& out, bool) { return evolve::jsonl_to(out); }});
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
    case evolve::Stopped::target:
      return "the target of --config";
    default:
      return "";
  }
}

// How a run that ended can be prolonged, if it can: what to say after --resume.
std::string prolonged_by(evolve::Stopped stopped, const evolve::Options& options) {
  switch (stopped) {
    case evolve::Stopped::generations:
      return " --generations " + std::to_string(2 * options.generations);
    case evolve::Stopped::evaluations:
      return " --evaluations " + std::to_string(2 * options.evaluations);
    case evolve::Stopped::patience:
      return " --patience " + std::to_string(2 * options.patience);
    default:
      return "";
  }
}

void tell_where(const EvolveChoice& choice, const evolve::Population& population, evolve::Stopped stopped) {
  std::cout << "the run is saved to " << choice.checkpoint;
  if (!is_success(stopped))
    std::cout << "; plexus evolve --resume " << choice.checkpoint << prolonged_by(stopped, population.options())
              << " goes on with it";
  std::cout << '\n';
}

// Why a run that is to go on is at its end already, if it is.
std::string at_its_end(const evolve::Population& population, evolve::Stopped stopped, const std::string& file) {
  const evolve::Options& options = population.options();
  const std::string after = " after " + count_of(population.generation(), "generation");
  const std::string more = "; to go on, say plexus evolve --resume " + file + prolonged_by(stopped, options);
  switch (stopped) {
    case evolve::Stopped::solved:
      return "already solved" + after;
    case evolve::Stopped::target:
      return "the target is reached already," + after;
    case evolve::Stopped::generations:
      return "already " + std::to_string(population.generation()) + " of " +
             count_of(options.generations, "generation") + more;
    case evolve::Stopped::evaluations:
      return "already " + count_of(population.history().back().evaluations, "evaluation") + ", of at most " +
             std::to_string(options.evaluations) + more;
    default:
      return "already as many generations without a better network as --patience says" + more;
  }
}

evolve::Result search(const Job& job, const EvolveChoice& choice, evolve::Population& population) {
  catch_interrupt("this generation");
  const std::size_t columns = stderr_terminal().columns;
  if (!choice.resumed && !choice.checkpoint.empty()) {
    keep_old(choice.checkpoint);
    save(population, choice.checkpoint);
  }
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
  std::cout << "; the champion has " << summary_of(result.best) << '\n';
  if (!choice.checkpoint.empty()) tell_where(choice, population, result.stopped);
  return result;
}

// Whether there is nothing to do but to say so: the run is at its end, and its network is saved.
bool is_done(const EvolveChoice& choice, const evolve::Population& population) {
  const auto stopped = evolve::reason_to_stop(population, 0);
  if (!choice.resumed || !stopped) return false;
  const bool is_saved = !choice.elsewhere && std::filesystem::exists(choice.output);
  std::cout << at_its_end(population, *stopped, choice.resume) << "; "
            << (is_saved ? "nothing to do: " + choice.output + " stays as it is" : "the network is saved again")
            << '\n';
  return is_saved;
}

// Before hours are spent on what could not be saved.
void require_files(const EvolveChoice& choice) {
  const std::vector<OutputFile> files{{"--output", choice.output},
                                      {choice.resume.empty() ? "--checkpoint" : "--resume", choice.checkpoint},
                                      {"--csv", choice.csv},
                                      {"--jsonl", choice.jsonl}};
  for (const auto& [option, file] : files)
    if (!file.empty()) require_writable(option, file);
  std::vector<std::string> read = choice.start;
  read.push_back(choice.what);
  if (!choice.config.empty()) read.push_back(choice.config);
  for (const std::string& file : read) require_separate_files(files, file);
}

void run(const CLI::App& command, EvolveChoice choice) {
  for (const char* option :
       {"--target", "--inputs", "--ignore", "--classify", "--regress", "--raw", "--hold-out", "--learn"})
    if (command.count(option) > 0 && choice.for_a_file.empty()) choice.for_a_file = option;
  choice.elsewhere = !choice.output.empty();
  if (!choice.resume.empty()) read_checkpoint(command, choice);
  if (choice.checkpoint.empty() && (choice.every.generations > 0 || choice.every.minutes > 0))
    throw CLI::ValidationError("--every and --every-minutes are for a run with --checkpoint or --resume");
  if (!choice.checkpoint.empty() && choice.every.generations == 0 && choice.every.minutes == 0)
    choice.every.minutes = 1;
  if (choice.output.empty()) choice.output = "champion.json";
  if (choice.what.empty() && choice.print_config) {
    // The goal is that of a problem, and there is none.
    std::string text = evolve::to_json(options_of(choice, usual_options(choice)));
    const std::size_t goal = text.find("  \"goal\": ");
    std::cout << text.erase(goal, text.find('\n', goal) + 1 - goal);
    return;
  }
  if (choice.what.empty()) throw CLI::ValidationError("name a task or a game (" + listed_names() + ") or a CSV file");
  require_files(choice);
  const Job job = job_of(choice);
  if (choice.print_config)
    std::cout << evolve::to_json(job.options);
  else if (evolve::Population population = population_of(choice, job); !is_done(choice, population))
    write_model(job.finish(search(job, choice, population)), choice.output);
}

}  // namespace

void add_evolve(CLI::App& app) {
  const auto choice = std::make_shared<EvolveChoice>();
  CLI::App* command =
      app.add_subcommand("evolve", "Evolve a network that solves a task, plays a game, or learns a CSV file");
  command->add_option("what", choice->what, "Task or game (" + listed_names() + "), or CSV file")
      ->type_name("TASK|FILE");
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
