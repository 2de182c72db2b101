#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/population.hpp>

// What tests of populations have in common.

namespace plexus::evolve {

inline Options small(std::size_t population, std::uint64_t seed = 1) {
  Options options;
  options.population = population;
  options.seed = seed;
  options.mutation.kinds = recurrent_mutations();
  options.species.stagnation = 3;
  return options;
}

// Some function of a network that is not the same for any two.
inline double some_score(const Network& network) {
  double score = 0;
  for (const double parameter : network.parameters()) score = score * 0.9 + parameter;
  return score;
}

inline std::vector<double> score_all(const Population& population) {
  std::vector<double> scores;
  for (const Network& network : population.ask()) scores.push_back(some_score(network));
  return scores;
}

}  // namespace plexus::evolve
