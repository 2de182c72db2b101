#include <algorithm>
#include <cmath>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "speed.hpp"
#include "statistics.hpp"

namespace plexus::bench {
namespace {

// To four digits, thousands apart: 4,104,000; 47.12.
std::string number(double value) {
  if (value == 0 || !std::isfinite(value)) return std::to_string(value);
  const int digits = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  const double unit = std::pow(10.0, digits - 4);
  std::ostringstream text;
  text << std::fixed << std::setprecision(std::clamp(4 - digits, 0, 6)) << std::round(value / unit) * unit;
  std::string result = text.str();
  const std::size_t point = std::min(result.find('.'), result.size());
  for (std::size_t place = point; place > 3; place -= 3) result.insert(place - 3, 1, ',');
  return result;
}

std::string range(const Spread& spread) { return number(spread.low) + " .. " + number(spread.high); }

const Measurement* ours(const SpeedReport& report, const Measurement& other) {
  const auto found = std::ranges::find_if(report.measurements, [&](const Measurement& each) {
    return each.system == own_system && each.workload == other.workload && each.threads == other.threads;
  });
  return found == report.measurements.end() ? nullptr : &*found;
}

bool is_time(const Measurement& measurement) { return measurement.workload->quote != Quote::per_second; }

// How many times as fast as `other` we are, repetition by repetition.
Spread times_as_fast(const Measurement& own, const Measurement& other) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < std::min(own.values.size(), other.values.size()); ++i)
    ratios.push_back(is_time(own) ? other.values[i] / own.values[i] : own.values[i] / other.values[i]);
  return spread_of(ratios);
}

// What a system reaches of the floor, which is for one thread.
std::string share_of_floor(const Measurement& each, double median) {
  const double floor = each.workload->floor;
  if (each.system != own_system || floor == 0) return "";
  const double share = is_time(each) ? floor / median : median / (floor * static_cast<double>(each.threads));
  return std::to_string(std::lround(100 * share)) + " %";
}

}  // namespace

void print(std::ostream& out, const SpeedReport& report) {
  for (const MachineSpeed& machine : report.machine)
    out << "machine, " << machine.threads << (machine.threads == 1 ? " thread: " : " threads: ")
        << number(machine.gigaflops) << " GFLOP/s multiply-add of floats (" << machine.vectors << "), "
        << number(machine.gigabytes) << " GB/s memory (triad)\n";
  out << "medians of " << report.repetitions
      << " repetitions, and their quartiles; CPU time on one thread, time of day on more\n"
      << "floor: " << floor_machine << "\n\n"
      << std::left << std::setw(10) << "workload" << std::setw(11) << "system" << std::right << std::setw(8)
      << "threads" << std::setw(12) << "median"
      << "  " << std::left << std::setw(26) << "quartiles" << std::setw(26) << "unit" << std::setw(32)
      << "plexus is so many times as fast"
      << "of the floor\n";
  for (const Measurement& each : report.measurements) {
    const Spread spread = spread_of(each.values);
    std::string ratio;
    if (const Measurement* own = ours(report, each); own != nullptr && own != &each) {
      const Spread ratios = times_as_fast(*own, each);
      ratio = number(ratios.median) + " (" + range(ratios) + ")";
    }
    out << std::left << std::setw(10) << each.workload->name << std::setw(11) << each.system << std::right
        << std::setw(8) << each.threads << std::setw(12) << number(spread.median) << "  " << std::left << std::setw(26)
        << range(spread) << std::setw(26) << each.workload->unit << std::setw(32) << ratio
        << share_of_floor(each, spread.median) << '\n';
  }
}

nlohmann::json to_json(const SpeedReport& report) {
  auto rows = nlohmann::json::array();
  const auto add = [&](std::string_view workload, std::string_view system, std::string_view metric, double value,
                       std::string_view unit, std::size_t threads) {
    rows.push_back({{"workload", workload},
                    {"system", system},
                    {"metric", metric},
                    {"value", value},
                    {"unit", unit},
                    {"threads", threads},
                    {"repetitions", report.repetitions}});
  };
  for (const MachineSpeed& machine : report.machine) {
    add("machine", "machine", "multiply-add of floats", machine.gigaflops, "GFLOP/s", machine.threads);
    add("machine", "machine", "memory bandwidth (triad)", machine.gigabytes, "GB/s", machine.threads);
  }
  for (const Measurement& each : report.measurements)
    add(each.workload->name, each.system, each.workload->metric, spread_of(each.values).median, each.workload->unit,
        each.threads);
  return rows;
}

}  // namespace plexus::bench
