#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <plexus/evolve/fitness.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// Scores whole generations. Threads do it here; other machines or a GPU are further evaluators.
class Evaluator {
 public:
  virtual ~Evaluator() = default;

  virtual Goal goal() const = 0;

  /// One score for each network, whatever computes them and in whatever order. Throws Error naming the generation and
  /// the individual when a fitness throws; then nothing has changed.
  virtual std::vector<double> score(std::span<const Network> networks, std::uint64_t seed,
                                    std::uint64_t generation) = 0;

  /// A more careful score of a network that seems better than the score `to_beat`, if there is one; may be less careful
  /// once it is clear that it is not.
  virtual std::optional<double> confirm(const Network& network, const Trial& trial, std::optional<double> to_beat) = 0;
};

/// Scores networks in parallel on the threads of this process.
class ThreadEvaluator : public Evaluator {
 public:
  /// `threads` 0: one for each core.
  explicit ThreadEvaluator(Fitness fitness, std::size_t threads = 0)
      : fitness_(std::move(fitness)), threads_(threads) {}

  Goal goal() const override { return fitness_.goal(); }
  std::vector<double> score(std::span<const Network> networks, std::uint64_t seed, std::uint64_t generation) override;
  std::optional<double> confirm(const Network& network, const Trial& trial, std::optional<double> to_beat) override;

 private:
  Fitness fitness_;
  std::size_t threads_;
};

}  // namespace plexus::evolve
