#include <plexus/save/saved_network.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/core/id.hpp>
#include <plexus/save/field_error.hpp>
#include <plexus/save/scalar.hpp>
#include <plexus/save/shared_topologies.hpp>
#include <plexus/save/text.hpp>

namespace plexus {

std::vector<double> masks_of(const Topology& topology) {
  std::vector<double> masks;
  if (!topology.is_masked()) return masks;
  masks.reserve(topology.unit_count());
  for (const Unit& unit : topology.units()) masks.push_back(unit.mask);
  return masks;
}

void put_masks(std::vector<Unit>& units, std::span<const double> masks) {
  if (!masks.empty() && masks.size() != units.size())
    throw Error("not a network: the number of masks is ", masks.size(), ", wanted none or ", units.size());
  for (std::size_t i = 0; i < masks.size(); ++i) units[i].mask = masks[i];
}

void require_finite_parameters(const Network& network) {
  const auto parameters = network.parameters();
  if (detail::all_finite(parameters)) return;
  const auto bad = std::ranges::find_if_not(parameters, [](double each) { return std::isfinite(each); });
  const auto index = static_cast<std::size_t>(bad - parameters.begin());
  const Topology& topology = network.topology();
  const std::size_t biases = topology.unit_count() - topology.input_count();
  const std::string name = index < biases ? "units[" + std::to_string(index + topology.input_count()) + "].bias"
                                          : "connections[" + std::to_string(index - biases) + "].weight";
  throw FieldError(name, FieldError("wanted a finite number, got " + number_text(*bad)));
}

SavedNetwork take_apart(const Network& network) {
  const Topology& topology = network.topology();
  SavedNetwork saved{{},
                     {},
                     topology.groups(),
                     topology.blocks(),
                     masks_of(topology),
                     topology.parts().inputs_gate,
                     topology.disabled()};
  saved.units.reserve(topology.unit_count());
  for (std::size_t i = 0; i < topology.unit_count(); ++i)
    saved.units.push_back({topology.units()[i], i < topology.input_count() ? 0 : network.bias(i)});
  saved.connections.reserve(topology.connection_count());
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    saved.connections.push_back({topology.connections()[i], network.weight(i)});
  return saved;
}

Network put_together(SavedNetwork saved, SharedTopologies* shared) {
  TopologyParts parts{
      {}, {}, std::move(saved.groups), std::move(saved.blocks), saved.inputs_gate, std::move(saved.disabled)};
  std::vector<double> parameters;
  parts.units.reserve(saved.units.size());
  parts.connections.reserve(saved.connections.size());
  parameters.reserve(saved.units.size() + saved.connections.size());
  for (const SavedUnit& each : saved.units) {
    parts.units.push_back(each.unit);
    if (each.unit.role != Role::input) parameters.push_back(each.bias);
  }
  put_masks(parts.units, saved.masks);
  for (const SavedConnection& each : saved.connections) {
    parts.connections.push_back(each.connection);
    parameters.push_back(each.weight);
  }
  auto topology = std::make_shared<const Topology>(std::move(parts));
  if (shared != nullptr) topology = shared->merged(topology);
  return {std::move(topology), std::move(parameters)};
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
