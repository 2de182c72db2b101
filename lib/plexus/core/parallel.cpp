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
#include <thread>
#include <vector>

#include <plexus/core/callable.hpp>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define PLEXUS_THREAD_SANITIZER 1
#endif
#endif

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

#if defined(__SANITIZE_THREAD__) || defined(PLEXUS_THREAD_SANITIZER)

// Plain threads: TBB comes without instrumentation, so the thread sanitizer would not see how it synchronises.
template <class Work>
void share_out(std::size_t count, std::size_t workers, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < workers; ++i)
    threads.emplace_back([&] {
      for (std::size_t index = next++; index < count; index = next++) work(index);
    });
  for (std::thread& thread : threads) thread.join();
}

#else

template <class Work>
void share_out(std::size_t count, std::size_t workers, const Work& work) {
  // TBB starts no more threads than there are cores unless told to.
  const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, std::max(workers, thread_count(0)));
  tbb::task_arena arena(static_cast<int>(workers));
  arena.execute([&] {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, 1), [&](const auto& range) {
      for (std::size_t index = range.begin(); index != range.end(); ++index) work(index);
    });
  });
}

#endif

}  // namespace

std::size_t thread_count(std::size_t threads) {
  return threads > 0 ? threads : static_cast<std::size_t>(std::max(1, tbb::info::default_concurrency()));
}

void parallel_for(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& work) {
  require_callable(work, "parallel_for", "work");
  FirstFailure failure;
  const std::size_t workers = std::min(thread_count(threads), count);
  if (workers <= 1) {
    for (std::size_t index = 0; index < count; ++index) failure.guard(index, work);
  } else {
    share_out(count, workers, [&](std::size_t index) { failure.guard(index, work); });
  }
  failure.rethrow();
}

void parallel_for_ranges(std::size_t count, std::size_t grain, std::size_t threads,
                         const std::function<void(std::size_t first, std::size_t end)>& work) {
  require_callable(work, "parallel_for_ranges", "work");
  grain = std::max<std::size_t>(1, grain);
  const std::size_t ranges = count / grain + (count % grain > 0 ? 1 : 0);
  parallel_for(ranges, threads, [&](std::size_t i) { work(i * grain, std::min(count, (i + 1) * grain)); });
}

}  // namespace plexus
