#pragma once

#include <cstddef>
#include <cstdint>

namespace plexus::evolve {

/// Whom a newcomer replaces in a steady state that is full.
enum class Replacement : std::uint8_t {
  worst,          ///< the worst, unless the newcomer is worse still: then nobody; new structures last less often
  worst_species,  ///< a member, drawn, of the species whose members are the worst on average, by rank
  tournament,     ///< the worst of some that are drawn
};

/// A steady state: no generations, but Options::population residents, of which one is replaced whenever a network was
/// scored; its child by then is one of the next to be scored. Read by Strategy::steady_state alone.
struct SteadyStateOptions {
  /// Networks that are scored side by side, 1 to 1,000,000. A network is bred when the one that was asked for so many
  /// before has come in, whatever others did meanwhile: so the answer is a function of this number, and does not depend
  /// on who is ready first. More keep more threads busy while one evaluation takes long; fewer breed from fresher news.
  std::size_t window = 16;
  /// Never one of the best residents, as many as Options::elitism, while there are others.
  Replacement replacement = Replacement::tournament;
  std::size_t tournament = 3;  ///< tournament: residents that are drawn, 1 to 10,000

  friend bool operator==(const SteadyStateOptions&, const SteadyStateOptions&) = default;
};

}  // namespace plexus::evolve
