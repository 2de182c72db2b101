#include <plexus/core/parallel.hpp>

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

namespace plexus {
namespace {

// Remembers the exception of the lowest index.
class FirstFailure {
 public:
  void guard(std::size_t index, const std::function<void(std::size_t)>& work) {
    try {
      work(index);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_ || index < index_) {
        failure_ = std::current_exception();
        index_ = index;
      }
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr failure_;
  std::size_t index_ = 0;
};

}  // namespace

std::size_t thread_count(std::size_t threads) {
  return threads > 0 ? threads : static_cast<std::size_t>(std::max(1, tbb::info::default_concurrency()));
}

void parallel_for(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& work) {
  FirstFailure failure;
  const std::size_t workers = std::min(thread_count(threads), count);
  if (workers <= 1) {
    for (std::size_t index = 0; index < count; ++index) failure.guard(index, work);
  } else {
    // TBB starts no more threads than there are cores unless told to.
    const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, std::max(workers, thread_count(0)));
    tbb::task_arena arena(static_cast<int>(workers));
    // TBB orders what the threads do, but its library is built without the thread sanitizer, which so would not see it.
    std::atomic<std::size_t> order{0};
    arena.execute([&] {
      tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, 1), [&](const auto& range) {
        order.load(std::memory_order_acquire);
        for (std::size_t index = range.begin(); index != range.end(); ++index) failure.guard(index, work);
        order.fetch_add(1, std::memory_order_release);
      });
    });
    order.load(std::memory_order_acquire);
  }
  failure.rethrow();
}

}  // namespace plexus
