#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include <plexus/network/topology.hpp>

namespace plexus::evolve {

/// Which units and connections of two topologies are the same, by their ids; inputs and outputs by their order.
class Match {
 public:
  /// Both have the same numbers of inputs and outputs.
  Match(const Topology& first, const Topology& second);

  /// The unit of the first that is this unit of the second, or none.
  std::optional<std::uint32_t> first_unit(std::size_t second) const;
  /// The unit of the second that is this unit of the first, or none.
  std::optional<std::uint32_t> second_unit(std::size_t first) const;
  /// The connection of the second that is this connection of the first, or none.
  std::optional<std::size_t> second_connection(const Connection& first) const;

 private:
  std::vector<std::uint32_t> first_units_, second_units_;              // no_unit: none
  std::unordered_map<std::uint64_t, std::size_t> second_connections_;  // by their ends
};

}  // namespace plexus::evolve
