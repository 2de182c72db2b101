#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>
#include <span>
#include <sstream>
#include <tuple>

#include <plexus/core/count_of.hpp>

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

using Line = std::array<std::string, 8>;
using Table = std::vector<Line>;  // the first line is the heading
constexpr std::size_t numbers_begin = 2, numbers_end = 4;
constexpr const char* plexus_faster = "plexus: times as fast";

// Each column as wide as its widest cell; those without a cell but the heading are left out.
void print_table(std::ostream& out, const Table& table) {
  std::array<std::size_t, std::tuple_size_v<Line>> widths{};
  for (std::size_t column = 0; column < widths.size(); ++column) {
    const auto width = [&](const Line& line) { return line[column].size(); };
    const std::span<const Line> cells = std::span(table).subspan(1);
    if (std::ranges::any_of(cells, width)) widths[column] = width(*std::ranges::max_element(table, {}, width));
  }
  for (const Line& line : table) {
    std::string text;
    for (std::size_t column = 0; column < widths.size(); ++column) {
      if (widths[column] == 0) continue;
      const std::string gap(widths[column] - line[column].size(), ' ');
      const bool right = column >= numbers_begin && column < numbers_end;
      if (!text.empty()) text += "  ";
      text += right ? gap + line[column] : line[column] + gap;
    }
    out << text.substr(0, text.find_last_not_of(' ') + 1) << '\n';
  }
}

}  // namespace

void print(std::ostream& out, const SpeedReport& report) {
  for (const MachineSpeed& machine : report.machine)
    out << "machine, " << count_of(machine.threads, "thread") << ": " << number(machine.gigaflops)
        << " GFLOP/s multiply-add of floats (" << machine.vectors << "), " << number(machine.gigabytes)
        << " GB/s memory (triad)\n";
  out << "medians of " << count_of(report.repetitions, "repetition")
      << ", and their quartiles; CPU time on one thread, time of day on more\n"
      << "floor: " << floor_machine << '\n';
  Table table{{{"workload", "system", "threads", "median", "quartiles", "unit", plexus_faster, "of the floor"}}};
  for (const Measurement& each : report.measurements) {
    const Spread spread = spread_of(each.values);
    std::string ratio;
    if (const Measurement* own = ours(report, each); own != nullptr && own != &each) {
      const Spread ratios = times_as_fast(*own, each);
      ratio = number(ratios.median) + " (" + range(ratios) + ")";
    }
    table.push_back({std::string(each.workload->name), each.system, std::to_string(each.threads), number(spread.median),
                     range(spread), std::string(each.workload->unit), ratio, share_of_floor(each, spread.median)});
  }
  out << '\n';
  print_table(out, table);
}

nlohmann::json to_json(const SpeedReport& report) {
  auto rows = nlohmann::json::array();
  const auto add = [&](std::string_view workload, std::string_view system, std::string_view metric, double value,
                       std::string_view unit, std::size_t threads, std::size_t repetitions) {
    rows.push_back({{"workload", workload},
                    {"system", system},
                    {"metric", metric},
                    {"value", value},
                    {"unit", unit},
                    {"threads", threads},
                    {"repetitions", repetitions}});
  };
  for (const MachineSpeed& machine : report.machine) {
    add("machine", "machine", "multiply-add of floats", machine.gigaflops, "GFLOP/s", machine.threads,
        report.repetitions);
    add("machine", "machine", "memory bandwidth (triad)", machine.gigabytes, "GB/s", machine.threads,
        report.repetitions);
  }
  for (const Measurement& each : report.measurements)
    add(each.workload->name, each.system, each.workload->metric, spread_of(each.values).median, each.workload->unit,
        each.threads, each.values.size());
  return rows;
}

}  // namespace plexus::bench
