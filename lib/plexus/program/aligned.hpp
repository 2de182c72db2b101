#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
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
    if (!is_small(count)) return static_cast<Number*>(::operator new(count * sizeof(Number), alignment));
    auto* const block = static_cast<std::byte*>(::operator new(count * sizeof(Number) + line));
    // Memory comes aligned to 16 bytes or more, so before the numbers there is room for where their block begins.
    std::byte* const numbers = block + (line - reinterpret_cast<std::uintptr_t>(block) % line);
    std::memcpy(numbers - sizeof(block), &block, sizeof(block));
    return reinterpret_cast<Number*>(numbers);
  }
  void deallocate(Number* numbers, std::size_t count) noexcept {
    if (!is_small(count)) return ::operator delete(numbers, alignment);
    std::byte* block = nullptr;
    std::memcpy(&block, reinterpret_cast<std::byte*>(numbers) - sizeof(block), sizeof(block));
    ::operator delete(block);
  }

  friend bool operator==(const AlignedAllocator&, const AlignedAllocator&) { return true; }

 private:
  static constexpr std::size_t line = static_cast<std::size_t>(alignment);
  // Few bytes are aligned here: aligned memory takes an allocator several times as long, which counts for the agents of
  // small networks, made for a few steps.
  static constexpr bool is_small(std::size_t count) { return count <= 512 / sizeof(Number); }
};

/// A std::vector for states of programs.
template <class Number>
using AlignedVector = std::vector<Number, AlignedAllocator<Number>>;

}  // namespace plexus
