#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <plexus/evolve/evaluation.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/state.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// Networks that evolve: ask for them, score them however you like, tell the scores, and the next generation is there.
///
///   Population population(start, options);
///   while (...) {
///     std::vector<double> scores;
///     for (const Network& network : population.ask()) scores.push_back(...);
///     population.tell(scores);
///   }
///
/// The first generation is the start network and variations of its weights. A population may also begin with several
/// networks, such as those that `population_from_neataptic` reads; `to_neataptic(population.ask())` writes them. It is
/// a value, and a function of the start, the options and the scores, bit for bit, on any number of threads.
class Population {
 public:
  /// Throws Error naming every bad field of the options, or when the start is beyond the limits.
  Population(const Network& start, const Options& options);

  /// The same from several networks: the first generation is them, as they are, and variations of each in turn up to
  /// Options::population. Throws Error also when there are none, or more, or they differ in inputs or outputs.
  Population(std::span<const Network> starts, const Options& options);

  /// Goes on from a saved state. Throws Error when it is not the state of a population.
  explicit Population(State state);

  /// The networks to score.
  std::span<const Network> ask() const noexcept { return state_.networks; }

  /// Takes one score for each network, any numbers, and makes the next generation. NaN is the worst score; when all are
  /// NaN, parents are drawn by chance.
  /// Throws Error, and changes nothing, when the number of scores is not that of the networks.
  void tell(std::span<const double> scores);

  /// The same from all that the evaluations found. The best network of those that solved the problem, if any, is the
  /// champion. Learned parameters that are not finite count as `settle` says. Throws Error, and changes nothing, also
  /// when there are not as many of them as the network has.
  void tell(std::span<const Evaluation> evaluations);

  /// Says what scores mean, Options::goal. Throws Error when others were told already that meant the opposite.
  void aim(Goal goal);

  /// The position of the best of these scores.
  std::size_t leader(std::span<const double> scores) const;

  bool has_champion() const noexcept { return state_.champion.has_value(); }
  const Champion& champion() const;  ///< best so far; throws Error before the first `tell`
  bool reached_target() const;       ///< whether the champion solves the problem, or is as good as Options::target
  std::size_t generation() const noexcept {
    return state_.generation;
  }  ///< of the networks to score; also: how many were told
  const Options& options() const noexcept { return state_.options; }
  std::span<const Record> history() const noexcept { return state_.history; }
  std::span<const Species> species() const noexcept { return state_.species; }

  const State& state() const& noexcept { return state_; }
  State state() && { return std::move(state_); }

 private:
  friend class SteadyRun;  // makes the next networks while others are scored
  void tell(std::span<const Evaluation> evaluations, State next);
  void require_all(std::size_t evaluations) const;
  void go_on(const Scored& scored, State next);

  State state_;
};

}  // namespace plexus::evolve
