#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>

#include "scaling.hpp"

namespace plexus::bench {

void print(std::ostream& out, const std::vector<ScalingRow>& rows) {
  out << "one generation without fitness: time of day, median of 3\n\n"
      << "what grows   networks  connections  threads  ms per 1,000  bytes each  of raw bytes  efficiency\n";
  for (const ScalingRow& row : rows) {
    out << std::left << std::setw(12) << row.what << std::right << std::setw(9) << row.networks << std::fixed
        << std::setprecision(0) << std::setw(13) << row.connections << std::setw(9) << row.threads
        << std::setprecision(2) << std::setw(14) << row.milliseconds << std::setprecision(0) << std::setw(12)
        << row.bytes << std::setprecision(2) << std::setw(14) << row.bytes / row.raw_bytes;
    if (row.efficiency > 0) out << std::setprecision(0) << std::setw(10) << 100 * row.efficiency << " %";
    out << '\n';
  }
  out << "\nof raw bytes: the bytes of a network, divided by what its units, connections and parameters take side by "
         "side;\n  below 1 where networks share them\n"
      << "efficiency: the speed-up over one thread, divided by the threads\n";
}

nlohmann::json to_json(const std::vector<ScalingRow>& rows) {
  auto list = nlohmann::json::array();
  for (const ScalingRow& row : rows) {
    const auto add = [&](const char* metric, double value, const char* unit) {
      list.push_back({{"workload", "scaling/" + row.what + "/" + std::to_string(row.networks) + "x" +
                                       std::to_string(static_cast<std::size_t>(row.connections))},
                      {"system", "plexus"},
                      {"metric", metric},
                      {"value", value},
                      {"unit", unit},
                      {"threads", row.threads},
                      {"repetitions", 3}});
    };
    add("time per generation", row.milliseconds, "ms per 1000 networks");
    add("memory", row.bytes, "bytes per network");
    add("memory, units, connections and parameters alone", row.raw_bytes, "bytes per network");
    if (row.efficiency > 0) add("parallel efficiency", row.efficiency, "of the threads");
  }
  return list;
}

}  // namespace plexus::bench
