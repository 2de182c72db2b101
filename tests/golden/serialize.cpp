#include <functional>
#include <memory>
#include <string>
#include <utility>

#include <plexus/export/neataptic_lists.hpp>
#include <plexus/save/neataptic.hpp>

#include "replay.hpp"

namespace plexus::golden {
namespace {

// The same network with other masks, and with inputs that gate or not.
Network with_masks(const Network& network, const std::function<double(double)>& mask, bool inputs_gate) {
  TopologyParts parts = network.topology().parts();
  for (Unit& unit : parts.units) unit.mask = mask(unit.mask);
  parts.inputs_gate = inputs_gate;
  return {std::make_shared<const Topology>(std::move(parts)),
          {network.parameters().begin(), network.parameters().end()}};
}

// Steps what the lists describe, as Neataptic's workers do.
class ListsAtWork {
 public:
  explicit ListsAtWork(NeatapticLists lists) : lists_(std::move(lists)) {}

  std::vector<double> activate(const std::vector<double>& input) {
    std::vector<double>&outputs = lists_.activations, &states = lists_.states;
    const std::vector<double>& list = lists_.connections;
    const auto unit_at = [&](std::size_t i) { return static_cast<std::size_t>(list[i]); };
    const auto gain_at = [&](std::size_t i) { return list[i] == -1 ? 1 : outputs[unit_at(i)]; };
    std::copy_n(input.begin(), unit_at(0), outputs.begin());
    for (std::size_t i = 2; i < list.size(); ++i) {
      const std::size_t unit = unit_at(i), activation = unit_at(i + 2);
      double& state = states[unit];
      state = gain_at(i + 4) * list[i + 3] * state + list[i + 1];
      for (i += 5; list[i] != -2; i += 3) state += outputs[unit_at(i)] * list[i + 1] * gain_at(i + 2);
      outputs[unit] = activation_rows()[activation].value(state);
    }
    return {outputs.end() - static_cast<std::ptrdiff_t>(list[1]), outputs.end()};
  }

 private:
  NeatapticLists lists_;
};

template <class Stepped>
void run(Stepped stepped, const Json& inputs, const Json& wanted, Comparison& comparison, const std::string& where) {
  for (std::size_t i = 0; i < inputs.size(); ++i)
    comparison.numbers(stepped.activate(numbers_in(inputs[i])), wanted.at(i), where + " of step " + std::to_string(i));
}

void replay_case(const Json& each, Comparison& comparison, const std::string& where) {
  const Network network = network_from_neataptic(each.at("network").dump());
  const NeatapticLists lists = neataptic_lists(network);
  const Json& wanted = each.at("serialized");
  comparison.holds(lists.activations == numbers_in(wanted.at("activations")), where + "activations");
  comparison.holds(lists.states == numbers_in(wanted.at("states")), where + "states");
  comparison.holds(lists.connections == numbers_in(wanted.at("conns")), where + "conns");

  const Json& inputs = each.at("inputs");
  const auto none = [](double) { return 1.0; };
  const auto only_zero = [](double mask) { return mask == 0 ? 0.0 : 1.0; };
  // Both forms read what a gating unit put out before, 0 at first, where a loaded network has gains of 1; and inputs
  // gate in them. That is a network of ours whose inputs gate, after clear().
  Network serialized = with_masks(network, none, true), standalone = with_masks(network, only_zero, true);
  serialized.clear();
  standalone.clear();
  run(ListsAtWork(lists), inputs, each.at("serializedOutputs"), comparison, where + "the lists' output");
  run(serialized, inputs, each.at("serializedOutputs"), comparison, where + "the serialized output");
  run(standalone, inputs, each.at("standaloneOutputs"), comparison, where + "the stand-alone output");
  run(with_masks(network, none, network.topology().parts().inputs_gate), inputs, each.at("noTraceOutputs"), comparison,
      where + "the output without traces");
  if (!each.at("serializedEqualsNoTrace") || !each.at("standaloneEqualsNoTrace"))
    comparison.note("pins that Neataptic's serialized and stand-alone forms differ from its own activate");
}

}  // namespace

void replay_serialize(const Json& file, Comparison& comparison) {
  const Json& cases = file.at("cases");
  for (std::size_t i = 0; i < cases.size(); ++i) replay_case(cases[i], comparison, "case " + std::to_string(i) + ": ");
}

}  // namespace plexus::golden
