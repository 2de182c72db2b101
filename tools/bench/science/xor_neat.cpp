#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/neat.hpp>

#include "settings.hpp"

namespace plexus::bench {

Setting xor_neat() {
  evolve::Options options = evolve::neat_options();
  options.population = 150;
  options.generations = 300;
  return {options, architect::Perceptron({2, 1}, {.output = Activation::logistic})};
}

}  // namespace plexus::bench
