// Stands in for stopwatch.cpp where Google Benchmark is not installed.

#include <plexus/core/error.hpp>

#include "stopwatch.hpp"

namespace plexus::bench {

bool has_stopwatch() { return false; }

Stopwatch::Stopwatch(const WorkloadRow& row, Workload& workload, std::size_t threads)
    : row_(row), workload_(workload), threads_(threads) {
  repeat();
}

double Stopwatch::repeat() {
  throw Error(
      "this plexus was built without Google Benchmark, which takes the times; install it (Debian: "
      "libbenchmark-dev), run cmake again and build");
}

}  // namespace plexus::bench
