#include "settings.hpp"
#include "zero_start.hpp"

namespace plexus::settings {

// Steps that start small find networks that use their memory before any that saturate. Most searches succeed soon, and
// those that do not are given up.
Setting double_pole_hidden() {
  evolve::Options options;
  options.strategy = evolve::Strategy::cma_es;
  options.population = 13;
  options.cma_es.sigma = 0.3;
  options.cma_es.restart = evolve::Restart::same;
  options.cma_es.longest = 1500;
  options.spread = 0.3;
  options.generations = 10'000;
  return {options, zero_elman(3, 3)};
}

}  // namespace plexus::settings
