#include <plexus/architect/models/perceptron.hpp>

#include "settings.hpp"

namespace plexus::settings {

// A third of the starts cannot be kept on the track, by nobody: scores of a few episodes tell little but how many of
// those there were. So many episodes score a network, and more confirm the champion, which would else be the luckiest
// of those that are about as good. The centre of the search is scored with its pairs.
Setting swing_up_hard() {
  evolve::Options options;
  options.strategy = evolve::Strategy::pgpe;
  options.population = 65;
  options.pgpe.sigma = 0.2;
  options.pgpe.rate = 0.15;
  options.pgpe.max_speed = 0.3;
  options.mutation.weights.limit = options.mutation.biases.limit = 1000;
  options.generations = 1000;
  return {options, architect::Perceptron({5, 16, 1}, {.output = Activation::tanh, .seed = 1}),
          evolve::EpisodeOptions{.episodes = 64, .confirm = 4000}};
}

}  // namespace plexus::settings
