#include <plexus/architect/models/perceptron.hpp>

#include "settings.hpp"

namespace plexus::settings {

// A gradient from many pairs averages out the luck of 16 episodes, and the centre is scored with them.
Setting swing_up_easy() {
  evolve::Options options;
  options.strategy = evolve::Strategy::pgpe;
  options.population = 129;
  options.pgpe.sigma = 0.2;
  options.pgpe.rate = 0.15;
  options.pgpe.max_speed = 0.3;
  options.generations = 1000;
  return {options, architect::Perceptron({5, 16, 1}, {.output = Activation::tanh, .seed = 1})};
}

}  // namespace plexus::settings
