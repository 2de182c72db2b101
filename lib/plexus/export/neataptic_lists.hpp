#pragma once

#include <string>
#include <vector>

namespace plexus {

class Network;

/// The three lists of numbers that Neataptic's `network.serialize()` returns, which its workers compute with.
struct NeatapticLists {
  std::vector<double> activations;  ///< the output of each unit at the last step, 0 before the first
  std::vector<double> states;       ///< the state of each unit (before the activation)
  /// The numbers of inputs and outputs; then for each unit that is not an input: its position, bias, activation (a
  /// position in Neataptic's list), the weight of its self-connection (0 for none), who gates that (-1 for nobody);
  /// for each other connection into it: from, weight, who gates it (-1 for nobody); and -2.
  std::vector<double> connections;
};

/// A network as these lists. Masks are lost. In this form a gate is the gating unit's output as last computed, 0 before
/// the first step: it computes what Network::activate does after Network::clear, with inputs that gate.
/// Throws Error when Neataptic does not have an activation, a parameter is not finite, or the network computes more
/// than its units and connections say.
NeatapticLists neataptic_lists(const Network& network);

/// The lists as JSON: [[activations], [states], [connections]].
std::string to_json(const NeatapticLists& lists);

}  // namespace plexus
