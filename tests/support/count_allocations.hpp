#pragma once

#include <cstddef>
#include <functional>

namespace plexus::testing {

/// How often `work` asks for memory on this thread.
std::size_t count_allocations(const std::function<void()>& work);

/// How many bytes it asks for on this thread, returned ones too.
std::size_t count_bytes(const std::function<void()>& work);

}  // namespace plexus::testing
