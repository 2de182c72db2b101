#pragma once

#include <span>
#include <string_view>

#include <plexus/core/random.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// One row of the table of mutations.
struct MutationRow {
  Mutation mutation;
  std::string_view name;            ///< what the command line says
  std::string_view neataptic_name;  ///< what Neataptic calls it; empty when it has none
  /// Changes the network at random; false, and no change, when there is nothing that it could do. See operators.hpp.
  bool (*apply)(Network& network, Random& random, const MutationOptions& options);
};

/// All mutations, in the order of the enumeration.
std::span<const MutationRow> mutation_rows();
const MutationRow& row(Mutation mutation);

/// The mutation of this name; throws Error with the known names when there is none.
Mutation mutation_named(std::string_view name);

/// Neataptic's lists: every mutation, and those that keep a feed-forward network feed-forward.
std::span<const Mutation> all_mutations();
std::span<const Mutation> feed_forward_list();

/// Whether the mutation would find something to do. Costs as much as doing it.
bool can_apply(Mutation mutation, const Network& network, const MutationOptions& options = {});

}  // namespace plexus::evolve
