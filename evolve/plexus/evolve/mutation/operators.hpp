#pragma once

#include <plexus/core/random.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

// The mutations, each in a file of its own. All have one shape: they change the network at random and return true, or
// find nothing to do, change nothing and return false. They choose among legal moves alone, so they always end, and
// never go beyond the limits. What is not trainable (the fixed weights of LSTM, GRU and Memory) keeps its value and is
// neither split nor cut, but goes with a unit that is removed; with MutationOptions::change_fixed it is like the rest.

namespace plexus::evolve {

/// Splits a connection a -> b into a -> c -> b with weights 1 and the old one, so that an identity unit leaves the
/// answer as it was. c is computed just before b, or before the first output when b is one; its id is a hash of the
/// connection's (see split_id). A gate goes to c -> b. Self-connections are not split. Without
/// MutationOptions::keep_function both weights and the bias are drawn anew, and a gate goes to either. With
/// MutationOptions::keep_disabled a -> b stays in the genome as a disabled connection.
bool add_node(Network& network, Random& random, const MutationOptions& options);

/// Removes a hidden unit c and bridges it: every a -> c -> b becomes a -> b, unless that exists, with the product of
/// the weights (of a self-connection at most 1), or without MutationOptions::keep_function a new weight. Gates of what
/// is removed pass to new connections at random, unless MutationOptions::keep_gates says no.
bool remove_node(Network& network, Random& random, const MutationOptions& options);

/// Joins an earlier unit, not an output, to a later one. A connection between them that was disabled is forgotten.
bool add_connection(Network& network, Random& random, const MutationOptions& options);

/// Cuts a connection to a later unit, if its source keeps another outgoing and its target another incoming one.
bool remove_connection(Network& network, Random& random, const MutationOptions& options);

/// Changes weights (see StepOptions). The topology stays shared.
bool modify_weight(Network& network, Random& random, const MutationOptions& options);

/// Changes biases (see StepOptions). The topology stays shared.
bool modify_bias(Network& network, Random& random, const MutationOptions& options);

/// Gives a unit another activation from the list.
bool modify_activation(Network& network, Random& random, const MutationOptions& options);

/// Lets a unit, not an input, carry its state on, with a weight from U[-1, 1), since more would grow without bound, or
/// MutationOptions::self_weight.
bool add_self_connection(Network& network, Random& random, const MutationOptions& options);

/// Cuts a self-connection.
bool remove_self_connection(Network& network, Random& random, const MutationOptions& options);

/// Lets a unit, not an input, gate a connection that is not gated.
bool add_gate(Network& network, Random& random, const MutationOptions& options);

/// Takes the gate from a connection.
bool remove_gate(Network& network, Random& random, const MutationOptions& options);

/// Joins a later unit to an earlier one, not an input.
bool add_back_connection(Network& network, Random& random, const MutationOptions& options);

/// Cuts a connection to an earlier unit, if its source keeps another outgoing and its target another incoming one.
bool remove_back_connection(Network& network, Random& random, const MutationOptions& options);

/// Lets two units that differ in bias or activation swap both.
bool swap_nodes(Network& network, Random& random, const MutationOptions& options);

/// Switches a disabled connection on again, with the weight that it had, not gated.
bool enable_connection(Network& network, Random& random, const MutationOptions& options);

/// Disables a connection, not one of a unit to itself, if its source keeps another outgoing and its target another
/// incoming one.
bool disable_connection(Network& network, Random& random, const MutationOptions& options);

}  // namespace plexus::evolve
