#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/evolve/episode_limit.hpp>
#include <plexus/evolve/evaluation.hpp>
#include <plexus/evolve/score.hpp>
#include <plexus/network/network.hpp>
#include <plexus/program/agent.hpp>
#include <plexus/train/dataset.hpp>
#include <plexus/train/loss.hpp>

namespace plexus::evolve {

/// Which evaluation of a run this is. The random numbers of a fitness are a function of it.
struct Trial {
  std::uint64_t seed = 0;              ///< of the run
  std::uint64_t generation = 0;        ///< counted from 0
  std::uint64_t individual = 0;        ///< its position in the population
  const Deadline* deadline = nullptr;  ///< see Fitness::within; nullptr: there is none

  /// Whether the time of this evaluation is up, so that a fitness that asks may return any score, soon.
  bool late() const { return deadline != nullptr && deadline->passed(); }
};

/// How many episodes confirm a champion unless EpisodeOptions say so: played one by one, and side by side (`score_in`).
inline constexpr std::size_t usual_confirm = 100, usual_confirm_in_lanes = 1000;

/// How a score is made of episodes.
struct EpisodeOptions {
  std::size_t episodes = 3;  ///< the score is the mean of so many, >= 1
  /// So many fresh episodes confirm a champion; 0: none, its first score counts. By default `usual_confirm`, and in
  /// `score_in`, whose episodes are quick, `usual_confirm_in_lanes`.
  std::optional<std::size_t> confirm = {};
  /// An episode ends after so many steps, whatever the game says; 0: any number. For `score_in`, and for episodes and
  /// functions that take an EpisodeLimit. It keeps scores the same in every repetition, which a limit in time cannot.
  std::size_t steps = 0;
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
/// One that takes a `const EpisodeLimit&` too, and asks it after each step whether it is to end, can be cut off:
/// see EpisodeOptions::steps and `within`.
///
/// A score that depends on luck favours the lucky. So a network that would become champion is confirmed: scored again,
/// on more episodes that are fresh, and this score counts instead of its first.
class Fitness {
 public:
  using Score = std::function<double(const Network&, const Trial&)>;
  using Evaluate = std::function<Evaluation(const Network&, const Trial&)>;
  using Scores = std::function<std::vector<double>(const Network&, const Trial&)>;
  /// Whether a network, with what its evaluation found, solves the problem.
  using Criterion = std::function<bool(const Network&, const Evaluation&)>;
  using Episode = std::function<double(Agent&, Random&)>;
  using LimitedEpisode = std::function<double(Agent&, Random&, const EpisodeLimit&)>;
  /// Plays as many episodes as there are scores to write.
  using Episodes = std::function<void(const Network&, const EpisodeRandom&, std::span<double> scores)>;
  /// The same, as far as the limit lets it: once it is late, the scores no longer matter.
  using LimitedEpisodes =
      std::function<void(const Network&, const EpisodeRandom&, std::span<double> scores, const EpisodeLimit&)>;

  /// From a function of a network whose score does not depend on luck, or is not to be confirmed.
  /// Throws Error when it is empty, as do all others.
  Fitness(Goal goal, Score score);

  /// From a function that tells more than a score. Its scores are not confirmed.
  Fitness(Goal goal, Evaluate evaluate);

  /// From a function that returns several scores, such as one for each case: the score is their mean, and
  /// Evaluation::behaviour all of them. They are not confirmed. Throws Error when it returns none.
  Fitness(Goal goal, Scores scores);

  /// From a function of one score, with another function that scores would-be champions with more care, on the same
  /// scale.
  Fitness(Goal goal, Score score, Score confirm);

  /// From an episode. Throws Error when the options ask for no episode.
  template <class Callable>
  requires std::regular_invocable<Callable&, Agent&, Random&> Fitness(
      Callable episode, const EpisodeOptions& options = {})  // NOLINT: meant to convert
      : Fitness(without_steps(options), one_by_one(std::move(episode)), 1) {}
  template <class Callable>
  requires std::regular_invocable<Callable&, Agent&, Random&, const EpisodeLimit&> Fitness(
      Callable episode, const EpisodeOptions& options = {})  // NOLINT: meant to convert
      : Fitness(options, limited_one_by_one(std::move(episode)), 1) {}

  /// From a function that plays several episodes in one call, best `at_once` of them; their scores must not depend on
  /// which of them it gets. Throws Error when the options ask for no episode, or `at_once` is 0.
  Fitness(const EpisodeOptions& options, Episodes play, std::size_t at_once);
  Fitness(const EpisodeOptions& options, LimitedEpisodes play, std::size_t at_once);

  /// The same with a criterion that the best network of each generation is put to; when it holds, the run has solved
  /// its problem and ends. What it does is not counted as an evaluation, so it may take its time.
  Fitness solved_when(Criterion criterion) &&;

  /// The same after each network has changed its parameters in its life, as with training: `live` gets a copy of it,
  /// which is what is scored and what Evaluation::learned tells.
  using Live = std::function<void(Network&, const Trial&)>;
  Fitness after(Live live) &&;

  /// The same with so much wall time for each evaluation, and for each part of a confirmation: one that takes longer
  /// has this score instead of its own, and no behaviour. Nothing is broken off by force: `score_in`, and an episode
  /// that takes an EpisodeLimit, end between two steps, other episodes when they return, and other functions when they
  /// ask Trial::late(). What takes too long depends on the machine and its load, so a run with such a limit need not be
  /// the same when it is repeated; prefer EpisodeOptions::steps. `after` comes before it. Throws Error unless `seconds`
  /// is above 0 and finite.
  Fitness within(double seconds, double score_when_late) &&;

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
  /// As how many evaluations so many parts count: as those that have as many episodes, the last one begun. Each part of
  /// a confirmation that is not made of episodes counts as one.
  std::size_t evaluations_in(std::size_t parts) const noexcept { return (parts + episodes_ - 1) / episodes_; }
  /// Scores some parts, from `first` on.
  void confirm(const Network& network, const Trial& trial, std::size_t first, std::span<double> scores) const {
    confirm_(network, trial, first, scores);
  }

 private:
  static const EpisodeOptions& without_steps(const EpisodeOptions& options);
  static LimitedEpisodes one_by_one(Episode episode);
  static LimitedEpisodes limited_one_by_one(LimitedEpisode episode);

  Goal goal_;
  Evaluate evaluate_;
  Criterion criterion_;
  std::size_t confirmations_ = 0;
  std::size_t at_once_ = 1;
  std::size_t episodes_ = 1;  // of an evaluation
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
