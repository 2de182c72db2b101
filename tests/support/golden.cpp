#include "golden.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

#include <plexus/core/error.hpp>

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

Network golden_network(const nlohmann::json& network) {
  TopologyParts parts;
  std::vector<double> parameters;
  for (const auto& node : network.at("nodes")) {
    const std::string type = node.at("type");
    std::string activation = node.at("squash");
    std::ranges::transform(activation, activation.begin(), [](char c) { return static_cast<char>(std::tolower(c)); });
    const Role role = type == "input" ? Role::input : (type == "output" ? Role::output : Role::hidden);
    parts.units.push_back({hidden_id(parts.units.size()), activation_named(activation), role, type != "constant"});
    if (role != Role::input) parameters.push_back(node.at("bias"));
  }
  for (const auto& connection : network.at("connections")) {
    const auto& gater = connection.at("gater");
    parts.connections.push_back(
        {connection.at("from"), connection.at("to"), gater.is_null() ? no_unit : gater.get<std::uint32_t>(), true});
    parameters.push_back(connection.at("weight"));
  }
  return {std::make_shared<const Topology>(std::move(parts)), std::move(parameters)};
}

}  // namespace plexus::testing
