#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <plexus/evolve/population.hpp>

namespace plexus::bench {

/// What a population to be measured is like.
struct Growth {
  std::size_t networks = 1000;
  std::size_t connections = 200;  ///< of each ancestor, >= 40
  std::size_t generations = 12;   ///< until the species have settled
  std::size_t threads = 1;
  bool by_mutation = true;  ///< whether the ancestors are grown; else drawn, with a hidden unit for four connections
};

/// W4: a population of NEAT's, 10 inputs and 4 outputs. Its ten ancestors were grown from dense ones by the structural
/// mutations alone; the first generation is them and variations of their weights, then they breed with random scores.
/// Three quarters of the children have two parents; 90 % of the weights change in 80 % of them, a connection is added in
/// 5 %, a node in 3 %; 30 % of a species survive, and the threshold steers to 10 species.
evolve::Population grown_population(const Growth& growth);

/// Random scores in [0, 1), a function of the generation.
std::vector<double> random_scores(std::size_t count, std::size_t generation);

double mean_connections(const evolve::Population& population);

/// "10 species, 201.3 connections on average".
std::string description_of(const evolve::Population& population);

}  // namespace plexus::bench
