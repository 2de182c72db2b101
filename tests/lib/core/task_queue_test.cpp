#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include <plexus/core/task_queue.hpp>

namespace plexus {

TEST_CASE("a task queue computes each task once, whatever the number of threads", "[core][task_queue]") {
  for (const std::size_t threads : {0U, 1U, 2U, 5U}) {
    CAPTURE(threads);
    std::vector<std::atomic<int>> calls(200);
    std::vector<std::future<std::size_t>> squares;
    TaskQueue queue(threads);
    for (std::size_t i = 0; i < calls.size(); ++i)
      squares.push_back(queue.add([&calls, i] {
        ++calls[i];
        return i * i;
      }));
    for (std::size_t i = 0; i < calls.size(); ++i) CHECK(squares[i].get() == i * i);
    for (const auto& each : calls) CHECK(each == 1);
  }
}

TEST_CASE("what a task throws is thrown to who asks for its result, and others go on", "[core][task_queue]") {
  for (const std::size_t threads : {1U, 3U}) {
    TaskQueue queue(threads);
    auto bad = queue.add([]() -> int { throw std::runtime_error("disk full"); });
    auto good = queue.add([] { return 7; });
    CHECK_THROWS_WITH(bad.get(), "disk full");
    CHECK(good.get() == 7);
  }
}

TEST_CASE("a task queue that ends drops what has not begun and waits for what has", "[core][task_queue]") {
  std::atomic<int> begun = 0, ended = 0;
  {
    TaskQueue queue(2);
    for (int i = 0; i < 1000; ++i)
      queue.add([&] {
        ++begun;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        ++ended;
      });
    while (begun == 0) std::this_thread::yield();
  }
  CHECK(begun == ended);
  CHECK(begun < 1000);
}

TEST_CASE("with one thread a task is computed by who asks for it", "[core][task_queue]") {
  TaskQueue queue(1);
  auto where = queue.add([] { return std::this_thread::get_id(); });
  CHECK(where.get() == std::this_thread::get_id());
}

}  // namespace plexus
