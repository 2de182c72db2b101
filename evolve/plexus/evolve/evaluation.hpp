#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus::evolve {

struct Options;

/// What the evaluation of a network found.
struct Evaluation {
  double score = 0;
  bool solved = false;                 ///< the network meets the criterion of the problem: a run ends
  std::vector<double> behaviour = {};  ///< what the network did, in numbers: where an agent ended, say, or one score
                                       ///< for each case; the same count for all networks of a run
  /// Its parameters after it learned: those of a champion, and, by Options::inherit_learned, those that its children
  /// start from. Empty: it did not learn. When one is not finite, the network did not learn, and has the score NaN.
  std::vector<double> learned = {};
  std::size_t evaluations = 1;  ///< that this took: one, and those by which the score was confirmed

  friend bool operator==(const Evaluation&, const Evaluation&) = default;
};

/// The network that was scored: as it was, or as it became when it learned. Throws Error when what it learned are not
/// as many parameters as it has.
Network as_scored(const Network& network, const Evaluation& evaluation);

/// Makes an evaluation of a network safe to go on with: when its learned parameters are not all finite, as when
/// training diverged, the network did not learn, does not solve the problem, and has the score NaN. Throws Error naming
/// the generation and the individual when there are not as many learned parameters as the network has.
void settle(const Network& network, std::size_t individual, Evaluation& evaluation, std::uint64_t generation);
/// The same for one evaluation of each network.
void settle(std::span<const Network> networks, std::span<Evaluation> evaluations, std::uint64_t generation);

/// The network that children start from: what became of it when it learned, if the options let them inherit that, with
/// each trainable weight and bias that is beyond its limit (MutationOptions) brought back to it; else as it was.
Network inherited(const Network& network, const Evaluation& evaluation, const Options& options);

/// The scores alone.
std::vector<double> scores_of(std::span<const Evaluation> evaluations);

}  // namespace plexus::evolve
