#include <plexus/save/saved_network.hpp>

#include <algorithm>
#include <memory>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/core/id.hpp>

namespace plexus {

SavedNetwork take_apart(const Network& network) {
  const Topology& topology = network.topology();
  SavedNetwork saved{{}, {}, topology.groups(), topology.blocks(), {}, topology.parts().inputs_gate};
  saved.units.reserve(topology.unit_count());
  for (std::size_t i = 0; i < topology.unit_count(); ++i)
    saved.units.push_back({topology.units()[i], i < topology.input_count() ? 0 : network.bias(i)});
  if (topology.is_masked())
    for (const Unit& unit : topology.units()) saved.masks.push_back(unit.mask);
  saved.connections.reserve(topology.connection_count());
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    saved.connections.push_back({topology.connections()[i], network.weight(i)});
  return saved;
}

Network put_together(SavedNetwork saved) {
  if (!saved.masks.empty() && saved.masks.size() != saved.units.size())
    throw Error("not a network: there are ", saved.masks.size(), " masks, wanted none or ", saved.units.size());
  TopologyParts parts{{}, {}, std::move(saved.groups), std::move(saved.blocks), saved.inputs_gate};
  std::vector<double> parameters;
  parts.units.reserve(saved.units.size());
  parts.connections.reserve(saved.connections.size());
  parameters.reserve(saved.units.size() + saved.connections.size());
  for (const SavedUnit& each : saved.units) {
    parts.units.push_back(each.unit);
    if (each.unit.role != Role::input) parameters.push_back(each.bias);
  }
  for (std::size_t i = 0; i < saved.masks.size(); ++i) parts.units[i].mask = saved.masks[i];
  for (const SavedConnection& each : saved.connections) {
    parts.connections.push_back(each.connection);
    parameters.push_back(each.weight);
  }
  return {std::make_shared<const Topology>(std::move(parts)), std::move(parameters)};
}

std::span<const std::string_view> saved_names(Activation) {
  static const auto names = [] {
    std::vector<std::string_view> all;
    for (const ActivationRow& each : activation_rows()) all.push_back(each.name);
    return all;
  }();
  return names;
}

std::span<const std::string_view> saved_names(Role) {
  static constexpr std::string_view names[] = {"input", "hidden", "output"};
  return names;
}

std::span<const std::string_view> saved_names(Pattern) {
  static constexpr std::string_view names[] = {name_of(Pattern::all_to_all), name_of(Pattern::all_to_else),
                                               name_of(Pattern::one_to_one)};
  return names;
}

Network blank_network() {
  static const auto topology = std::make_shared<const Topology>(TopologyParts{
      {{.id = input_id(0), .role = Role::input}, {.id = output_id(0), .role = Role::output}}, {}, {}, {}});
  return {topology, {0.0}};
}

}  // namespace plexus
