#pragma once

#include <string>

namespace plexus {

class Network;

/// What Neataptic's `network.graph(width, height)` returns, as JSON: what its graph.js draws with d3 and WebCola.
///
///   nodes        {id, name, activation, bias}: first the units, named INPUT, OUTPUT, CONSTANT or by their activation,
///                with their outputs at the last step (0 before the first); then one {id, activation, name: "GATE"} for
///                each gated connection
///   links        {source, target, weight}: one for each connection, those to itself last; a gated one is two, to and
///                from its gate, with half the weight each, and a third from the gating unit, with its output as weight
///                and gate: true
///   constraints  the places of inputs and outputs, spread over 80 % of the width, 80 % of the height apart
///
/// An input's bias is 0. What is not finite becomes null. `width` and `height` are in pixels.
std::string to_graph_json(const Network& network, double width = 1000, double height = 1000);

}  // namespace plexus
