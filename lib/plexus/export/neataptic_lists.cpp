#include <plexus/export/neataptic_lists.hpp>

#include <nlohmann/json.hpp>

#include <cmath>

#include <plexus/core/error.hpp>
#include <plexus/network/network.hpp>
#include <plexus/program/explained.hpp>
#include <plexus/program/program.hpp>
#include <plexus/save/neataptic.hpp>

namespace plexus {
namespace {

constexpr double nobody = -1, end_of_unit = -2;

double gater_of(const Connection& each) { return each.is_gated() ? each.gater : nobody; }

void require_known(const Network& network) {
  require_explained(network.topology().program<double>()->plan(), "Neataptic", "save it, and run it with Plexus");
  const auto& units = network.topology().units();
  for (std::size_t i = network.input_count(); i < units.size(); ++i)
    if (!is_in_neataptic(units[i].activation))
      throw Error("cannot write Neataptic's lists: unit ", i, " has the activation ", row(units[i].activation).name,
                  ", which Neataptic does not have");
  for (const double each : network.parameters())
    if (!std::isfinite(each)) throw Error("cannot write Neataptic's lists: a parameter is ", each);
}

}  // namespace

NeatapticLists neataptic_lists(const Network& network) {
  require_known(network);
  const Topology& topology = network.topology();
  const auto outputs = network.outputs_of_units(), states = network.states_of_units();
  NeatapticLists lists{{outputs.begin(), outputs.end()}, {states.begin(), states.end()}, {}};
  lists.activations.resize(topology.unit_count());
  lists.states.resize(topology.unit_count());

  std::vector<std::vector<double>> incoming(topology.unit_count());
  std::vector<double> self_weights(topology.unit_count()), self_gaters(topology.unit_count(), nobody);
  for (std::size_t i = 0; i < topology.connection_count(); ++i) {
    const Connection& each = topology.connections()[i];
    if (each.is_self()) {
      self_weights[each.to] = network.weight(i);
      self_gaters[each.to] = gater_of(each);
    } else {
      incoming[each.to].insert(incoming[each.to].end(), {double(each.from), network.weight(i), gater_of(each)});
    }
  }

  lists.connections = {double(network.input_count()), double(network.output_count())};
  for (std::size_t i = network.input_count(); i < topology.unit_count(); ++i) {
    lists.connections.insert(
        lists.connections.end(),
        {double(i), network.bias(i), double(topology.units()[i].activation), self_weights[i], self_gaters[i]});
    lists.connections.insert(lists.connections.end(), incoming[i].begin(), incoming[i].end());
    lists.connections.push_back(end_of_unit);
  }
  return lists;
}

std::string to_json(const NeatapticLists& lists) {
  return nlohmann::json{lists.activations, lists.states, lists.connections}.dump();
}

}  // namespace plexus
