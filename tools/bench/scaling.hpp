#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace plexus::bench {

struct ScalingOptions {
  std::size_t networks = 100'000;    ///< of the largest population, >= 100
  std::size_t connections = 10'000;  ///< of the largest networks, >= 100
  std::size_t threads = 0;           ///< at most so many; 0: one for each core
  std::function<bool()> stop = {};   ///< asked before each size; whether to end with what there is
};

/// What one generation without fitness took at one size.
struct ScalingRow {
  std::string what;  ///< what grows: "population", "connections" or "threads"
  std::size_t networks = 0;
  double connections = 0;  ///< of a network, on average
  std::size_t threads = 1;
  double milliseconds = 0;  ///< for 1,000 networks, the time of day, the median of three generations
  double bytes = 0;         ///< of memory for each network; 0: not measured
  double raw_bytes = 0;     ///< of those, what its connections and parameters take when written side by side
  double efficiency = 0;    ///< of threads: the speed-up over one thread, divided by the threads; 0: not measured
};

/// Measures populations of 1,000, 10,000, ... networks of about 100 connections, 100 networks of 100, 1,000, ...
/// connections, and 10,000 networks on 1, 2, 4, ... threads. What is going on is told to `log`.
std::vector<ScalingRow> measure_scaling(const ScalingOptions& options, std::ostream& log);

void print(std::ostream& out, const std::vector<ScalingRow>& rows);

/// The list of rows for programs, as that of the speeds: {workload, system, metric, value, unit, threads, repetitions}.
nlohmann::json to_json(const std::vector<ScalingRow>& rows);

}  // namespace plexus::bench
