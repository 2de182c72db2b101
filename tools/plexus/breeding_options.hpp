#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
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
  std::size_t provenance = 0;
};

void add_breeding_options(CLI::App& command, BreedingChoice& choice);

/// Throws Error for a name that is not known.
evolve::Options options_of(const BreedingChoice& choice);

}  // namespace plexus::command
