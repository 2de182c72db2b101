#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/state.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// A generation that was scored and sorted into species: what the next one is bred from.
struct Parents {
  std::span<const Network> networks;
  std::span<const double> scores;
  std::span<const std::size_t> order;  ///< the ranking of the scores
  std::span<const Species> species;
  std::span<const std::size_t> species_of;  ///< the position in `species` of each network's
  std::size_t steps = 1;                    ///< of State::generation that make a generation of the options
  bool simplifies = false;                  ///< whether children are to be smaller (see PhaseOptions)
};

/// A network of the first generation: a start, or a variation of its weights and biases (Options::spread), of each
/// start in turn. One that has none to vary is mutated instead.
Network first_network(std::span<const Network> starts, const Options& options, std::size_t position);

/// The first so many of them.
std::vector<Network> first_generation(std::span<const Network> starts, const Options& options, std::size_t count);

/// The next generation, of Options::population networks. The best live on unchanged (Options::elitism, and the best of
/// each big species), some are copies of a start (Options::provenance); the others are children of the best of their
/// species. Each child is a function of the seed, the generation and its position, so threads do not matter. Of the
/// state this reads the options, the generation and the starts.
std::vector<Network> next_generation(const Parents& parents, const State& state);

/// One child, of a species that is drawn in proportion to the children that it would get in a generation.
Network one_child(const Parents& parents, const State& state, Random& random);

}  // namespace plexus::evolve
