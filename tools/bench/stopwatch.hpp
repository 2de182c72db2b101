#pragma once

#include <cstddef>

#include "workload.hpp"

namespace plexus::bench {

/// Whether this was built with Google Benchmark, which takes the times.
bool has_stopwatch();

/// Times repetitions of one workload. On one thread a time is that of the process's CPUs, on more the time of day.
class Stopwatch {
 public:
  /// Finds out how many operations last `row.minimum` seconds.
  /// Throws Error, with what to install, when this was built without Google Benchmark.
  Stopwatch(const WorkloadRow& row, Workload& workload, std::size_t threads);

  /// One repetition: how many seconds an operation takes.
  double repeat();

 private:
  double time(std::size_t rounds);

  const WorkloadRow& row_;
  Workload& workload_;
  std::size_t threads_;
  std::size_t rounds_ = 0;  // that last long enough
};

}  // namespace plexus::bench
