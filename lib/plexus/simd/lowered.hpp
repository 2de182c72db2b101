#pragma once

#include <cstdint>
#include <vector>

#include <plexus/program/compile.hpp>

namespace plexus::simd {

/// Sources of a dense kernel that are added at once, so that their lanes stay in the nearest cache.
inline constexpr std::uint32_t dense_sources_at_once = 128;
/// Dense kernels in a group.
inline constexpr std::uint32_t largest_dense_group = 8;

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

  /// Dense kernels into the same targets, added one after the other while the sums stay in registers.
  struct DenseGroup {
    std::uint32_t first = 0, end = 0;  // in `dense_kernels`
    std::uint32_t bias = none;         // parameter that the first sum begins with; none when the sums go on
  };

  /// One kernel of the plan, a group of dense ones, or a stretch of the linear program.
  struct Operation {
    std::uint32_t kernel = none;
    std::uint32_t dense_group = none;
    std::uint32_t first_unit_work = 0, first_edge = 0, first_special = 0;
    std::uint32_t end_unit_work = 0;
  };

  std::vector<UnitWork> units;
  std::vector<Edge> edges;
  std::vector<Special> specials;
  std::vector<std::uint32_t> dense_kernels;  // positions in the plan
  std::vector<DenseGroup> dense_groups;
  std::vector<Operation> operations;
};

Lowered lower(const Plan& plan);

}  // namespace plexus::simd
