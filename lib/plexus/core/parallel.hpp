#pragma once

#include <cstddef>
#include <functional>

namespace plexus {

/// The number of threads that `threads` asks for: itself, or one for each core when it is 0.
std::size_t thread_count(std::size_t threads);

/// Calls `work(0)` to `work(count - 1)`, in any order, on up to `threads` threads (0: one for each core). The calls
/// must not touch each other's data. When calls throw, all others still run, then the exception of the lowest index is
/// thrown again, so an error does not depend on the number of threads either. Throws Error when `work` is empty.
void parallel_for(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& work);

/// Calls `work(first, end)` for ranges that together are 0 to count - 1, each of at most `grain` indices (at least 1):
/// for work that is small, or shares something among neighbours. How the indices are divided does not depend on the
/// number of threads. When calls throw, all others still run, then the exception of the lowest range is thrown again.
void parallel_for_ranges(std::size_t count, std::size_t grain, std::size_t threads,
                         const std::function<void(std::size_t first, std::size_t end)>& work);

}  // namespace plexus
