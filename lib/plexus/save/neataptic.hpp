#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plexus {

class Network;
enum class Activation : std::uint8_t;

/// Whether Neataptic has this activation: it has the first fifteen of our table.
bool is_in_neataptic(Activation activation);

/// Reads a network that Neataptic saved (`JSON.stringify(network.toJSON())`), of version 1.4.7 or of the older ones
/// that wrote indices as texts and no masks. The network computes what Neataptic's computes, to the last bits: its
/// units are Neataptic's nodes and its connections Neataptic's connections, in their order.
///
/// `constant` nodes become units that are not trained, as are the connections into them. The inputs' biases and
/// activations, and connections into inputs, which Neataptic saves but never uses, are dropped. A connection that is
/// gated by an input keeps its gain, as there (TopologyParts::inputs_gate). Ids are those of built networks, by
/// position.
///
/// Throws Error, with the place, when the text is no such network: unknown activations, positions that are not there,
/// nodes not in the order inputs, hidden, outputs, two connections between the same nodes, numbers that are not finite.
Network network_from_neataptic(std::string_view json);

/// The same for a population, as `neat.export()` returns it: a list of networks, at least one, all with as many inputs
/// and outputs.
std::vector<Network> population_from_neataptic(std::string_view json);

/// What Neataptic's `toJSON` would write for this network, to be read by its `Network.fromJSON`: one line of JSON.
/// Groups, and which connections are trained, are lost. Throws Error when Neataptic could not compute the same: an
/// input that gates, an activation that it does not have, a parameter that is not finite, or a network that computes
/// more than its units and connections say.
std::string to_neataptic(const Network& network);

/// The same for a population, to be read by `neat.import(JSON.parse(text))`.
std::string to_neataptic(std::span<const Network> population);

/// Whether a text looks like a network or a population of Neataptic's, and not like a file of Plexus.
bool looks_like_neataptic(std::string_view json);

}  // namespace plexus
