#include <plexus/save/neataptic.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/network/network.hpp>
#include <plexus/program/explained.hpp>
#include <plexus/program/program.hpp>
#include <plexus/save/neataptic_names.hpp>

namespace plexus {
namespace {

using OrderedJson = nlohmann::ordered_json;

std::string_view type_of(const Unit& unit) {
  if (unit.role == Role::hidden) return unit.trainable ? "hidden" : "constant";
  return unit.role == Role::input ? "input" : "output";
}

OrderedJson write_unit(const Network& network, std::size_t index) {
  const Unit& unit = network.topology().units()[index];
  const bool input = unit.role == Role::input;
  const Activation activation = input ? Activation::logistic : unit.activation;
  const double bias = input ? 0 : network.bias(index);
  if (!is_in_neataptic(activation))
    throw Error("unit ", index, " has the activation ", row(activation).name, ", which Neataptic does not have");
  if (!std::isfinite(bias)) throw Error("the bias of unit ", index, " is ", bias);
  return {{"bias", bias},
          {"type", type_of(unit)},
          {"squash", neataptic_name(activation)},
          {"mask", unit.mask},
          {"index", index}};
}

OrderedJson write_connection(const Network& network, std::size_t index) {
  const auto& [from, to, gater, trainable] = network.topology().connections()[index];
  const double weight = network.weight(index);
  if (!std::isfinite(weight)) throw Error("the weight of connection ", index, " is ", weight);
  if (gater < network.input_count() && network.topology().parts().inputs_gate)
    throw Error("connection ", index, " (", from, " -> ", to, ") is gated by input ", gater,
                ", and in Neataptic inputs open and shut nothing; gate it by a hidden unit instead");
  return {
      {"weight", weight}, {"from", from}, {"to", to}, {"gater", gater == no_unit ? OrderedJson() : OrderedJson(gater)}};
}

OrderedJson write(const Network& network) {
  const Topology& topology = network.topology();
  require_explained(topology.program<double>()->plan(), "Neataptic", "save it, and run it with Plexus");
  OrderedJson nodes = OrderedJson::array(), connections = OrderedJson::array();
  for (std::size_t i = 0; i < topology.unit_count(); ++i) nodes.push_back(write_unit(network, i));
  std::vector<std::size_t> selves, others;  // Neataptic writes the self-connections first, in the order of the nodes
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    (topology.connections()[i].is_self() ? selves : others).push_back(i);
  std::ranges::stable_sort(selves, {}, [&](std::size_t i) { return topology.connections()[i].from; });
  for (const auto& indices : {selves, others})
    for (const std::size_t i : indices) connections.push_back(write_connection(network, i));
  return {{"nodes", std::move(nodes)},
          {"connections", std::move(connections)},
          {"input", network.input_count()},
          {"output", network.output_count()},
          {"dropout", 0}};
}

template <class Write>
std::string writing(const Write& write) {
  try {
    return write().dump();
  } catch (const Error& error) {
    throw Error("cannot write this for Neataptic: ", error.what());
  }
}

}  // namespace

std::string to_neataptic(const Network& network) {
  return writing([&] { return write(network); });
}

std::string to_neataptic(std::span<const Network> population) {
  return writing([&] {
    OrderedJson networks = OrderedJson::array();
    for (const Network& each : population) networks.push_back(write(each));
    return networks;
  });
}

}  // namespace plexus
