#include <plexus/architect/models/perceptron.hpp>

#include "settings.hpp"
#include "zero_start.hpp"

namespace plexus::settings {

// The covariance averages luck out over the generations, and the mean is a network of each generation.
Setting pendulum() {
  evolve::Options options;
  options.strategy = evolve::Strategy::cma_es;
  options.population = 20;
  options.cma_es.sigma = 1;
  options.cma_es.mean = true;
  options.cma_es.restart = evolve::Restart::same;
  options.spread = 0.3;
  options.generations = 10'000;
  return {options, all_zero(architect::Perceptron({3, 8, 1}, {.output = Activation::identity}))};
}

}  // namespace plexus::settings
