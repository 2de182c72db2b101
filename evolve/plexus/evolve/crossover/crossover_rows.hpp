#pragma once

#include <span>
#include <string_view>

#include <plexus/core/random.hpp>
#include <plexus/evolve/crossover/couple.hpp>
#include <plexus/evolve/crossover/crossover.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// One row of the table of crossovers.
struct CrossoverRow {
  Crossover crossover;
  std::string_view name;            ///< what the command line says
  std::string_view neataptic_name;  ///< what Neataptic calls it
  /// Makes the child. See operators.hpp.
  Network (*cross)(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits);
};

/// All crossovers, in the order of the enumeration.
std::span<const CrossoverRow> crossover_rows();
const CrossoverRow& row(Crossover crossover);

/// The crossover of this name; throws Error with the known names when there is none.
Crossover crossover_named(std::string_view name);

}  // namespace plexus::evolve
