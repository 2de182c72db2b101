#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plexus::bench {

/// Something to be measured: what it computes is checked before its time counts.
class Workload {
 public:
  virtual ~Workload() = default;

  /// Computes the checksum; throws Error with the number wanted and the number found when they differ.
  virtual void check() = 0;
  /// Puts back what an earlier run changed; its time does not count.
  virtual void prepare() {}
  /// Does so many operations.
  virtual void run(std::size_t operations) = 0;
  /// Operations after which the work repeats: what is timed is a multiple of that.
  virtual std::size_t round() const { return 1; }
  /// What else is to be known of it, such as the number of species; empty when there is nothing.
  virtual std::string remark() const { return {}; }
};

/// How a workload is quoted: as the time of one thing, or as how many things a second.
enum class Quote { nanoseconds, milliseconds, per_second };

/// One row of the table of workloads.
struct WorkloadRow {
  std::string_view name;
  std::string_view metric;  ///< what is measured
  std::string_view unit;
  Quote quote;
  double things;   ///< that are counted, in one operation
  double floor;    ///< what hand-written code reached on floor_machine, on one thread, in the same unit; 0: not known
  bool threaded;   ///< whether more than one thread can help
  double minimum;  ///< time of one repetition in seconds, at least
  std::unique_ptr<Workload> (*make)(std::size_t threads);  ///< null: peers alone do it
};

/// All workloads.
std::span<const WorkloadRow> workload_rows();

/// The workloads whose names begin with one of these prefixes; all when there is no prefix. Throws Error with the known
/// names when a prefix fits none.
std::vector<const WorkloadRow*> workloads_named(std::span<const std::string> prefixes);

/// The time of one operation, in seconds, as the workload is quoted.
double quoted(const WorkloadRow& row, double seconds);

inline constexpr std::string_view floor_machine =
    "hand-written for AVX-512, one thread of a 2-core AMD EPYC (Zen 5, 4.49 GHz), 2026-11";

/// Throws Error unless `found` is within `tolerance` of `wanted`; `name` is what was computed.
void require_checksum(std::string_view name, double wanted, double found, double tolerance);

}  // namespace plexus::bench
