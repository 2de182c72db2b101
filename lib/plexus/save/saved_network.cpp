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
  const std::size_t weights = topology.weight_index(0), tensors = topology.tensor_index(0);
  std::size_t tensor = 0;
  while (index >= tensors && index >= topology.tensor_index(tensor + 1)) ++tensor;
  const std::string name = index < weights   ? "units[" + std::to_string(topology.unit_of_bias(index)) + "].bias"
                           : index < tensors ? "connections[" + std::to_string(index - weights) + "].weight"
                                             : "tensors[" + std::to_string(tensor) + "].numbers";
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
                     topology.disabled(),
                     shapes_of(topology.parts()),
                     {},
                     topology.operations()};
  saved.units.reserve(topology.unit_count());
  for (std::size_t i = 0; i < topology.unit_count(); ++i)
    saved.units.push_back({topology.units()[i], network.bias_or_zero(i)});
  saved.connections.reserve(topology.connection_count());
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    saved.connections.push_back({topology.connections()[i], network.weight(i)});
  for (std::size_t i = 0; i < topology.tensors().size(); ++i) {
    const auto numbers = network.tensor(i);
    saved.tensors.push_back({topology.tensors()[i], {numbers.begin(), numbers.end()}});
  }
  return saved;
}

Network put_together(SavedNetwork saved, SharedTopologies* shared) {
  TopologyParts parts{{},
                      {},
                      std::move(saved.groups),
                      std::move(saved.blocks),
                      saved.inputs_gate,
                      std::move(saved.disabled),
                      {},
                      std::move(saved.operations)};
  std::vector<double> parameters;
  parts.units.reserve(saved.units.size());
  parts.connections.reserve(saved.connections.size());
  parameters.reserve(saved.units.size() + saved.connections.size());
  for (const SavedUnit& each : saved.units) parts.units.push_back(each.unit);
  put_shapes(parts, saved.shapes);
  for (std::size_t i = 0; i < saved.units.size(); ++i)
    if (parts.units[i].biased && parts.units[i].role != Role::input) parameters.push_back(saved.units[i].bias);
  put_masks(parts.units, saved.masks);
  for (const SavedConnection& each : saved.connections) {
    parts.connections.push_back(each.connection);
    parameters.push_back(each.weight);
  }
  for (SavedTensor& each : saved.tensors) {
    parameters.insert(parameters.end(), each.numbers.begin(), each.numbers.end());
    parts.tensors.push_back(std::move(each.tensor));
  }
  auto topology = std::make_shared<const Topology>(std::move(parts));
  if (shared != nullptr) topology = shared->merged(topology);
  return {std::move(topology), std::move(parameters)};
}

SavedShapes shapes_of(const TopologyParts& parts) {
  SavedShapes saved;
  for (std::uint32_t i = 0; i < parts.groups.size(); ++i) {
    saved.shapes.push_back(parts.groups[i].shape);
    if (!parts.units[parts.groups[i].first].biased) saved.unbiased.push_back(i);
  }
  return saved;
}

void put_shapes(TopologyParts& parts, const SavedShapes& saved) {
  if (saved.shapes.empty() && saved.unbiased.empty()) return;
  if (saved.shapes.size() != parts.groups.size())
    throw Error("not a network: the number of shapes is ", saved.shapes.size(), ", wanted one for each of the ",
                parts.groups.size(), " groups");
  for (std::size_t i = 0; i < saved.shapes.size(); ++i) parts.groups[i].shape = saved.shapes[i];
  for (const std::uint32_t index : saved.unbiased) {
    if (index >= parts.groups.size()) throw Error("not a network: there is no group ", index, " to be without biases");
    const UnitGroup& group = parts.groups[index];
    for (std::uint32_t i = 0; i < group.count && group.first + i < parts.units.size(); ++i)
      parts.units[group.first + i].biased = false;
  }
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
