#pragma once

#include <cstddef>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/evolve/state.hpp>
#include <plexus/network/network.hpp>

namespace plexus {
class Findings;
}

namespace plexus::evolve {

/// As many windows as have the networks of a population are a generation to the options that count in generations.
std::size_t windows_of_generation(const Options& options);

/// The networks of a steady state that may have children: State::kept, best first, of equally good ones the newest, and
/// beside them in State::memory the score and the species of each.
class Residents {
 public:
  /// Makes room in a state for what is remembered of residents, of which there are none.
  static void prepare(State& state);

  /// Adds what does not hold of the residents of a state.
  static void check(const State& state, Findings& findings);

  /// Of a state that was prepared, and that must outlive this.
  explicit Residents(State& state);

  /// Adds a network, in place of another when there are Options::population already; or leaves it out, when it is worse
  /// than what it would replace and Replacement says so.
  void admit(const Network& network, double score, Random& random);

  /// A child of the residents, of whom there must be one.
  Network child(Random& random) const;

  /// Sorts all anew into species, which get new representatives, and notes what these came to.
  void sort_into_species();

 private:
  std::vector<std::size_t> species_of() const;
  std::size_t victim(Random& random) const;
  std::size_t member_of_worst_species(std::size_t first, Random& random) const;
  void remove(std::size_t resident);
  Species& species_for(const Network& network);

  State& state_;
  std::vector<double>& scores_;
  std::vector<double>& ids_;  // of their species
};

}  // namespace plexus::evolve
