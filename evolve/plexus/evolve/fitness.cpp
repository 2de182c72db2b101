#include <plexus/evolve/fitness.hpp>

#include <cmath>
#include <memory>

#include <plexus/core/error.hpp>
#include <plexus/core/id.hpp>
#include <plexus/evolve/data_score.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/purpose.hpp>

namespace plexus::evolve {

Fitness Fitness::of_episodes(Episode episode, const EpisodeOptions& options) {
  if (options.episodes == 0) throw Error("a fitness needs at least 1 episode, got 0");
  const auto play = std::make_shared<const Episode>(std::move(episode));

  Fitness fitness(options.goal, [play, options](const Network& network, const Trial& trial) {
    Agent agent(network);
    const std::uint64_t individual = options.shared ? everyone : trial.individual;
    double sum = 0;
    for (std::size_t i = 0; i < options.episodes; ++i) {
      Random random(trial.seed, trial.generation, individual, mix(key_of(Purpose::episode), i));
      agent.clear();
      sum += (*play)(agent, random);
    }
    return sum / static_cast<double>(options.episodes);
  });
  fitness.confirmations_ = options.confirm;
  fitness.confirm_ = [play](const Network& network, const Trial& trial, std::size_t part) {
    Agent agent(network);
    Random random(trial.seed, trial.generation, trial.individual, mix(key_of(Purpose::confirmation), part));
    agent.clear();
    return (*play)(agent, random);
  };
  return fitness;
}

Fitness error_on(const Dataset& data, Loss loss, double growth) {
  if (!(growth >= 0) || std::isinf(growth))
    throw Error("error_on: growth is ", growth, ", wanted a finite number of at least 0");
  const auto score = std::make_shared<const DataScore>(data, loss);
  return {Goal::minimise, [score, growth](const Network& network, const Trial&) {
            const Topology& topology = network.topology();
            const std::size_t size = topology.hidden_count() + topology.connection_count() + topology.gate_count();
            return score->of(network).loss + growth * static_cast<double>(size);
          }};
}

Fitness accuracy_on(const Dataset& data, Loss loss) {
  if (row(loss).answer == Answer::number)
    throw Error("accuracy_on: ", row(loss).name, " wants numbers, not classes; use error_on, or a loss for classes");
  const auto score = std::make_shared<const DataScore>(data, loss);
  return {Goal::maximise, [score, samples = static_cast<double>(data.size())](const Network& network, const Trial&) {
            const TestResult result = score->of(network);
            return result.metric - (std::isinf(result.loss) ? 1 : result.loss / (1 + result.loss)) / samples;
          }};
}

}  // namespace plexus::evolve
