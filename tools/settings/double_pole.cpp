#include <plexus/architect/models/perceptron.hpp>

#include "settings.hpp"
#include "zero_start.hpp"

namespace plexus::settings {

// Who sees the velocities needs no hidden unit: six weights, of which the direction counts more than the length.
Setting double_pole() {
  evolve::Options options;
  options.strategy = evolve::Strategy::cma_es;
  options.population = evolve::default_population(6);
  options.cma_es.sigma = 10;
  options.spread = 10;
  options.mutation.weights.limit = 1000;
  options.generations = 10'000;
  return {options, zero_start(architect::Perceptron({6, 1}, {.output = Activation::tanh}))};
}

}  // namespace plexus::settings
