#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <plexus/program/compile.hpp>

namespace plexus::simd {

/// Sources of a dense kernel that are added at once, so that their lanes stay in the nearest cache.
inline constexpr std::uint32_t dense_sources_at_once = 128;
/// Dense kernels in a group.
inline constexpr std::size_t largest_dense_group = 8;
/// Groups that read the same sources for neighbouring targets, in one operation.
inline constexpr std::size_t most_neighbouring_groups = 8;
/// Fewer targets than these are not worth a tile of a matrix product.
inline constexpr std::uint32_t few_dense_targets = 4;

/// Small dense kernels of one run that have the same targets and no gains: they can be added in one go.
struct FoundGroup {
  std::vector<std::uint32_t> kernels;  ///< positions in the plan; the group can run where the first one stands
  std::uint32_t to = 0, to_count = 0;  ///< units
  bool begins = false;                 ///< nothing is added to these units before, and none has a self-connection
};

/// The groups of a run, the kernels of a plan from `begin` on, which is a kernel::Begin, to before `end`.
std::vector<FoundGroup> find_dense_groups(const Plan& plan, std::size_t begin, std::size_t end);

}  // namespace plexus::simd
