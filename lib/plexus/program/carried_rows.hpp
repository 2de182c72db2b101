#pragma once

#include <cstddef>
#include <vector>

#include <plexus/network/topology.hpp>
#include <plexus/program/compile.hpp>

namespace plexus {

/// Neighbouring rows of a state, see Program.
struct Rows {
  std::size_t first, count;

  friend bool operator==(const Rows&, const Rows&) = default;
};

/// The rows of a state that a step reads before it writes them, if it writes them at all: what the step before leaves
/// behind. A network without recurrence has none. In ascending order. Rows that kernels of the plan keep for themselves
/// all count, as the topology does not say what is done with them.
std::vector<Rows> carried_rows(const Topology& topology, const Plan& plan);

}  // namespace plexus
