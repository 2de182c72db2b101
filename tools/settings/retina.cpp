#include <plexus/architect/models/perceptron.hpp>

#include "settings.hpp"

namespace plexus::settings {

// The score counts whole pictures, so steps are large ones; both questions take as many units.
Setting retina() {
  evolve::Options options;
  options.strategy = evolve::Strategy::cma_es;
  options.population = 30;
  options.cma_es.sigma = 1;
  options.cma_es.restart = evolve::Restart::same;
  options.spread = 0.5;
  options.generations = 10'000;
  return {options, architect::Perceptron({8, 8, 1}, {.seed = 1})};
}

}  // namespace plexus::settings
