#pragma once

#include <cstdint>
#include <vector>

#include <plexus/program/compile.hpp>

namespace plexus::simd {

/// A plan as the vector code runs it, the same for all instruction sets. A kernel with a lot to do runs as its twin.
/// The others, which do little at a time, become a linear program: unit by unit, each with its bias, its connections
/// and its activation, all of them in one go. Backward goes through the same operations from the last to the first.
struct Lowered {
  /// One connection: sum += output[from] * weight * gain.
  struct Edge {
    std::uint32_t from;    // row
    std::uint32_t weight;  // parameter
    std::uint32_t gain;    // row, or none
    bool late;             // reads the output of the step before
    bool late_gain;
  };

  /// What is done for one unit.
  struct UnitWork {
    std::uint32_t unit = 0;
    std::uint32_t bias = none;   // parameter that its sum begins with; none when the sum goes on
    std::uint32_t edge_end = 0;  // its edges follow those of the work before
    Activation activation = Activation::identity;
    bool activates = false;  // computes the output from the sum
    bool gated = false;      // some edge has a gain
    bool special = false;    // has an entry in `specials`
    bool plain = false;      // begins with a bias, activates, and has neither gains nor a special entry
  };

  /// What few units have.
  struct Special {
    std::uint32_t self_weight = none;  // parameter of the self-connection
    std::uint32_t self_gain = none;    // row
    std::uint32_t gain = none;         // row that hands on the output to what the unit gates
    bool late_self_gain = false;       // reads the gain of the step before
    double mask = 1;
  };

  /// Neighbouring units that do the same: each reads the rows after those that the one before it reads, and has the
  /// parameters after those of the one before it. So in a gated layer. What they do goes through all of them together.
  struct Stripe {
    UnitWork work;            // of the first unit
    Special special;          // of the first unit; its mask is 1
    std::vector<Edge> edges;  // of the first unit
    std::uint32_t count = 0;  // units
  };

  /// Dense kernels into the same targets, added one after the other while the sums stay in registers.
  struct DenseGroup {
    std::uint32_t first = 0, end = 0;  // in `dense_kernels`
    std::uint32_t bias = none;         // parameter that the first sum begins with; none when the sums go on
  };

  /// One kernel of the plan, groups of dense ones, a stripe, or a stretch of the linear program. Several groups read
  /// the same sources for as many targets each, which are neighbours: so do the gates of a layer.
  struct Operation {
    std::uint32_t kernel = none;
    std::uint32_t dense_group = none, end_dense_group = 0;
    std::uint32_t stripe = none;
    std::uint32_t first_unit_work = 0, first_edge = 0, first_special = 0;
    std::uint32_t end_unit_work = 0, end_special = 0;
  };

  std::vector<UnitWork> units;
  std::vector<Edge> edges;
  std::vector<Special> specials;
  std::vector<Stripe> stripes;
  std::vector<std::uint32_t> dense_kernels;  // positions in the plan
  std::vector<DenseGroup> dense_groups;
  std::vector<Operation> operations;
};

Lowered lower(const Plan& plan);

}  // namespace plexus::simd
