#pragma once

#include <cstddef>
#include <functional>

namespace plexus {

/// The number of threads that `threads` asks for: itself, or one for each core when it is 0.
std::size_t thread_count(std::size_t threads);

/// Calls `work(0)` to `work(count - 1)`, in any order, on up to `threads` threads (0: one for each core). The calls
/// must not touch each other's data. When calls throw, all others still run, then the exception of the lowest index is
/// thrown again, so an error does not depend on the number of threads either.
void parallel_for(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& work);

}  // namespace plexus
