#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace plexus {

/// Allocates at addresses where vectors of every instruction set lie in one line of the cache.
template <class Number>
struct AlignedAllocator {
  using value_type = Number;
  static constexpr std::align_val_t alignment{64};

  AlignedAllocator() = default;
  template <class Other>
  AlignedAllocator(const AlignedAllocator<Other>&) noexcept {}

  Number* allocate(std::size_t count) {
    return static_cast<Number*>(::operator new(count * sizeof(Number), alignment));
  }
  void deallocate(Number* numbers, std::size_t) noexcept { ::operator delete(numbers, alignment); }

  friend bool operator==(const AlignedAllocator&, const AlignedAllocator&) { return true; }
};

/// A std::vector for states of programs.
template <class Number>
using AlignedVector = std::vector<Number, AlignedAllocator<Number>>;

}  // namespace plexus
