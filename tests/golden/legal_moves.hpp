#pragma once

#include <string>

#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

#include "comparison.hpp"

namespace plexus::golden {

/// Compares the structures that a mutation reaches, with our own default options and many seeds, with the legal moves
/// of Neataptic's, listed here from its JSON by its rules. Both are the same but for what is deliberate: connections
/// that are not trained are not cut or split, and a gate on a connection that is split goes to its second half.
void compare_legal_moves(const Network& network, evolve::Mutation mutation, const Json& json, Comparison& comparison,
                         const std::string& where);

}  // namespace plexus::golden
