#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace plexus {

/// How the learning rate changes from epoch to epoch.
enum class Schedule : std::uint8_t { constant, step, exponential, inverse, linear, cosine };

struct ScheduleOptions {
  Schedule kind = Schedule::constant;
  double gamma = 0.9;           ///< step, exponential: factor, in (0, 1]; inverse: slope, >= 0
  double power = 2;             ///< inverse: >= 0
  std::size_t step_size = 100;  ///< step: in epochs, >= 1
  std::size_t warmup = 0;       ///< epochs in which the rate first rises from 0, in equal steps
};

/// One row of the table of schedules. `epoch` counts from 0 to `epochs` - 1 after the warm-up.
struct ScheduleRow {
  Schedule schedule;
  std::string_view name;
  double (*factor)(const ScheduleOptions& options, double epoch, double epochs);
};

/// All schedules, in the order of the enumeration.
std::span<const ScheduleRow> schedule_rows();
const ScheduleRow& row(Schedule schedule);

/// The schedule of this name; throws Error with the known names when there is none.
Schedule schedule_named(std::string_view name);

/// The learning rate of an epoch, counted from 0, of a training of `epochs` epochs that starts with `rate`.
double rate_at(const ScheduleOptions& options, double rate, std::size_t epoch, std::size_t epochs);

}  // namespace plexus
