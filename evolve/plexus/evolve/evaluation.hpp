#pragma once

#include <span>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// What the evaluation of a network found.
struct Evaluation {
  double score = 0;
  bool solved = false;                 ///< the network meets the criterion of the problem: a run ends
  std::vector<double> behaviour = {};  ///< what the network did, in numbers: where an agent ended, say, or one score
                                       ///< for each case; the same count for all networks of a run
  /// Its parameters after it learned: those of a champion, and, by Options::inherit_learned, those that its children
  /// start from. Empty: it did not learn.
  std::vector<double> learned = {};

  friend bool operator==(const Evaluation&, const Evaluation&) = default;
};

/// The network that was scored: as it was, or as it became when it learned. Throws Error when what it learned are not
/// as many parameters as it has.
Network as_scored(const Network& network, const Evaluation& evaluation);

/// The scores alone.
std::vector<double> scores_of(std::span<const Evaluation> evaluations);

}  // namespace plexus::evolve
