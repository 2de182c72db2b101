#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <plexus/evolve/options.hpp>

#include "support/on_functions.hpp"

namespace plexus::evolve {

/// All strategies on the weights of one topology, some of them in several ways; they minimise.
inline std::vector<Options> strategies_on_weights(std::size_t population, std::uint64_t seed) {
  std::vector<Options> all;
  for (const Strategy strategy : {Strategy::cma_es, Strategy::sep_cma_es, Strategy::pgpe, Strategy::cosyne})
    all.push_back(minimising(strategy, population, seed));
  for (const Restart restart : {Restart::same, Restart::bipop}) {
    all.push_back(minimising(Strategy::cma_es, population, seed));
    all.back().cma_es.restart = restart;
    all.back().cma_es.mean = true;
  }
  all.push_back(minimising(Strategy::pgpe, population, seed));
  all.back().pgpe.ascent = Ascent::adam;
  return all;
}

inline std::string name_of(const Options& options) { return std::string(row(options.strategy).name); }

}  // namespace plexus::evolve
