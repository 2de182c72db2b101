#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/parallel.hpp>

#include "bench/peer.hpp"
#include "bench/scaling.hpp"
#include "bench/speed.hpp"
#include "commands.hpp"
#include "name_check.hpp"
#include "number_options.hpp"
#include "output_file.hpp"
#include "terminal.hpp"

namespace plexus::command {
namespace {

struct SpeedChoice {
  bench::SpeedOptions options;
  std::string threads = "1";
  std::string json;
  bool check = false;
};

struct ScalingChoice {
  bench::ScalingOptions options;
  std::string json;
};

// The numbers in a list such as 1,2: each once, 0 as all cores. More threads than cores would measure no machine.
std::vector<std::size_t> thread_numbers(std::string_view text) {
  const std::size_t most = thread_count(0);
  std::vector<std::size_t> numbers;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view item = text.substr(begin, end - begin);
    std::size_t number = 0;
    const auto [rest, error] = std::from_chars(item.data(), item.data() + item.size(), number);
    if (item.empty() && !text.empty()) throw Error("'", text, "' has nothing between two commas, or at an end");
    if (error != std::errc() || rest != item.data() + item.size() || number > most)
      throw Error("got '", item, "', wanted a whole number from 0 to ", most, ", as many as there are cores");
    number = thread_count(number);
    if (std::ranges::find(numbers, number) == numbers.end()) numbers.push_back(number);
    begin = end + 1;
  }
  return numbers;
}

// Before minutes are spent on what could not be written.
void require_writable(const std::string& file) {
  if (!file.empty()) command::require_writable("--json", file);
}

void write_json(const nlohmann::json& rows, const std::string& file) {
  if (!file.empty()) write_text(rows.dump(2) + '\n', file, "saved to ");
}

// Says why a table is shorter than it was to be.
void print_interrupted() {
  if (interrupted()) std::cout << "stopped by " << interrupted_by() << "; this is what was measured until then\n";
}

void require_measured(bool any) {
  if (any) return;
  if (interrupted()) throw Error("stopped by ", interrupted_by(), " before anything was measured");
  throw Error("nothing was measured: no system that takes part does these workloads");
}

// Throws for an argument that was given by mistake, which the parser leaves over.
void require_no_rest(const CLI::App& command) {
  const auto rest = command.remaining();
  if (rest.empty()) return;
  if (rest.front().starts_with('-')) throw CLI::ExtrasError({rest.front()});
  throw CLI::ValidationError("'" + rest.front() + "' was not expected; did you mean --workload " + rest.front() + "?");
}

// Some workloads are done by peers alone.
void require_system(const bench::SpeedOptions& options, bool check) {
  const auto rows = bench::workloads_named(options.workloads);
  const auto ours = [](const bench::WorkloadRow* row) { return row->make != nullptr; };
  if (std::ranges::any_of(rows, ours) || !options.against.empty()) return;
  throw CLI::ValidationError(std::string(rows.front()->name) + " is done by peers alone" +
                             (check ? ", which --check leaves out" : ": say --against pagmo2, or --against all"));
}

void run(const SpeedChoice& choice) {
  require_system(choice.options, choice.check);
  if (choice.check) return bench::check_workloads(choice.options, std::cout);
  require_writable(choice.json);
  bench::SpeedOptions options = choice.options;
  options.threads = thread_numbers(choice.threads);
  options.stop = interrupted;
  catch_interrupt("this repetition");
  const bench::SpeedReport report = bench::measure_speed(options, std::cerr);
  require_measured(!report.measurements.empty());
  print_interrupted();
  print(std::cout, report);
  write_json(bench::to_json(report), choice.json);
}

void run(const ScalingChoice& choice) {
  require_writable(choice.json);
  bench::ScalingOptions options = choice.options;
  options.stop = interrupted;
  catch_interrupt("this size");
  const auto rows = bench::measure_scaling(options, std::cerr);
  require_measured(!rows.empty());
  print_interrupted();
  print(std::cout, rows);
  write_json(bench::to_json(rows), choice.json);
}

// Whether a list of names, with this one alone, is known to `look_up`.
template <class LookUp>
CLI::Validator known_to(LookUp look_up) {
  return readable_by([look_up](const std::string& name) {
    if (name.empty()) throw Error("got '', wanted a name");
    look_up(std::span(&name, 1));
  });
}

void add_speed(CLI::App& bench) {
  const auto choice = std::make_shared<SpeedChoice>();
  CLI::App* command = bench.add_subcommand("speed", "How fast networks run, evolve, learn and are saved");
  bench::SpeedOptions& options = choice->options;
  command->add_option("--workload", options.workloads, "Only those that begin so, such as W1 or W2a; all if not given")
      ->check(known_to(bench::workloads_named))
      ->type_name("NAME");
  auto* repetitions =
      add_whole_number(*command, "--repetitions", options.repetitions, "Of each workload and system", {1, 1000})
          ->capture_default_str();
  auto* threads = command
                      ->add_option("--threads", choice->threads,
                                   "Numbers of threads, such as 1,2, for what can use more than one; 0: each core")
                      ->check(readable_by(thread_numbers))
                      ->type_name("NUMBERS")
                      ->capture_default_str();
  auto* against = command
                      ->add_option("--against", options.against,
                                   "Peers to measure in turn with Plexus, or all: neataptic, torch, fann, pagmo2")
                      ->check(known_to(bench::peers_named))
                      ->delimiter(',')
                      ->type_name("NAMES");
  auto* json = command->add_option("--json", choice->json, "Write the medians to this file too")->type_name("FILE");
  command->add_flag("--check", choice->check, "Only check that the workloads compute what they should")
      ->excludes(repetitions, threads, against, json);
  command->footer(
      "Ctrl-C ends it after the repetition that is being measured, with what there is until then.\n"
      "\n"
      "Examples:\n"
      "  plexus bench speed\n"
      "  plexus bench speed --workload W1 W3 --threads 1,2\n"
      "  plexus bench speed --against all --json speed.json");
  command->allow_extras();
  command->callback([choice, command] {
    require_no_rest(*command);
    run(*choice);
  });
}

void add_scaling(CLI::App& bench) {
  const auto choice = std::make_shared<ScalingChoice>();
  CLI::App* command = bench.add_subcommand("scaling", "Time and memory of a generation against its size");
  add_whole_number(*command, "--networks", choice->options.networks, "Of the largest population", {100, 10'000'000})
      ->capture_default_str();
  add_whole_number(*command, "--connections", choice->options.connections, "Of the largest networks", {100, 1'000'000})
      ->capture_default_str();
  add_whole_number(*command, "--threads", choice->options.threads, "At most so many; 0: one for each core", {0, 1024})
      ->capture_default_str();
  command->add_option("--json", choice->json, "Write the rows to this file too")->type_name("FILE");
  command->footer(
      "Ctrl-C ends it after the size that is being measured, with what there is until then.\n"
      "\n"
      "Example:\n"
      "  plexus bench scaling --json scaling.json");
  command->callback([choice] { run(*choice); });
}

}  // namespace

void add_bench(CLI::App& app) {
  CLI::App* bench =
      app.add_subcommand("bench", "Measure how fast Plexus is, and how well it searches, alone or beside others");
  bench->require_subcommand(1);
  bench->footer(
      "Examples:\n"
      "  plexus bench speed --workload W1\n"
      "  plexus bench scaling\n"
      "  plexus bench science --task xor-neat\n"
      "\n"
      "plexus bench speed --help, and so on, say more.");
  add_speed(*bench);
  add_scaling(*bench);
  add_science(*bench);
}

}  // namespace plexus::command
