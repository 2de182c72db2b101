#include <plexus/evolve/learning.hpp>

#include <memory>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/core/id.hpp>

namespace plexus::evolve {

Fitness after_training(const Dataset& data, const TrainOptions& training, Fitness fitness) {
  if (data.empty()) throw Error("after_training: the data set has no samples");
  TrainOptions options = training;
  options.threads = 1;
  options.on_epoch = nullptr;
  return std::move(fitness).after(
      [data = std::make_shared<const Dataset>(data), options](Network& network, const Trial& trial) {
        TrainOptions mixed = options;
        mixed.seed = mix(mix(mix(options.seed, trial.seed), trial.generation), trial.individual);
        train(network, *data, mixed);
      });
}

}  // namespace plexus::evolve
