#pragma once

#include <span>
#include <vector>

#include <plexus/evolve/options.hpp>

namespace plexus::evolve {

/// Neataptic's defaults, for those who come from there, as options: what its `Neat` does with none given.
///
///   Options options = neataptic_options();
///   options.mutation.rate = 0.5;       // mutationRate; mutationAmount is mutation.amount
///   options.crossover.equal = true;    // equal
///   options.mutation.kinds = ...;      // mutation, see even_shares(all_mutations())
///   options.mutation.limits = ...;     // maxNodes, maxConns, maxGates
///   options.selection.kind = ...;      // selection, and its power, size and probability
///   options.mutation.choose = ...;     // mutationSelection
///
/// popsize, elitism and provenance are Options' population, elitism and provenance; fitnessPopulation is
/// PopulationEvaluator. There is one population without species; each child has two parents, which may be the same
/// network, crossed by position; new weights and biases are small, and a node that is put in or taken out forgets what
/// was there.
///
/// What is different: random numbers come from a stream for each child and not from one for all, so that a run is a
/// function of its seed on any number of threads. Limits hold, where Neataptic throws when it meets them, and steps
/// over them when it crosses. Data sets and episodes are begun with a cleared network (its option `clear`). In the
/// first generation all copies of the start but one are mutated once; equal ones, as there, are
/// `Population(std::vector<Network>(50, start), options)`. What error_on adds by its `growth` counts self-connections
/// too.
Options neataptic_options();

/// The same share for each of these mutations: Neataptic's way to draw one of a list.
std::vector<MutationShare> even_shares(std::span<const Mutation> mutations);

}  // namespace plexus::evolve
