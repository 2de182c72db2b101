#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <plexus/program/compile.hpp>

namespace plexus::single {

/// What a plan says, sorted by the units that it is said of.
struct Draft {
  /// A row that is read: that of a unit's output, new or of the step before, or a gain.
  struct Edge {
    std::uint32_t from;    // unit
    std::uint32_t weight;  // parameter
    std::uint32_t gain;    // of the plan, from 0 on, or none
    bool late;
    bool late_gain;
  };

  struct Unit {
    std::uint32_t level = 0;  ///< units of one level do not need each other's new values
    std::uint32_t bias = none;
    std::uint32_t self = none;  ///< among `selves`
    std::uint32_t group = none;
    std::uint32_t first_edge = 0;
    std::uint32_t edge_count = 0;
    Activation activation = Activation::identity;
    double mask = 1;
  };

  /// Units that are the targets of the same dense kernels.
  struct Group {
    std::uint32_t first = 0;  // unit
    std::uint32_t count = 0;
  };

  std::vector<Unit> units;
  std::vector<Edge> edges;  ///< by target, and each unit's in the order in which it adds them up
  std::vector<kernel::Begin::Self> selves;
  std::vector<kernel::Dense> dense;        ///< by group
  std::vector<std::uint32_t> first_dense;  ///< of each group, and one more
  std::vector<Group> groups;
  std::vector<std::uint32_t> gaters;  ///< the unit that each gain comes from; none when it always stays what it was
  std::uint32_t first_gain_row = 0;   ///< of the plan

  /// A unit; null for `none`.
  const Unit* find(std::uint32_t index) const { return index == none ? nullptr : &units[index]; }

  std::span<const kernel::Dense> dense_of(std::uint32_t group) const {
    return std::span(dense).subspan(first_dense[group], first_dense[group + 1] - first_dense[group]);
  }
};

/// Reads a plan. Nothing when it has a kernel that this does not know.
std::optional<Draft> read(const Plan& plan);

}  // namespace plexus::single
