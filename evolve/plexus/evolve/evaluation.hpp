#pragma once

#include <span>
#include <vector>

namespace plexus::evolve {

/// What the evaluation of a network found.
struct Evaluation {
  double score = 0;
  bool solved = false;                 ///< the network meets the criterion of the problem: a run ends
  std::vector<double> behaviour = {};  ///< what the network did, in numbers: where an agent ended, say, or one score
                                       ///< for each case; the same count for all networks of a run
  std::vector<double> learned = {};  ///< its parameters after it learned, which its children inherit; empty: as before

  friend bool operator==(const Evaluation&, const Evaluation&) = default;
};

/// The scores alone.
std::vector<double> scores_of(std::span<const Evaluation> evaluations);

}  // namespace plexus::evolve
