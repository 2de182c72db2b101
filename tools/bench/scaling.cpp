#include "scaling.hpp"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <ostream>
#include <set>

#include <plexus/core/parallel.hpp>

#include "grown_population.hpp"
#include "statistics.hpp"

namespace plexus::bench {
namespace {

constexpr std::size_t repetitions = 3;

// Bytes that the program holds on the heap, of all threads.
double heap() {
  const auto now = mallinfo2();
  return static_cast<double>(now.uordblks + now.hblkhd);
}

double raw_bytes_of(const Topology& topology) {
  return static_cast<double>(topology.connection_count() * sizeof(Connection) + topology.unit_count() * sizeof(Unit) +
                             topology.parameter_count() * sizeof(double));
}

ScalingRow measure(const std::string& what, std::size_t networks, std::size_t connections, std::size_t threads,
                   std::ostream& log) {
  log << what << ": " << networks << " networks of " << connections << " connections, threads: " << threads
      << std::endl;
  const double before = heap();
  auto population = grown_population(
      {.networks = networks, .connections = connections, .generations = 3, .threads = threads, .by_mutation = false});
  const double held = heap() - before, count = static_cast<double>(networks);
  double raw = 0;
  for (const Network& network : population.ask()) raw += raw_bytes_of(network.topology());

  std::vector<double> times;
  for (std::size_t repetition = 0; repetition < repetitions; ++repetition) {
    const auto scores = random_scores(networks, population.generation());
    const auto begin = std::chrono::steady_clock::now();
    population.tell(scores);
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - begin;
    times.push_back(elapsed.count() * 1000 / count);
  }
  return {what, networks, mean_connections(population), threads, spread_of(times).median, held / count, raw / count, 0};
}

// 1, 2, 4, ... and all.
std::set<std::size_t> thread_counts(std::size_t most) {
  std::set<std::size_t> counts{most};
  for (std::size_t threads = 1; threads < most; threads *= 2) counts.insert(threads);
  return counts;
}

// `first`, ten times that, ... up to `most`; only `most` when that is less.
std::set<std::size_t> sizes(std::size_t first, std::size_t most) {
  std::set<std::size_t> all{most};
  for (std::size_t size = first; size < most; size *= 10) all.insert(size);
  return all;
}

}  // namespace

std::vector<ScalingRow> measure_scaling(const ScalingOptions& options, std::ostream& log) {
  constexpr std::size_t few_connections = 100, few_networks = 100;
  const auto stopped = [&] { return options.stop && options.stop(); };
  std::vector<ScalingRow> rows;
  for (const std::size_t networks : sizes(1000, options.networks))
    if (!stopped()) rows.push_back(measure("population", networks, few_connections, 1, log));
  for (const std::size_t connections : sizes(few_connections, options.connections))
    if (!stopped()) rows.push_back(measure("connections", few_networks, connections, 1, log));
  double alone = 0;
  for (const std::size_t threads : thread_counts(thread_count(options.threads))) {
    if (stopped()) break;
    ScalingRow row = measure("threads", std::min<std::size_t>(10'000, options.networks), few_connections, threads, log);
    if (threads == 1) alone = row.milliseconds;
    row.efficiency = alone / row.milliseconds / static_cast<double>(threads);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace plexus::bench
