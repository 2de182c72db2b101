#include "workload.hpp"

#include <algorithm>
#include <cmath>

#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>

#include "workloads/makers.hpp"

namespace plexus::bench {
namespace {

constexpr double brief = 0.06, long_enough = 0.2;  // seconds

using enum Quote;

constexpr WorkloadRow rows[] = {
    {"W1a", "time per activation", "ns", nanoseconds, 1, 47, false, brief, w1a},
    {"W1b", "time per activation", "ns", nanoseconds, 1, 287, false, brief, w1b},
    {"W1c", "time per activation", "ns", nanoseconds, 1, 40, false, brief, w1c},
    {"W1d", "time per activation", "ns", nanoseconds, 1, 1980, false, brief, w1d},
    {"W2a/64", "time per sample", "ns per sample", nanoseconds, 64, 29, false, brief, w2a<64>},
    {"W2b/64", "time per sample", "ns per sample", nanoseconds, 64, 16, false, brief, w2b<64>},
    {"W2c/64", "time per sample", "ns per sample", nanoseconds, 64, 23, false, brief, w2c<64>},
    {"W2d/64", "time per sample", "ns per sample", nanoseconds, 64, 756, false, brief, w2d<64>},
    {"W2a/1024", "time per sample", "ns per sample", nanoseconds, 1024, 24, false, brief, w2a<1024>},
    {"W2b/1024", "time per sample", "ns per sample", nanoseconds, 1024, 16.5, false, brief, w2b<1024>},
    {"W2c/1024", "time per sample", "ns per sample", nanoseconds, 1024, 22, false, brief, w2c<1024>},
    {"W2d/1024", "time per sample", "ns per sample", nanoseconds, 1024, 756, false, brief, w2d<1024>},
    {"W3a", "environment steps", "environment steps per s", per_second, 500, 4.10e6, true, brief, w3a},
    {"W3b", "environment steps", "environment steps per s", per_second, 8000, 63.4e6, true, brief, w3b},
    {"W3c", "evaluations", "evaluations per s", per_second, 1, 165e3, true, brief, w3c},
    {"W4", "time per generation", "ms", milliseconds, 1, 2.46, true, brief, w4},
    {"W5/cmaes", "time per evaluation, fitness included", "ns", nanoseconds, 1, 0, false, brief, nullptr},
    {"W6/mlp", "samples learned", "samples per s", per_second, mlp_samples, 482e3, true, long_enough, w6_mlp},
    {"W6/xor", "updates", "updates per s", per_second, xor_samples, 29.5e6, false, long_enough, w6_xor},
    {"W6/lstm", "sequences learned", "sequences per s", per_second, lstm_sequences, 425e3, false, long_enough, w6_lstm},
    {"W7/save", "time per population", "ms", milliseconds, 1, 1.9, false, brief, w7_save},
    {"W7/load", "time per population", "ms", milliseconds, 1, 0.58, false, brief, w7_load},
};

}  // namespace

std::span<const WorkloadRow> workload_rows() { return rows; }

std::vector<const WorkloadRow*> workloads_named(std::span<const std::string> prefixes) {
  const auto fits = [](const WorkloadRow& row, const std::string& prefix) { return row.name.starts_with(prefix); };
  for (const std::string& prefix : prefixes)
    if (std::ranges::none_of(rows, [&](const WorkloadRow& row) { return fits(row, prefix); }))
      throw Error("no workload begins with '", prefix, "'; there are ", names_of(rows));
  std::vector<const WorkloadRow*> chosen;
  for (const WorkloadRow& row : rows)
    if (prefixes.empty() || std::ranges::any_of(prefixes, [&](const auto& prefix) { return fits(row, prefix); }))
      chosen.push_back(&row);
  return chosen;
}

double quoted(const WorkloadRow& row, double seconds) {
  switch (row.quote) {
    case nanoseconds:
      return seconds * 1e9 / row.things;
    case milliseconds:
      return seconds * 1e3 / row.things;
    case per_second:
      return row.things / seconds;
  }
  throw Error("the workload ", row.name, " has no quote");
}

void require_checksum(std::string_view name, double wanted, double found, double tolerance) {
  if (std::abs(found - wanted) <= tolerance) return;
  throw Error(name, ": the checksum is ", found, ", wanted ", wanted, " within ", tolerance,
              "; what it computes is not what the others compute, so its time does not count");
}

}  // namespace plexus::bench
