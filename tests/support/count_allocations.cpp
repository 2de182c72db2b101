#include "count_allocations.hpp"

#include <cstdlib>
#include <new>

namespace {
thread_local std::size_t allocations = 0, bytes = 0;
}

// The global allocation functions, replaced by ones that count.
void* operator new(std::size_t size) {
  ++allocations;
  bytes += size;
  if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
// Sanitizers bring this one of their own, which must match the deletes below.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  bytes += size;
  return std::malloc(size > 0 ? size : 1);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  ++allocations;
  bytes += size;
  const auto multiple = static_cast<std::size_t>(alignment);
  if (void* memory = std::aligned_alloc(multiple, (size + multiple - 1) / multiple * multiple)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace plexus::testing {

std::size_t count_allocations(const std::function<void()>& work) {
  const std::size_t before = allocations;
  work();
  return allocations - before;
}

std::size_t count_bytes(const std::function<void()>& work) {
  const std::size_t before = bytes;
  work();
  return bytes - before;
}

}  // namespace plexus::testing
