#include <cstddef>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <plexus/core/error.hpp>

#include "bench/peer.hpp"
#include "bench/scaling.hpp"
#include "bench/speed.hpp"
#include "commands.hpp"
#include "number_options.hpp"
#include "output_file.hpp"

namespace plexus::command {
namespace {

struct SpeedChoice {
  bench::SpeedOptions options;
  std::string json;
  bool check = false;
};

struct ScalingChoice {
  bench::ScalingOptions options;
  std::string json;
};

// Before minutes are spent on what could not be written.
void require_writable(const std::string& file) {
  if (!file.empty()) require_folder_of(file);
}

void write_json(const nlohmann::json& rows, const std::string& file) {
  if (file.empty()) return;
  std::ofstream out(file);
  out << rows.dump(2) << '\n';
  if (!out.flush()) throw Error("'", file, "' could not be written");
}

void run(const SpeedChoice& choice) {
  if (choice.check) return bench::check_workloads(choice.options, std::cout);
  require_writable(choice.json);
  const bench::SpeedReport report = bench::measure_speed(choice.options, std::cerr);
  print(std::cout, report);
  write_json(bench::to_json(report), choice.json);
}

void run(const ScalingChoice& choice) {
  require_writable(choice.json);
  const auto rows = bench::measure_scaling(choice.options, std::cerr);
  print(std::cout, rows);
  write_json(bench::to_json(rows), choice.json);
}

void add_speed(CLI::App& bench) {
  const auto choice = std::make_shared<SpeedChoice>();
  CLI::App* command = bench.add_subcommand("speed", "How fast networks run, evolve, learn and are saved");
  bench::SpeedOptions& options = choice->options;
  command->add_option("--workload", options.workloads, "Only those that begin so, such as W1 or W2a; all if not given")
      ->type_name("NAME");
  add_whole_number(*command, "--repetitions", options.repetitions, "Of each workload and system", {1, 1000})
      ->capture_default_str();
  command->add_option("--threads", options.threads, "Numbers of threads, such as 1,2; for what can use more than one")
      ->delimiter(',')
      ->check(CLI::Range(std::size_t{1}, std::size_t{1024}))
      ->type_name("NUMBERS")
      ->capture_default_str();
  command
      ->add_option("--against", options.against,
                   "Peers to measure in turn with Plexus, or all: neataptic, torch, fann, pagmo2")
      ->delimiter(',')
      ->type_name("NAMES");
  command->add_option("--json", choice->json, "Write the medians to this file too")->type_name("FILE");
  command->add_flag("--check", choice->check, "Only check that the workloads compute what they should");
  command->footer(
      "Examples:\n"
      "  plexus bench speed\n"
      "  plexus bench speed --workload W1 W3 --threads 1,2\n"
      "  plexus bench speed --against all --json speed.json");
  command->callback([choice] { run(*choice); });
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
  command->footer("Example:\n  plexus bench scaling --json scaling.json");
  command->callback([choice] { run(*choice); });
}

}  // namespace

void add_bench(CLI::App& app) {
  CLI::App* bench = app.add_subcommand("bench", "Measure how fast Plexus is, alone or beside others");
  bench->require_subcommand(1);
  add_speed(*bench);
  add_scaling(*bench);
}

}  // namespace plexus::command
