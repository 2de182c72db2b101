#include <plexus/evolve/fitness.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <vector>

#include <plexus/core/callable.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/id.hpp>
#include <plexus/core/memory.hpp>
#include <plexus/evolve/data_score.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/purpose.hpp>

namespace plexus::evolve {
namespace {

// Plays one episode after the other, until the time is up.
template <class Play>
void play_in_turn(const Network& network, const EpisodeRandom& random, std::span<double> scores,
                  const EpisodeLimit& limit, const Play& play) {
  Agent agent(network);
  for (std::size_t i = 0; i < scores.size() && !limit.late(); ++i) {
    Random numbers = random(i);
    agent.clear();
    scores[i] = play(agent, numbers);
  }
}

}  // namespace

const EpisodeOptions& Fitness::without_steps(const EpisodeOptions& options) {
  if (options.steps > 0)
    throw Error("EpisodeOptions::steps is ", options.steps,
                ", but the episode does not take a limit; let it take a const EpisodeLimit& as its last argument");
  return options;
}

Fitness::LimitedEpisodes Fitness::one_by_one(Episode episode) {
  require_callable(episode, "Fitness", "episode");
  return [episode = std::move(episode)](const Network& network, const EpisodeRandom& random, std::span<double> scores,
                                        const EpisodeLimit& limit) {
    play_in_turn(network, random, scores, limit, episode);
  };
}

Fitness::LimitedEpisodes Fitness::limited_one_by_one(LimitedEpisode episode) {
  require_callable(episode, "Fitness", "episode");
  return [episode = std::move(episode)](const Network& network, const EpisodeRandom& random, std::span<double> scores,
                                        const EpisodeLimit& limit) {
    play_in_turn(network, random, scores, limit,
                 [&](Agent& agent, Random& numbers) { return episode(agent, numbers, limit); });
  };
}

namespace {

Fitness::LimitedEpisodes without_limit(Fitness::Episodes play) {
  require_callable(play, "Fitness", "play");
  return [play = std::move(play)](const Network& network, const EpisodeRandom& random, std::span<double> scores,
                                  const EpisodeLimit&) { play(network, random, scores); };
}

Fitness::Evaluate scored_by(Fitness::Score score) {
  require_callable(score, "Fitness", "score");
  return [score = std::move(score)](const Network& network, const Trial& trial) {
    return Evaluation{score(network, trial)};
  };
}

}  // namespace

Fitness::Fitness(Goal goal, Score score) : Fitness(goal, scored_by(std::move(score))) {}

Fitness::Fitness(Goal goal, Evaluate evaluate) : goal_(goal), evaluate_(std::move(evaluate)) {
  require_callable(evaluate_, "Fitness", "evaluate");
}

Fitness::Fitness(Goal goal, Scores scores) : goal_(goal) {
  require_callable(scores, "Fitness", "scores");
  evaluate_ = [scores = std::move(scores)](const Network& network, const Trial& trial) {
    std::vector<double> all = scores(network, trial);
    if (all.empty()) throw Error("it returned no scores, wanted at least 1");
    const double mean = std::accumulate(all.begin(), all.end(), 0.0) / static_cast<double>(all.size());
    return Evaluation{.score = mean, .behaviour = std::move(all)};
  };
}

Fitness::Fitness(Goal goal, Score score, Score confirm) : Fitness(goal, std::move(score)) {
  require_callable(confirm, "Fitness", "confirm");
  confirmations_ = 1;
  confirm_ = [confirm = std::move(confirm)](const Network& network, const Trial& trial, std::size_t,
                                            std::span<double> scores) { scores[0] = confirm(network, trial); };
}

Fitness Fitness::solved_when(Criterion criterion) && {
  require_callable(criterion, "Fitness", "criterion");
  criterion_ = std::move(criterion);
  return std::move(*this);
}

Fitness Fitness::after(Live live) && {
  require_callable(live, "Fitness", "live");
  evaluate_ = [live = std::move(live), evaluate = std::move(evaluate_)](const Network& network, const Trial& trial) {
    Network grown = network.fresh_copy();
    live(grown, trial);
    Evaluation evaluation = evaluate(grown, trial);
    evaluation.learned.assign(grown.parameters().begin(), grown.parameters().end());
    return evaluation;
  };
  return std::move(*this);
}

Fitness Fitness::within(double seconds, double score_when_late) && {
  if (!(seconds > 0) || std::isinf(seconds))
    throw Error("Fitness::within: seconds is ", seconds, ", wanted a finite number above 0");
  evaluate_ = [=, evaluate = std::move(evaluate_)](const Network& network, const Trial& trial) {
    const Deadline deadline(seconds);
    Evaluation evaluation = evaluate(network, {trial.seed, trial.generation, trial.individual, &deadline});
    return deadline.passed() ? Evaluation{score_when_late} : evaluation;
  };
  if (confirm_)
    confirm_ = [=, confirm = std::move(confirm_)](const Network& network, const Trial& trial, std::size_t first,
                                                  std::span<double> scores) {
      const Deadline deadline(seconds);
      confirm(network, {trial.seed, trial.generation, trial.individual, &deadline}, first, scores);
      if (deadline.passed()) std::ranges::fill(scores, score_when_late);
    };
  return std::move(*this);
}

Fitness::Fitness(const EpisodeOptions& options, Episodes play, std::size_t at_once)
    : Fitness(without_steps(options), without_limit(std::move(play)), at_once) {}

Fitness::Fitness(const EpisodeOptions& options, LimitedEpisodes play, std::size_t at_once)
    : goal_(options.goal),
      confirmations_(options.confirm.value_or(usual_confirm)),
      at_once_(at_once),
      episodes_(options.episodes) {
  if (options.episodes == 0) throw Error("a fitness needs at least 1 episode, got 0");
  for (const std::size_t count : {options.episodes, confirmations_}) require_memory(count, sizeof(double), "score");
  if (at_once == 0) throw Error("a fitness plays at least 1 episode at once, got 0");
  require_callable(play, "Fitness", "play");
  const auto shared = std::make_shared<const LimitedEpisodes>(std::move(play));
  evaluate_ = [play = shared, options](const Network& network, const Trial& trial) {
    const std::uint64_t individual = options.shared ? everyone : trial.individual;
    std::vector<double> scores(options.episodes);
    (*play)(network,
            [&](std::size_t i) {
              return Random(trial.seed, trial.generation, individual, mix(key_of(Purpose::episode), i));
            },
            scores, {options.steps, trial.deadline});
    return Evaluation{std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size())};
  };
  confirm_ = [play = shared, steps = options.steps](const Network& network, const Trial& trial, std::size_t first,
                                                    std::span<double> scores) {
    (*play)(network,
            [&](std::size_t i) {
              return Random(trial.seed, trial.generation, trial.individual,
                            mix(key_of(Purpose::confirmation), first + i));
            },
            scores, {steps, trial.deadline});
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
