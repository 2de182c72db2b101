#include <plexus/architect/models/perceptron.hpp>

#include "settings.hpp"

namespace plexus::settings {
namespace {

// How an address picks a bit takes several hidden units at once, and all of their weights in the right places.
Setting of_layer(std::size_t inputs, std::size_t hidden, std::size_t population, double sigma) {
  evolve::Options options;
  options.strategy = evolve::Strategy::cma_es;
  options.population = population;
  options.cma_es.sigma = sigma;
  options.cma_es.restart = evolve::Restart::same;
  options.spread = 0.5;
  options.generations = 10'000;
  return {options, architect::Perceptron({inputs, hidden, 1}, {.seed = 1})};
}

}  // namespace

Setting multiplexer_6() { return of_layer(6, 8, 30, 1); }

Setting multiplexer_11() { return of_layer(11, 16, 60, 0.5); }

// A score sees other cases in each generation, and there are hundreds of weights: a gradient from pairs.
Setting multiplexer_20() {
  evolve::Options options;
  options.strategy = evolve::Strategy::pgpe;
  options.population = 64;
  options.pgpe.sigma = 0.2;
  options.pgpe.rate = 0.2;
  options.pgpe.max_speed = 0.4;
  options.generations = 15'000;
  return {options, architect::Perceptron({20, 32, 1}, {.seed = 1})};
}

}  // namespace plexus::settings
