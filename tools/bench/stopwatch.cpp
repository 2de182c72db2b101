#include "stopwatch.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include <plexus/core/error.hpp>

namespace plexus::bench {
namespace {

// Keeps what was measured, and prints nothing.
class Collector : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override { runs_.insert(runs_.end(), runs.begin(), runs.end()); }
  const std::vector<Run>& runs() const { return runs_; }

 private:
  std::vector<Run> runs_;
};

}  // namespace

bool has_stopwatch() { return true; }

Stopwatch::Stopwatch(const WorkloadRow& row, Workload& workload, std::size_t threads)
    : row_(row), workload_(workload), threads_(threads) {
  time(0);
}

double Stopwatch::repeat() { return time(rounds_); }

// Times so many rounds; with 0 it finds out how many it takes.
double Stopwatch::time(std::size_t rounds) {
  benchmark::ClearRegisteredBenchmarks();
  const std::string name(row_.name);
  auto* timed = benchmark::RegisterBenchmark(name.c_str(), [this](benchmark::State& state) {
    workload_.prepare();
    const auto operations = static_cast<std::size_t>(state.max_iterations) * workload_.round();
    while (state.KeepRunningBatch(state.max_iterations)) workload_.run(operations);
  });
  timed->MeasureProcessCPUTime();
  if (threads_ > 1) timed->UseRealTime();
  if (rounds == 0)
    timed->MinTime(row_.minimum);
  else
    timed->Iterations(static_cast<benchmark::IterationCount>(rounds));

  Collector collector;
  benchmark::RunSpecifiedBenchmarks(&collector, ".");
  if (collector.runs().size() != 1)
    throw Error(name, ": Google Benchmark reported ", collector.runs().size(), " runs, wanted 1");
  const auto& run = collector.runs().front();
  rounds_ = static_cast<std::size_t>(run.iterations);
  const double seconds = threads_ > 1 ? run.real_accumulated_time : run.cpu_accumulated_time;
  return seconds / static_cast<double>(rounds_ * workload_.round());
}

}  // namespace plexus::bench
