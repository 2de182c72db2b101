#include "evolve_choice.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/core/findings.hpp>
#include <plexus/evolve/config.hpp>
#include <plexus/save/atomic_file.hpp>
#include <plexus/save/binary_stream.hpp>

#include "number_options.hpp"
#include "output_file.hpp"

namespace plexus::command {
namespace {

using Json = nlohmann::ordered_json;

void add_limits(CLI::App& command, EvolveChoice& choice) {
  constexpr auto group = "Limits";
  add_whole_number(command, "--generations", choice.generations, "At most so many [100]")->group(group);
  add_whole_number(command, "--evaluations", choice.evaluations,
                   "Stop after the generation that makes so many; 0 is no limit", any_count)
      ->group(group);
  add_whole_number(command, "--patience", choice.patience,
                   "Stop after so many generations without a better network; 0 is never", any_count)
      ->group(group);
  add_number(command, "--time", choice.seconds, "Stop after so many seconds; 0 is no limit", {0, 1e9})
      ->type_name("SECONDS")
      ->group(group);
  add_number(
      command, "--evaluation-time", choice.evaluation_seconds,
      "An evaluation that takes longer has the worst score; what is too long depends on the machine; 0 is no limit",
      {0, 1e9})
      ->type_name("SECONDS")
      ->group(group);
}

void add_files(CLI::App& command, EvolveChoice& choice) {
  constexpr auto group = "Files";
  command
      .add_option("-o,--output", choice.output,
                  "Where to save the network: .json, .xml, or any other ending for a small binary file [champion.json]")
      ->check(name_of_file())
      ->type_name("FILE")
      ->group(group);
  command.add_option("--config", choice.config, "Options in JSON, with the names that --print-config shows")
      ->check(name_of_file())
      ->type_name("FILE")
      ->group(group);
  command.add_flag("--print-config", choice.print_config, "Print all options of the run as such a file, and exit")
      ->group(group);
  auto* checkpoint = command
                         .add_option("--checkpoint", choice.checkpoint,
                                     "Save the run to this file as it goes, so that --resume can go on with it")
                         ->check(name_of_file())
                         ->type_name("FILE")
                         ->group(group);
  add_whole_number(command, "--every", choice.every.generations, "Save it after so many generations")->group(group);
  add_number(command, "--every-minutes", choice.every.minutes,
             "Save it after so many minutes [1, unless --every is given]", {0, 1e6, true})
      ->group(group);
  command
      .add_option("--resume", choice.resume,
                  "Go on with the run that was saved there, and save it there again: with the same network in the end, "
                  "on any number of threads, as if it had never stopped")
      ->excludes(checkpoint)
      ->check(name_of_file())
      ->type_name("FILE")
      ->group(group);
  command.add_option("--csv", choice.csv, "Write a row for each generation to this file")
      ->check(name_of_file())
      ->type_name("FILE")
      ->group(group);
  command.add_option("--jsonl", choice.jsonl, "Write a JSON object for each generation to this file, on a line each")
      ->check(name_of_file())
      ->type_name("FILE")
      ->group(group);
}

// What may be said beside --resume.
constexpr std::array<std::string_view, 14> changeable{"what",     "resume", "threads", "generations",   "evaluations",
                                                      "patience", "time",   "every",   "every-minutes", "output",
                                                      "csv",      "jsonl",  "quiet",   "print-config"};

void require_changeable(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    const std::string name = option->get_single_name();
    if (option->count() == 0 || std::ranges::find(changeable, name) != changeable.end()) continue;
    throw CLI::ValidationError("--" + name + " is not for a run that goes on: it keeps what it began with");
  }
}

void override_limits(const EvolveChoice& choice, evolve::Options& options) {
  options.generations = choice.generations.value_or(options.generations);
  options.evaluations = choice.evaluations.value_or(options.evaluations);
  options.patience = choice.patience.value_or(options.patience);
  options.seconds = choice.seconds.value_or(options.seconds);
  options.threads = choice.threads.value_or(options.threads);
}

// Sets what the command line left open from the note of a checkpoint.
void read_note(const std::string& note, EvolveChoice& choice) {
  const Json json = Json::parse(note);
  const auto what = json.at("what").get<std::string>();
  choice.checksum = json.at("checksum");
  if (choice.what.empty()) choice.what = what;
  if (choice.checksum.empty() && choice.what != what)
    throw Error("--resume: the run is of '", what, "', and not of '", choice.what, "'");
  choice.no_velocities = json.at("no_velocities");
  choice.columns.target = json.at("target");
  choice.columns.inputs = json.at("inputs").get<std::vector<std::string>>();
  choice.columns.ignore = json.at("ignore").get<std::vector<std::string>>();
  choice.columns.classify = json.at("classify");
  choice.columns.regress = json.at("regress");
  choice.columns.raw = json.at("raw");
  choice.hold_out = json.at("hold_out");
  choice.learn = json.at("learn");
  choice.evaluation_seconds = json.value("evaluation_seconds", 0.0);
  const auto set = [&](std::string& file, const char* name) {
    if (file.empty()) file = json.at(name);
  };
  set(choice.output, "output");
  set(choice.csv, "csv");
  set(choice.jsonl, "jsonl");
  if (choice.every.generations > 0 || choice.every.minutes > 0) return;
  choice.every.generations = json.at("every");
  choice.every.minutes = json.at("every_minutes");
}

evolve::State read_state(const std::string& file) {
  try {
    return evolve::load_population(file).state();
  } catch (const Error& error) {
    if (std::string_view(error.what()).find("; load_") == std::string_view::npos) throw;  // another kind of file
    throw Error("--resume: '", file, "' is no checkpoint, but a saved network; to begin with it, say --start ", file);
  }
}

}  // namespace

