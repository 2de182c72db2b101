#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace plexus {

/// Threads that wait for tasks, and begin them in the order in which they come: for work whose end nobody waits for,
/// but for that of one task. When all is known at once, `parallel_for` is simpler.
class TaskQueue {
 public:
  /// With so many threads, 0: one for each core. With one there is no thread but the caller's: a task is computed when
  /// its result is asked for.
  explicit TaskQueue(std::size_t threads);
  TaskQueue(const TaskQueue&) = delete;
  TaskQueue& operator=(const TaskQueue&) = delete;
  /// Drops the tasks that have not begun, and waits for those that have.
  ~TaskQueue();

  /// Adds a task. `get()` of what this returns waits for its result, and throws what the task threw.
  template <class Task>
  std::future<std::invoke_result_t<Task&>> add(Task task) {
    using Outcome = std::invoke_result_t<Task&>;
    if (threads_.empty()) return std::async(std::launch::deferred, std::move(task));
    auto packaged = std::make_shared<std::packaged_task<Outcome()>>(std::move(task));
    auto answer = packaged->get_future();
    push([packaged] { (*packaged)(); });
    return answer;
  }

 private:
  void push(std::function<void()> task);
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool ends_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace plexus
