#include <plexus/architect/models/perceptron.hpp>

#include "settings.hpp"

namespace plexus::settings {

// Not known to solve it: an evaluation takes up to a tenth of a second, so these are the generations of some minutes.
// Two episodes tell little of a walk, and a gradient from many pairs averages their luck out.
Setting bipedal_walker() {
  evolve::Options options;
  options.strategy = evolve::Strategy::pgpe;
  options.population = 40;
  options.pgpe.sigma = 0.1;
  options.pgpe.rate = 0.1;
  options.pgpe.max_speed = 0.2;
  options.generations = 100;
  return {options,
          architect::Perceptron({24, 16, 4}, {.hidden = Activation::tanh, .output = Activation::tanh, .seed = 1})};
}

}  // namespace plexus::settings
