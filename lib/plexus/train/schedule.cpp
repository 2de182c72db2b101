#include <plexus/train/schedule.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <plexus/core/table.hpp>

namespace plexus {
namespace {

constexpr auto rows = std::to_array<ScheduleRow>({
    {Schedule::constant, "constant", [](const ScheduleOptions&, double, double) { return 1.0; }},
    {Schedule::step, "step",
     [](const ScheduleOptions& options, double epoch, double) {
       return std::pow(options.gamma, std::floor(epoch / static_cast<double>(options.step_size)));
     }},
    {Schedule::exponential, "exponential",
     [](const ScheduleOptions& options, double epoch, double) { return std::pow(options.gamma, epoch); }},
    {Schedule::inverse, "inverse",
     [](const ScheduleOptions& options, double epoch, double) {
       return std::pow(1 + options.gamma * epoch, -options.power);
     }},
    {Schedule::linear, "linear",
     [](const ScheduleOptions&, double epoch, double epochs) { return 1 - epoch / epochs; }},
    // Loshchilov and Hutter 2017, "SGDR: stochastic gradient descent with warm restarts", arXiv:1608.03983, equation 5.
    {Schedule::cosine, "cosine",
     [](const ScheduleOptions&, double epoch, double epochs) {
       return (1 + std::cos(std::numbers::pi * epoch / epochs)) / 2;
     }},
});

static_assert(rows_follow_enumeration(rows, &ScheduleRow::schedule));

}  // namespace

std::span<const ScheduleRow> schedule_rows() { return rows; }

const ScheduleRow& row(Schedule schedule) { return rows[static_cast<std::size_t>(schedule)]; }

Schedule schedule_named(std::string_view name) { return row_named(rows, name, "schedule").schedule; }

double rate_at(const ScheduleOptions& options, double rate, std::size_t epoch, std::size_t epochs) {
  if (epoch < options.warmup) return rate * static_cast<double>(epoch + 1) / static_cast<double>(options.warmup + 1);
  const auto after = static_cast<double>(epoch - options.warmup),
             total = static_cast<double>(std::max(epochs, options.warmup + 1) - options.warmup);
  return rate * row(options.kind).factor(options, after, total);
}

}  // namespace plexus
