#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>

#include <plexus/core/random.hpp>
#include <plexus/evolve/evaluation.hpp>
#include <plexus/evolve/score.hpp>
#include <plexus/network/network.hpp>
#include <plexus/program/agent.hpp>
#include <plexus/train/dataset.hpp>
#include <plexus/train/loss.hpp>

namespace plexus::evolve {

/// Which evaluation of a run this is. The random numbers of a fitness are a function of it.
struct Trial {
  std::uint64_t seed = 0;        ///< of the run
  std::uint64_t generation = 0;  ///< counted from 0
  std::uint64_t individual = 0;  ///< its position in the population
};

struct EpisodeOptions {
  std::size_t episodes = 3;   ///< the score is the mean of so many, >= 1
  std::size_t confirm = 100;  ///< so many fresh episodes confirm a champion; 0: none, its first score counts
  bool shared = true;  ///< all individuals of a generation play the same episodes, so that luck does not rank them
  Goal goal = Goal::maximise;
};

/// The random numbers that episode number `episode` of a score starts from.
using EpisodeRandom = std::function<Random(std::size_t episode)>;

/// How good a network is. Made from a data set by `error_on` or `accuracy_on`, or from an episode: any callable
/// `double(Agent&, Random&)` that is safe to call from several threads.
///
///   Fitness fitness = [](Agent& agent, Random& random) { ...; return score; };
///
/// A score that depends on luck favours the lucky. So a network that would become champion is confirmed: scored again,
/// on more episodes that are fresh, and this score counts instead of its first.
class Fitness {
 public:
  using Score = std::function<double(const Network&, const Trial&)>;
  using Evaluate = std::function<Evaluation(const Network&, const Trial&)>;
  /// Whether a network, with what its evaluation found, solves the problem.
  using Criterion = std::function<bool(const Network&, const Evaluation&)>;
  using Episode = std::function<double(Agent&, Random&)>;
  /// Plays as many episodes as there are scores to write.
  using Episodes = std::function<void(const Network&, const EpisodeRandom&, std::span<double> scores)>;

  /// From a function of a network whose score does not depend on luck, or is not to be confirmed.
  Fitness(Goal goal, Score score);

  /// From a function that tells more than a score. Its scores are not confirmed.
  Fitness(Goal goal, Evaluate evaluate);

  /// The same, with another function that scores would-be champions with more care, on the same scale.
  Fitness(Goal goal, Score score, Score confirm);

  /// From an episode. Throws Error when the options ask for no episode.
  template <class Callable>
  requires std::regular_invocable<Callable&, Agent&, Random&> Fitness(
      Callable episode, const EpisodeOptions& options = {})  // NOLINT: meant to convert
      : Fitness(options, one_by_one(std::move(episode)), 1) {}

  /// From a function that plays several episodes in one call, best `at_once` of them; their scores must not depend on
  /// which of them it gets. Throws Error when the options ask for no episode.
  Fitness(const EpisodeOptions& options, Episodes play, std::size_t at_once);

  /// The same with a criterion that the best network of each generation is put to; when it holds, the run has solved
  /// its problem and ends. What it does is not counted as an evaluation, so it may take its time.
  Fitness solved_when(Criterion criterion) &&;

  /// The same after each network has changed its parameters in its life, as with training: `live` gets a copy of it,
  /// which is what is scored and what Evaluation::learned tells.
  using Live = std::function<void(Network&, const Trial&)>;
  Fitness after(Live live) &&;

  Goal goal() const noexcept { return goal_; }
  Evaluation evaluate(const Network& network, const Trial& trial) const { return evaluate_(network, trial); }
  double score(const Network& network, const Trial& trial) const { return evaluate(network, trial).score; }
  /// Whether the network meets the criterion; false when there is none.
  bool solves(const Network& network, const Evaluation& evaluation) const {
    return criterion_ && criterion_(network, evaluation);
  }
  /// The confirmed score is the mean of so many parts; 0: there is none.
  std::size_t confirmations() const noexcept { return confirmations_; }
  /// So many parts are best scored in one call.
  std::size_t confirmed_at_once() const noexcept { return at_once_; }
  /// Scores some parts, from `first` on.
  void confirm(const Network& network, const Trial& trial, std::size_t first, std::span<double> scores) const {
    confirm_(network, trial, first, scores);
  }

 private:
  static Episodes one_by_one(Episode episode);

  Goal goal_;
  Evaluate evaluate_;
  Criterion criterion_;
  std::size_t confirmations_ = 0;
  std::size_t at_once_ = 1;
  std::function<void(const Network&, const Trial&, std::size_t, std::span<double>)> confirm_;
};

/// The mean loss over a data set, to be minimised. Each sequence is shown step by step to a network without memories of
/// others. `growth` (>= 0) is added for each hidden unit, connection and gate, so that of equally good networks the
/// smaller one is better; on few data, 0.001 keeps networks from learning the samples by heart.
/// Throws Error when the data set is empty; a network of other sizes is refused when it is scored.
Fitness error_on(const Dataset& data, Loss loss = Loss::mean_squared_error, double growth = 0);

/// The share of samples that are answered right (see Answer), to be maximised. A small part of the loss is taken off,
/// so that of two equally right networks the surer one is better: score = share right - loss / (1 + loss) / samples.
Fitness accuracy_on(const Dataset& data, Loss loss = Loss::softmax_cross_entropy);

}  // namespace plexus::evolve
