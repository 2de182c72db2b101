#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <plexus/evolve/options.hpp>

namespace plexus::command {

/// What the command line says about how children are made.
struct BreedingChoice {
  bool recurrent = false;
  bool neataptic = false;
  std::vector<std::string> mutations;   ///< empty: the usual ones
  std::vector<std::string> crossovers;  ///< empty: the usual one
  std::string selection;                ///< empty: the usual one
  std::string strategy;                 ///< empty: the usual one
  std::optional<std::size_t> provenance;
};

void add_breeding_options(CLI::App& command, BreedingChoice& choice);

/// The options that all others change: Neataptic's, or the usual ones.
evolve::Options preset_of(const BreedingChoice& choice);

/// The mutations by which networks grow memory too.
std::vector<evolve::MutationShare> kinds_with_memory(const BreedingChoice& choice);

/// Whether a strategy breeds nothing, and moves the weights of the network that it starts from.
bool moves_weights_alone(evolve::Strategy strategy);

/// Changes the options that were named. Throws Error for a name that is not known, and for what means nothing to the
/// strategy.
void apply(const BreedingChoice& choice, evolve::Options& options);

}  // namespace plexus::command
