#include "support/on_functions.hpp"

#include <cmath>

#include <plexus/architect/models/perceptron.hpp>

namespace plexus::evolve {

Network network_at(std::size_t count, double value) {
  Network network = architect::Perceptron({count - 1, 1});
  for (double& parameter : network.parameters()) parameter = value;
  return network;
}

double sphere(std::span<const double> x) {
  double sum = 0;
  for (const double each : x) sum += each * each;
  return sum;
}

double curvature(std::size_t i, std::size_t count) {
  return std::pow(1e6, static_cast<double>(i) / static_cast<double>(count - 1));
}

double ellipsoid(std::span<const double> x) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += curvature(i, x.size()) * x[i] * x[i];
  return sum;
}

double rosenbrock(std::span<const double> x) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < x.size(); ++i)
    sum += 100 * std::pow(x[i] * x[i] - x[i + 1], 2) + std::pow(1 - x[i], 2);
  return sum;
}

double rastrigin(std::span<const double> x) {
  double sum = 0;
  for (const double each : x) sum += each * each + 10 * (1 - std::cos(2 * 3.14159265358979323846 * each));
  return sum;
}

std::vector<double> score_by(const Function& function, const Population& population) {
  std::vector<double> scores;
  for (const Network& network : population.ask()) scores.push_back(function(network.parameters()));
  return scores;
}

std::optional<std::size_t> evaluations_to(Population& population, const Function& function, double target,
                                          std::size_t most) {
  for (std::size_t used = 0; used < most;) {
    used += population.ask().size();
    population.tell(score_by(function, population));
    if (population.champion().score <= target) return used;
  }
  return std::nullopt;
}

Options minimising(Strategy strategy, std::size_t population, std::uint64_t seed) {
  Options options;
  options.strategy = strategy;
  options.population = population;
  options.goal = Goal::minimise;
  options.seed = seed;
  options.threads = 1;
  return options;
}

}  // namespace plexus::evolve
