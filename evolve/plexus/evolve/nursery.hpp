#pragma once

#include <cstddef>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/evolve/breed.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/state.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// Where children come from: of each species the networks that may have some. Parents and state must outlive it.
class Nursery {
 public:
  Nursery(const Parents& parents, const State& state);

  /// Of each species, what it is given children in proportion to (SpeciesOptions::sharing); 0 for those that stagnate,
  /// but not for the best few, so that not all can go.
  const std::vector<double>& shares() const noexcept { return shares_; }

  /// The best network of a species.
  std::size_t best(std::size_t species) const { return pools_[species].members.front(); }

  /// A child of one or two networks, of which the first is of this species.
  Network child(std::size_t species, Random& random) const;

  /// The network with a child's mutations.
  Network mutated(Network network, Random& random) const;

 private:
  // Networks that may have children, best first, and their fitness, of which more is better.
  struct Pool {
    std::vector<std::size_t> members;
    std::vector<double> fitness;
    std::vector<double> prepared;  // for the selection
  };

  void drop_stagnant();
  void keep_survivors(Pool& pool) const;
  std::size_t pick(const Pool& pool, Random& random) const;
  Network join(std::size_t first, std::size_t second, Random& random) const;

  const Parents& parents_;
  const State& state_;
  Options options_;
  std::vector<Pool> pools_;  // of each species
  std::vector<double> shares_;
};

}  // namespace plexus::evolve
