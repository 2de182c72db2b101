#include <algorithm>

#include <plexus/architect/models/perceptron.hpp>

#include "settings.hpp"

namespace plexus::settings {

// The covariance averages luck out over the generations, and the mean is a network of each generation. A search that
// learns to hover, as some do, is given up.
Setting lunar_lander() {
  evolve::Options options;
  options.strategy = evolve::Strategy::cma_es;
  options.population = 33;
  options.cma_es.sigma = 0.5;
  options.cma_es.mean = true;
  options.cma_es.restart = evolve::Restart::same;
  options.cma_es.longest = 6000;
  options.spread = 0;
  options.generations = 1500;
  Network start = architect::Perceptron({8, 8, 4}, {.hidden = Activation::tanh, .output = Activation::identity});
  std::ranges::fill(start.parameters(), 0);
  return {options, start};
}

}  // namespace plexus::settings
