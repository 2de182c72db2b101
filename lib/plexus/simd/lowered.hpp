#pragma once

#include <cstdint>
#include <vector>

#include <plexus/program/compile.hpp>

namespace plexus::simd {

/// A plan as the vector code runs it, the same for all instruction sets. A kernel with a lot to do runs as its twin.
/// The others, which do little at a time, become a linear program: unit by unit, each with its bias, its connections
/// and its activation, all of them in one go.
struct Lowered {
  /// One connection: sum += output[from] * weight * gain.
  struct Edge {
    std::uint32_t from;    // row
    std::uint32_t weight;  // parameter
    std::uint32_t gain;    // row, or none
  };

  /// What is done for one unit.
  struct UnitWork {
    std::uint32_t unit;
    std::uint32_t bias;      // parameter that its sum begins with; none when the sum goes on
    std::uint32_t edge_end;  // its edges follow those of the work before
    Activation activation;
    bool activates;  // computes the output from the sum
    bool gated;      // some edge has a gain
    bool special;    // has an entry in `specials`
    bool plain;      // begins with a bias, activates, and has neither gains nor a special entry
  };

  /// What few units have.
  struct Special {
    std::uint32_t self_weight = none;  // parameter of the self-connection
    std::uint32_t self_gain = none;    // row
    std::uint32_t gain = none;         // row that hands on the output to what the unit gates
    double mask = 1;
  };

  /// Either one kernel of the plan, or a stretch of the linear program.
  struct Operation {
    std::uint32_t kernel = none;
    std::uint32_t first_unit_work = 0, first_edge = 0, first_special = 0;
    std::uint32_t end_unit_work = 0;
  };

  std::vector<UnitWork> units;
  std::vector<Edge> edges;
  std::vector<Special> specials;
  std::vector<Operation> operations;
};

Lowered lower(const Plan& plan);

}  // namespace plexus::simd
