#pragma once

#include <string>

#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

#include "comparison.hpp"

namespace plexus::golden {

/// Compares the structures that a mutation reaches, with Neataptic's options and many seeds, with the legal moves of
/// Neataptic's, listed here from its JSON by its rules. Both have to be the same, on what is not trained too. Of
/// remove_node the gates of the bridges are left out: they are drawn.
void compare_legal_moves(const Network& network, evolve::Mutation mutation, const Json& json, Comparison& comparison,
                         const std::string& where);

}  // namespace plexus::golden
