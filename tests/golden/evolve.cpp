#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/score.hpp>
#include <plexus/save/neataptic.hpp>

#include "breeding.hpp"
#include "functions.hpp"
#include "replay.hpp"

namespace plexus::golden {
namespace {

// What a network costs by its size: Neataptic does not count self-connections.
double cost_of_size(const Network& network, double growth) {
  const Topology& topology = network.topology();
  const auto selves = std::ranges::count_if(topology.connections(), &Connection::is_self);
  return growth * static_cast<double>(topology.hidden_count() + topology.connection_count() + topology.gate_count() -
                                      static_cast<std::size_t>(selves));
}

// The mean cost, in double. A network goes on from its last step, as Neataptic's do; one with masks, which
// this test of Neataptic's ignores, is begun anew.
double error_of(Network& network, const Json& dataset, const CostFunction& cost) {
  if (network.topology().is_masked()) {
    TopologyParts parts = network.topology().parts();
    for (Unit& unit : parts.units) unit.mask = 1;
    Network unmasked = evolve::with_topology(network, std::move(parts));
    return error_of(unmasked, dataset, cost);
  }
  double sum = 0;
  for (const Json& sample : dataset)
    sum += cost(network.activate(numbers_in(sample.at("input"))), numbers_in(sample.at("output")));
  return sum / static_cast<double>(dataset.size());
}

// Neataptic's fitness: the network is tested `amount` times.
double fitness_of(Network& network, const Json& file, const CostFunction& cost, double growth) {
  const Json& options = file.at("options");
  const double amount = truthy(options, "amount", 1);
  if (flag(options, "clear")) network.clear();
  double score = 0;
  for (int i = 0; i < amount; ++i) score -= error_of(network, file.at("dataset"), cost);
  score -= cost_of_size(network, growth);
  return std::isnan(score) ? -std::numeric_limits<double>::infinity() : score / amount;
}

}  // namespace

void replay_evolve(const Json& file, Comparison& comparison) {
  const Json& given = file.at("options");
  const CostFunction cost = neataptic_cost(truthy_name(given, "cost", "MSE"), comparison);
  const evolve::Options options = options_in(given);
  const double target = defined(given, "error", given.contains("iterations") ? -1 : 0.05);
  const std::size_t iterations = truthy_count(given, "iterations", 0);
  const double growth = defined(given, "growth", 0.0001);
  const Network start = network_from_neataptic(file.at("network").dump());
  Draws draws(file.at("draws"));

  std::vector<Network> population(options.population, start);
  std::optional<Network> best;
  double best_fitness = -std::numeric_limits<double>::infinity(), error = std::numeric_limits<double>::infinity();
  std::map<double, double> last_bits;  // what the log says of scores: a wheel of equal ones turns on rounding
  std::size_t generation = 0;
  while (error > target && (iterations == 0 || generation < iterations)) {
    std::vector<double> scores;
    for (Network& network : population) scores.push_back(fitness_of(network, file, cost, growth));
    const std::size_t fittest = evolve::ranking(scores, evolve::Goal::maximise).front();
    error = -(scores[fittest] + cost_of_size(population[fittest], growth));
    if (scores[fittest] > best_fitness) {
      best_fitness = scores[fittest];
      best = population[fittest];
    }
    const std::string where = "generation " + std::to_string(generation);
    if (generation < file.at("log").size()) {
      const Json& line = file.at("log")[generation];
      comparison.number(scores[fittest], line.at("fitness"), where + ": fitness");
      comparison.number(error, line.at("error"), where + ": error");
      comparison.holds(line.at("iteration") == generation + 1, where + ": iteration");
      last_bits[scores[fittest]] = number_in(line.at("fitness"));
    }
    for (double& score : scores)
      if (const auto known = last_bits.find(score); known != last_bits.end()) score = known->second;
    population = breed(population, scores, {start}, options, draws);
    ++generation;
  }
  comparison.holds(generation == file.at("log").size(), "the number of generations");
  comparison.number(error, file.at("result").at("error"), "result: error");
  comparison.holds(generation == file.at("result").at("iterations"), "result: iterations");
  comparison.network(as_tested(best.value_or(start), file.at("after"), comparison), file.at("after"), "after");
  comparison.holds(draws.left() == 0, std::to_string(draws.left()) + " draws were not used");
}

}  // namespace plexus::golden