void add_evolve_options(CLI::App& command, EvolveChoice& choice) {
  command.add_flag("--no-velocities", choice.no_velocities,
                   "Of a task with poles: the network does not see velocities, and may grow memory");
  add_column_options(command, choice.columns);
  command
      .add_option("--hold-out", choice.hold_out,
                  "Rows to test on and not to learn from: a share, a number of rows, or 0")
      ->type_name("SHARE|ROWS")
      ->capture_default_str();
  auto* learn = add_whole_number(command, "--learn", choice.learn,
                                 "Of a CSV file: train each network by so many gradient steps before it is scored");
  command
      .add_flag("--baldwin", choice.baldwin,
                "Children do not start from what their parents learned, but from what these were born with")
      ->needs(learn);
  add_whole_number(command, "--population", choice.population, "Networks in each generation [150]", {1, 100'000'000});
  command
      .add_option("--start", choice.start,
                  "Saved networks to start from: the first generation is them, and variations of them")
      ->type_name("FILE ...");
  add_whole_number(command, "--seed", choice.seed, "The same seed gives the same network, on any number of threads [1]",
                   any_seed);
  add_whole_number(command, "--threads", choice.threads, "0 is one for each core [0]", {0, 1024});
  command.add_flag("--quiet", choice.quiet, "No progress");
  add_limits(command, choice);
  add_files(command, choice);
  add_breeding_options(command, choice.breeding);
}

evolve::Options usual_options(const EvolveChoice& choice) {
  evolve::Options options = preset_of(choice.breeding);
  options.population = 150;
  options.generations = 100;
  return options;
}

evolve::Options options_of(const EvolveChoice& choice, evolve::Options suggested) {
  evolve::Options options = std::move(suggested);
  options.seed = 1;
  Findings findings;
  if (!choice.config.empty()) {
    const std::string text = read_file(choice.config);
    try {
      for (const std::string& each : evolve::read_options(text, options)) findings.add(each);
    } catch (const Error& error) {
      throw Error("--config: ", choice.config, ": ", error.what());
    }
  }
  options.population = choice.population.value_or(options.population);
  options.seed = choice.seed.value_or(options.seed);
  if (choice.baldwin) options.inherit_learned = false;
  override_limits(choice, options);
  apply(choice.breeding, options);
  for (const std::string& each : evolve::check(options)) findings.add(each);
  findings.throw_if_any(choice.config.empty() ? "options" : "--config: " + choice.config);
  return options;
}

std::string note_of(const EvolveChoice& choice, const std::string& checksum) {
  return Json{{"what", choice.what},
              {"no_velocities", choice.no_velocities},
              {"checksum", checksum},
              {"target", choice.columns.target},
              {"inputs", choice.columns.inputs},
              {"ignore", choice.columns.ignore},
              {"classify", choice.columns.classify},
              {"regress", choice.columns.regress},
              {"raw", choice.columns.raw},
              {"hold_out", choice.hold_out},
              {"learn", choice.learn},
              {"evaluation_seconds", choice.evaluation_seconds},
              {"output", choice.output},
              {"csv", choice.csv},
              {"jsonl", choice.jsonl},
              {"every", choice.every.generations},
              {"every_minutes", choice.every.minutes}}
      .dump();
}

void read_checkpoint(const CLI::App& command, EvolveChoice& choice) {
  require_changeable(command);
  evolve::State state = read_state(choice.resume);
  if (state.note.empty())
    throw Error("--resume: '", choice.resume,
                "' does not say what was evolved: it comes from a program, and that can go on with it");
  try {
    read_note(state.note, choice);
  } catch (const Json::exception& error) {
    throw Error("--resume: '", choice.resume, "' does not say rightly what was evolved: ", error.what());
  }
  choice.checkpoint = choice.resume;
  choice.seed = state.options.seed;
  override_limits(choice, state.options);
  choice.resumed = std::move(state);
}

std::string checksum_of(const EvolveChoice& choice, const std::string& file) {
  Checksum sum;
  sum.add(read_file(file));
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char each : sum.little_end_first()) {
    const auto byte = static_cast<unsigned char>(each);
    text += {digits[byte >> 4U], digits[byte & 15U]};
  }
  if (choice.resumed && text != choice.checksum)
    throw Error("--resume: '", file, "' is not the data that the run learns from; give it that file");
  return text;
}

}  // namespace plexus::command
