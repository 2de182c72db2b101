#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <variant>

#include <plexus/core/error.hpp>
#include <plexus/program/compile.hpp>

// Code that reads a Topology in the place of its Plan asks here first whether the two say the same: a kernel that is
// new to it does something that the units and connections of a topology do not show.

namespace plexus {

/// Whether units and connections say all that a kernel does. Not of a kernel that has no line here.
template <class K>
inline constexpr bool is_explained_kernel = false;
template <>
inline constexpr bool is_explained_kernel<kernel::Begin> = true;
template <>
inline constexpr bool is_explained_kernel<kernel::Sparse> = true;
template <>
inline constexpr bool is_explained_kernel<kernel::Dense> = true;
template <>
inline constexpr bool is_explained_kernel<kernel::Activate> = true;
template <>
inline constexpr bool is_explained_kernel<kernel::Masked> = true;
template <>
inline constexpr bool is_explained_kernel<kernel::Gain> = true;

/// The rows of a state that outputs, states and gains fill; those from here to Plan::row_count are kernels' own.
inline std::uint32_t explained_rows(const Plan& plan) noexcept { return 2 * plan.unit_count + plan.gain_count; }

/// Whether a step may need what kernels kept in rows of their own in the step before.
inline bool has_own_rows(const Plan& plan) noexcept { return plan.row_count > explained_rows(plan); }

/// Whether one kernel of a table, a std::variant, does nothing but what a topology says.
template <class Table>
bool is_explained(const Table& kernel) {
  return std::visit([]<class K>(const K&) { return is_explained_kernel<K>; }, kernel);
}

/// Whether a plan does nothing but what the units and connections of its topology say.
inline bool is_explained(const Plan& plan) {
  return !has_own_rows(plan) &&
         std::ranges::all_of(plan.kernels, [](const Kernel& each) { return is_explained(each); });
}

/// Throws Error unless a plan is explained. `reader` is who reads the topology, `instead` what to do, for the message.
inline void require_explained(const Plan& plan, std::string_view reader, std::string_view instead) {
  if (!is_explained(plan))
    throw Error("the network computes more than its units and connections say, and ", reader,
                " knows no more than they; ", instead);
}

}  // namespace plexus
