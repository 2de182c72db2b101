#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "machine.hpp"
#include "workload.hpp"

namespace plexus::bench {

struct SpeedOptions {
  std::vector<std::string> workloads = {};  ///< the beginnings of their names; all when empty
  std::size_t repetitions = 7;
  std::vector<std::size_t> threads = {1};
  std::vector<std::string> against = {};  ///< the names of peers, or "all"
  std::function<bool()> stop = {};        ///< asked before each repetition; whether to end with what there is
};

inline constexpr std::string_view own_system = "plexus";

/// How fast one system did one workload.
struct Measurement {
  const WorkloadRow* workload;
  std::string system;
  std::size_t threads;
  std::vector<double> values;  ///< of each repetition, as the workload is quoted
};

struct SpeedReport {
  std::vector<MachineSpeed> machine;  ///< for each number of threads; empty without Highway
  std::vector<Measurement> measurements;
  std::size_t repetitions = 0;
};

/// Checks and times the workloads; what is going on is told to `log`. In each repetition all systems have their turn,
/// so what slows the machine down for a while slows all of them. A peer that is not installed, or breaks down, is left
/// out with a message. Throws Error when a name is unknown, when a workload of ours fails its check, or when this was
/// built without Google Benchmark.
SpeedReport measure_speed(const SpeedOptions& options, std::ostream& log);

/// Only checks the workloads: a line for each.
void check_workloads(const SpeedOptions& options, std::ostream& out);

/// The table for people.
void print(std::ostream& out, const SpeedReport& report);

/// The list of rows for programs: {workload, system, metric, value, unit, threads, repetitions}, the value a median.
nlohmann::json to_json(const SpeedReport& report);

}  // namespace plexus::bench
