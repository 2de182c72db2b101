#include "golden.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

#include <plexus/core/error.hpp>
#include <plexus/save/neataptic.hpp>

namespace plexus::testing {

nlohmann::json golden(const std::string& name) {
  std::ifstream file(std::string(PLEXUS_TEST_DATA) + "/neataptic/" + name + ".json");
  if (!file) throw Error("there is no golden file ", name);
  return nlohmann::json::parse(file);
}

std::vector<double> numbers(const nlohmann::json& list) {
  std::vector<double> parsed;
  for (const auto& each : list) {
    if (each.is_number()) {
      parsed.push_back(each);
    } else {
      const double infinity = std::numeric_limits<double>::infinity();
      parsed.push_back(each == "NaN" ? std::nan("") : (each == "Infinity" ? infinity : -infinity));
    }
  }
  return parsed;
}

bool agree(double got, double want, double tolerance) {
  if (!std::isfinite(want)) return std::isnan(want) ? std::isnan(got) : got == want;
  return std::abs(got - want) <= tolerance * std::max(1.0, std::abs(want));
}

Network golden_network(const nlohmann::json& network) { return network_from_neataptic(network.dump()); }

}  // namespace plexus::testing
