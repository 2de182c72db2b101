#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <plexus/evolve/fitness.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// What a more careful look at a network came to.
struct Confirmation {
  double score = 0;
  std::size_t evaluations = 1;  ///< that it took, see Fitness::evaluations_in

  friend bool operator==(const Confirmation&, const Confirmation&) = default;
};

/// Scores whole generations. Threads do it here; other machines or a GPU are further evaluators.
class Evaluator {
 public:
  virtual ~Evaluator() = default;

  virtual Goal goal() const = 0;

  /// One evaluation of each network, whatever makes them and in whatever order. Throws Error naming the generation and
  /// the individual when a fitness throws; then nothing has changed.
  virtual std::vector<Evaluation> evaluate(std::span<const Network> networks, std::uint64_t seed,
                                           std::uint64_t generation) = 0;

  /// A more careful score of a network that seems better than the score `to_beat`, if there is one; may be less careful
  /// once it is clear that it is not.
  virtual std::optional<Confirmation> confirm(const Network& network, const Trial& trial,
                                              std::optional<double> to_beat) = 0;

  /// Whether the best network of a generation meets the criterion of the problem, if there is one.
  virtual bool solves(const Network&, const Evaluation&) { return false; }
};

/// Scores networks in parallel on the threads of this process.
class ThreadEvaluator : public Evaluator {
 public:
  /// `threads` 0: one for each core.
  explicit ThreadEvaluator(Fitness fitness, std::size_t threads = 0)
      : fitness_(std::move(fitness)), threads_(threads) {}

  Goal goal() const override { return fitness_.goal(); }
  std::vector<Evaluation> evaluate(std::span<const Network> networks, std::uint64_t seed,
                                   std::uint64_t generation) override;
  /// One evaluation of one network. Throws Error naming the trial when the fitness throws.
  Evaluation evaluate(const Network& network, const Trial& trial) const;
  std::optional<Confirmation> confirm(const Network& network, const Trial& trial,
                                      std::optional<double> to_beat) override;
  bool solves(const Network& network, const Evaluation& evaluation) override {
    return fitness_.solves(network, evaluation);
  }

 private:
  Fitness fitness_;
  std::size_t threads_;
};

/// Scores each generation by one function of all its networks: for games in which all play at once, or against each
/// other. The function gets the networks, in the order of their scores, and random numbers that are those of this
/// generation. A champion is not confirmed, since its score depends on whom it met.
///
///   PopulationEvaluator evaluator(Goal::maximise, [](std::span<const Network> networks, Random& random) {
///     return play_all(networks, random);  // one score for each
///   });
///   run(start, evaluator, options);
class PopulationEvaluator : public Evaluator {
 public:
  using Score = std::function<std::vector<double>(std::span<const Network>, Random&)>;

  /// Throws Error when the function is empty.
  PopulationEvaluator(Goal goal, Score score);

  Goal goal() const override { return goal_; }
  /// Throws Error also when the function returns another number of scores.
  std::vector<Evaluation> evaluate(std::span<const Network> networks, std::uint64_t seed,
                                   std::uint64_t generation) override;
  std::optional<Confirmation> confirm(const Network&, const Trial&, std::optional<double>) override {
    return std::nullopt;
  }

 private:
  Goal goal_;
  Score score_;
};

}  // namespace plexus::evolve
