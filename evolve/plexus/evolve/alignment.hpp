#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// Neighbouring parameters that two networks have in common: `count` of them, from position `first` in the one and from
/// `second` in the other.
struct CommonRun {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  std::uint32_t count = 0;

  friend bool operator==(const CommonRun&, const CommonRun&) = default;
};

/// The genes that two topologies have in common (see GeneIndex), as runs that are as long as possible, in the order of
/// the first. Relatives have most of their genes in the same order, so their runs are few and long.
std::vector<CommonRun> align(const Topology& first, const Topology& second);

/// The same, but a bias is common only when both units have the same activation: the genes that count for a distance.
std::vector<CommonRun> align_alike(const Topology& first, const Topology& second);

/// What two networks have in common.
struct CommonGenes {
  std::size_t count = 0;
  double difference = 0;  ///< sum of the absolute differences of their values
};

/// Compares the values that two networks have in common. The sum is that of four partial sums, to which the genes of a
/// run belong in turn; so it is a function of the two networks, and nearly the same when they change places.
CommonGenes compare(const Network& first, const Network& second, std::span<const CommonRun> runs);

/// The same of connections that both have and that are disabled in one of them at least.
CommonGenes compare_disabled(const Network& first, const Network& second);

}  // namespace plexus::evolve
