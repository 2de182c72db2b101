#include "grown_population.hpp"

#include <algorithm>
#include <iomanip>
#include <sstream>

#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/neat.hpp>

#include "recipes.hpp"

namespace plexus::bench {
namespace {

using evolve::Mutation;

constexpr std::uint64_t seed = 400;
constexpr std::size_t ancestors = 10;

evolve::Options breeding_options(const Growth& growth) {
  evolve::Options options = evolve::neat_options_published();
  options.population = growth.networks;
  options.seed = seed;
  options.threads = growth.threads;
  options.mutation.activations = {Activation::tanh};
  options.species.stagnation = 0;  // random scores do not get better
  return options;
}

Network grown_ancestor(std::size_t nth, std::size_t connections) {
  constexpr std::uint32_t sizes[] = {10, 4};
  Network network = multilayer(seed + nth, sizes, Activation::tanh, Activation::tanh);
  evolve::MutationOptions options;
  options.kinds = {{Mutation::add_connection, 0.5}, {Mutation::add_node, 0.5}};
  options.activations = {Activation::tanh};
  Random random(seed, nth);
  while (network.topology().connection_count() < connections) mutate(network, random, options);
  return network;
}

Network drawn_ancestor(std::size_t nth, std::size_t connections) {
  return drawn_network(seed + nth, 10, static_cast<std::uint32_t>(connections / 4), 4, connections);
}

}  // namespace

evolve::Population grown_population(const Growth& growth) {
  std::vector<Network> starts;
  for (std::size_t nth = 0; nth < std::min(ancestors, growth.networks); ++nth)
    starts.push_back(growth.by_mutation ? grown_ancestor(nth, growth.connections)
                                        : drawn_ancestor(nth, growth.connections));
  evolve::Population population(starts, breeding_options(growth));
  for (std::size_t i = 0; i < growth.generations; ++i) population.tell(random_scores(growth.networks, i));
  return population;
}

std::vector<double> random_scores(std::size_t count, std::size_t generation) {
  Random random(seed, generation, 1);
  std::vector<double> scores(count);
  std::ranges::generate(scores, [&] { return random.uniform(); });
  return scores;
}

double mean_connections(const evolve::Population& population) {
  double sum = 0;
  for (const Network& network : population.ask()) sum += static_cast<double>(network.topology().connection_count());
  return sum / static_cast<double>(population.ask().size());
}

std::string description_of(const evolve::Population& population) {
  std::ostringstream text;
  text << population.species().size() << " species, " << std::fixed << std::setprecision(1)
       << mean_connections(population) << " connections on average";
  return text.str();
}

}  // namespace plexus::bench
