#pragma once

#include <cstddef>
#include <cstdint>

namespace plexus::evolve {

/// Which behaviours enter the archive of novelty search, in the order of their networks.
enum class Admission : std::uint8_t {
  threshold,  ///< those that are farther than a threshold from all that are in it
  chance,     ///< each with the same probability
};

/// Novelty search: who did what others did not has children, whatever it is good for. The novelty of a network is the
/// mean distance of its behaviour (Evaluation::behaviour) from those of its nearest neighbours, in its generation and
/// in an archive of earlier ones. Read by Strategy::novelty alone.
///
/// The threshold of the archive adapts: it is 1.2 times as high after a generation of which more than 4 behaviours
/// entered, and 0.95 times as high, but not below a floor, when none did for 10 generations.
///
/// Source: Lehman and Stanley 2011, "Abandoning objectives: evolution through the search for novelty alone",
/// Evolutionary Computation 19(2), equation 1 and section 3; the numbers by which the threshold adapts are those of the
/// program that it was published with, whose floor is 0.25. (goNEAT_NS has the same floor, and raises the threshold
/// after 4 behaviours already.)
struct NoveltyOptions {
  std::size_t neighbours = 15;  ///< the nearest so many count, >= 1
  Admission admission = Admission::threshold;
  double threshold = 6;  ///< threshold: the first one, in the unit of the behaviours; > 0
  double floor = 0;      ///< threshold: it is lowered to this at least, if it is above; >= 0
  double chance = 0.02;  ///< chance: the probability, in [0, 1]
  /// Behaviours in the archive, at most 10,000,000; the oldest leave. 0: there is no archive.
  std::size_t limit = 5000;
  /// Weight of the score, in [0, 1]: of each generation a network's merit is so much of that of its score by rank, and
  /// the rest of that of its novelty. 0: novelty alone; 1: the score alone. See Cuccu and Gomez 2011, "When novelty is
  /// not enough", who mix the two themselves.
  double score = 0;

  friend bool operator==(const NoveltyOptions&, const NoveltyOptions&) = default;
};

}  // namespace plexus::evolve
