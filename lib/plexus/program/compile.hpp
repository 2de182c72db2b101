#pragma once

#include <cstdint>
#include <vector>

#include <plexus/network/topology.hpp>
#include <plexus/program/kernel/kernel.hpp>

namespace plexus {

/// A topology as a list of kernels, the same for float and double.
struct Plan {
  std::vector<Kernel> kernels;
  std::uint32_t input_count = 0;
  std::uint32_t output_count = 0;
  std::uint32_t unit_count = 0;
  std::uint32_t gain_count = 0;  ///< units that gate something
  std::uint32_t row_count = 0;   ///< of the state: outputs, states, gains, and what kernels keep in rows of their own
  std::uint32_t parameter_count = 0;
  bool couples_lanes = false;  ///< what a lane gets in training depends on the others: statistics of a batch
};

/// Compiles a topology. Units that do not read each other's new values are computed together as one run; in a run, each
/// all-to-all block is one dense kernel, and the connections between two blocks are one sparse kernel. Each unit adds
/// up what it receives in the order of the topology's connections.
Plan compile(const Topology& topology);

}  // namespace plexus
