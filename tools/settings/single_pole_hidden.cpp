#include "settings.hpp"
#include "zero_start.hpp"

namespace plexus::settings {

// A small population, for few evaluations are needed at all.
Setting single_pole_hidden() {
  evolve::Options options;
  options.strategy = evolve::Strategy::cma_es;
  options.population = 5;
  options.cma_es.sigma = 0.3;
  options.spread = 0.3;
  options.generations = 10'000;
  return {options, zero_jordan(2, 3)};
}

}  // namespace plexus::settings
