#include <plexus/evolve/fitness.hpp>

#include <cmath>
#include <memory>
#include <numeric>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/id.hpp>
#include <plexus/evolve/data_score.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/purpose.hpp>

namespace plexus::evolve {

Fitness::Episodes Fitness::one_by_one(Episode episode) {
  return [episode = std::move(episode)](const Network& network, const EpisodeRandom& random, std::span<double> scores) {
    Agent agent(network);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      Random numbers = random(i);
      agent.clear();
      scores[i] = episode(agent, numbers);
    }
  };
}

Fitness::Fitness(Goal goal, Score score)
    : Fitness(goal, Evaluate([score = std::move(score)](const Network& network, const Trial& trial) {
                return Evaluation{score(network, trial)};
              })) {}

Fitness::Fitness(Goal goal, Evaluate evaluate) : goal_(goal), evaluate_(std::move(evaluate)) {}

Fitness::Fitness(Goal goal, Score score, Score confirm) : Fitness(goal, std::move(score)) {
  confirmations_ = 1;
  confirm_ = [confirm = std::move(confirm)](const Network& network, const Trial& trial, std::size_t,
                                            std::span<double> scores) { scores[0] = confirm(network, trial); };
}

Fitness Fitness::solved_when(Criterion criterion) && {
  criterion_ = std::move(criterion);
  return std::move(*this);
}

Fitness Fitness::after(Live live) && {
  evaluate_ = [live = std::move(live), evaluate = std::move(evaluate_)](const Network& network, const Trial& trial) {
    Network grown = network.fresh_copy();
    live(grown, trial);
    Evaluation evaluation = evaluate(grown, trial);
    evaluation.learned.assign(grown.parameters().begin(), grown.parameters().end());
    return evaluation;
  };
  return std::move(*this);
}

Fitness::Fitness(const EpisodeOptions& options, Episodes play, std::size_t at_once)
    : goal_(options.goal), confirmations_(options.confirm), at_once_(at_once) {
  if (options.episodes == 0) throw Error("a fitness needs at least 1 episode, got 0");
  const auto shared = std::make_shared<const Episodes>(std::move(play));
  evaluate_ = [play = shared, options](const Network& network, const Trial& trial) {
    const std::uint64_t individual = options.shared ? everyone : trial.individual;
    std::vector<double> scores(options.episodes);
    (*play)(
        network,
        [&](std::size_t i) {
          return Random(trial.seed, trial.generation, individual, mix(key_of(Purpose::episode), i));
        },
        scores);
    return Evaluation{std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size())};
  };
  confirm_ = [play = shared](const Network& network, const Trial& trial, std::size_t first, std::span<double> scores) {
    (*play)(
        network,
        [&](std::size_t i) {
          return Random(trial.seed, trial.generation, trial.individual, mix(key_of(Purpose::confirmation), first + i));
        },
        scores);
  };
}

Fitness error_on(const Dataset& data, Loss loss, double growth) {
  if (!(growth >= 0) || std::isinf(growth))
    throw Error("error_on: growth is ", growth, ", wanted a finite number of at least 0");
  const auto score = std::make_shared<const DataScore>(data, loss);
  return {Goal::minimise, [score, growth](const Network& network, const Trial&) -> double {
            const Topology& topology = network.topology();
            const std::size_t size = topology.hidden_count() + topology.connection_count() + topology.gate_count();
            return score->of(network).loss + growth * static_cast<double>(size);
          }};
}

Fitness accuracy_on(const Dataset& data, Loss loss) {
  if (row(loss).answer == Answer::number)
    throw Error("accuracy_on: ", row(loss).name, " wants numbers, not classes; use error_on, or a loss for classes");
  const auto score = std::make_shared<const DataScore>(data, loss);
  return {Goal::maximise,
          [score, samples = static_cast<double>(data.size())](const Network& network, const Trial&) -> double {
            const TestResult result = score->of(network);
            return result.metric - (std::isinf(result.loss) ? 1 : result.loss / (1 + result.loss)) / samples;
          }};
}

}  // namespace plexus::evolve
