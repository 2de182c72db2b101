#pragma once

#include <cstdint>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus {

/// A network as the flat tables that stand-alone programs hold. A run is a stretch of neighbouring units that all read
/// the same sources, in the same order, and not each other's new values: a layer, or a single unit. A program goes
/// through the runs, and through each table once.
struct RunTables {
  struct Run {
    std::uint32_t units = 0;
    std::uint32_t sources = 0;
    std::uint32_t selves = 0;  ///< self-connections
    std::uint32_t gaters = 0;  ///< units of the run that gate something
    bool gated = false;        ///< whether some connection is
    Activation activation = Activation::identity;
  };
  struct Self {
    std::uint32_t unit = 0;  ///< within its run
    std::uint32_t gain = 0;
    double weight = 0;
  };

  std::uint32_t input_count = 0;
  std::uint32_t output_count = 0;
  std::uint32_t unit_count = 0;
  std::uint32_t widest = 0;                     ///< units of the widest run
  std::uint32_t input_gaters = 0;               ///< inputs among the gaters
  bool inputs_gate = true;                      ///< whether those do anything
  std::vector<Run> runs;                        ///< of all units that are not inputs, in their order
  std::vector<double> biases;                   ///< of those units
  std::vector<double> masks;                    ///< of those units; empty when all are 1
  std::vector<std::uint32_t> sources;           ///< units, run by run
  std::vector<double> weights;                  ///< run by run, [source][unit]
  std::vector<std::uint32_t> connection_gains;  ///< of the gated runs, [source][unit]
  std::vector<Self> selves;                     ///< run by run
  std::vector<std::uint32_t> gaters;  ///< units that gate, in order; gain k + 1 is that of gater k, gain 0 is 1
};

/// The tables of a network. Throws Error when it computes more than its units and connections say, see
/// program/explained.hpp.
RunTables run_tables(const Network& network);

}  // namespace plexus
