#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

namespace plexus {
class Findings;
}

namespace plexus::evolve {

struct State;

/// How large networks may grow, in connections of the mean network, before a search turns to making them smaller.
enum class Ceiling : std::uint8_t {
  none,      ///< they always grow
  absolute,  ///< so many
  relative,  ///< so many more than when growth last began
};

/// The mutations of a simplification: 0.5 of weights, 0.1 of biases, 0.3 that cut a connection, 0.1 that remove a unit.
std::vector<MutationShare> simplifying_mutations();

/// A search in phases: networks grow until their mean number of connections is above a ceiling, then have children of
/// one parent that lose structure, until they are below the ceiling and lose no more; and so on. For strategies that
/// grow networks: neat, and those that build on it.
///
/// Sources: Green 2004, "Phased searching with NEAT: alternating between complexification and simplification"; the
/// relative ceiling is that of his SharpNEAT.
struct PhaseOptions {
  Ceiling ceiling = Ceiling::none;
  double connections = 10;  ///< absolute: the ceiling; relative: how far it is above; > 0
  /// Generations that a simplification lasts at least, 1 to 10,000. It also goes on while the mean is less than so many
  /// generations ago.
  std::size_t simplification = 10;
  /// The mutations of that time, in place of MutationOptions::kinds and choose; as there, one share at least is above
  /// 0, and with MutationOptions::independent they are probabilities.
  std::vector<MutationShare> simplifying = simplifying_mutations();

  friend bool operator==(const PhaseOptions&, const PhaseOptions&) = default;
};

/// Whether the networks of a population are to become smaller now.
bool is_simplifying(const State& state);

/// Decides on the phase after a generation of these networks, and remembers it in `next`.
void update_phase(std::span<const Network> networks, State& next);

/// Adds what is wrong with what a state remembers of its phase.
void check_phase(const State& state, Findings& findings);

}  // namespace plexus::evolve
