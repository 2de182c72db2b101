#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus {
class Findings;
}

namespace plexus::evolve {

struct Evaluation;
struct Options;
struct State;

/// How the next networks are made from those that were scored.
enum class Strategy : std::uint8_t { neat, cma_es, sep_cma_es, pgpe, cosyne, novelty, steady_state };

/// A generation that was scored, with what is often asked of it.
struct Scored {
  std::span<const Evaluation> evaluations;
  std::span<const double> scores;
  std::span<const std::size_t> order;  ///< the ranking of the scores
};

/// One row of the table of strategies: functions without a memory of their own. What a strategy has to remember is
/// numbers and networks in the State, so that every strategy is saved, copied and continued alike.
struct StrategyRow {
  Strategy strategy;
  std::string_view name;     ///< what the command line says
  std::string_view summary;  ///< one line for people

  /// Writes the first networks of a state that is new but for its options.
  void (*begin)(State& state, std::span<const Network> starts);

  /// Writes the networks of the next generation, and what is to be remembered, into `next`, which is `state` but for
  /// its networks, champion and history. Each network is a function of the seed, the generation and its position.
  void (*advance)(const State& state, const Scored& scored, State& next);

  /// Adds what is wrong with the options that it alone reads: those beyond their ranges, whatever Options::strategy is,
  /// and what does not go with other options, when it is this. And with what a loaded state remembers. nullptr:
  /// nothing, or what another row adds.
  void (*check_options)(const Options& options, Findings& findings);
  void (*check_state)(const State& state, Findings& findings);

  /// Whether what networks learned is passed on, when Options::inherit_learned says so. `pgpe` draws its networks anew
  /// from a distribution, and climbs along the gradient of what those that are drawn come to when they have learned.
  bool inherits = true;
};

/// All strategies, in the order of the enumeration.
std::span<const StrategyRow> strategy_rows();
const StrategyRow& row(Strategy strategy);

/// The strategy of this name; throws Error with the known names when there is none.
Strategy strategy_named(std::string_view name);

}  // namespace plexus::evolve
