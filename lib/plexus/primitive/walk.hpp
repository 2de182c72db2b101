#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace plexus {

/// A counter that goes through one axis of several tensors at once, with a stride, in elements, in each of them; a
/// stride of 0 stands still.
template <std::size_t tensors>
struct WalkAxis {
  std::uint32_t size;
  std::array<std::uint32_t, tensors> strides;
};

template <std::size_t tensors>
using Walk = std::vector<WalkAxis<tensors>>;

/// At most so many axes.
inline constexpr std::size_t walk_axes = 24;

/// Calls `visit(offsets)` for each combination of the counters, the last of them fastest: `offsets` says where in each
/// tensor the elements are.
template <std::size_t tensors, class Visit>
void for_each(const Walk<tensors>& walk, Visit&& visit) {
  std::array<std::uint32_t, walk_axes> counters{};
  std::array<std::uint32_t, tensors> offsets{};
  while (true) {
    visit(std::as_const(offsets));
    std::size_t axis = walk.size();
    while (true) {
      if (axis == 0) return;
      const WalkAxis<tensors>& each = walk[--axis];
      const bool more = ++counters[axis] < each.size;
      for (std::size_t t = 0; t < tensors; ++t) offsets[t] += more ? each.strides[t] : 0;
      if (more) break;
      counters[axis] = 0;
      for (std::size_t t = 0; t < tensors; ++t) offsets[t] -= (each.size - 1) * each.strides[t];
    }
  }
}

}  // namespace plexus
