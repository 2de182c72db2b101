#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include <plexus/core/once.hpp>

namespace plexus {

TEST_CASE("what is done once is done by one thread, and all see it when they return", "[core][once]") {
  constexpr std::size_t threads = 8;
  for (int round = 0; round < 200; ++round) {
    Once once;
    int value = 0;  // not atomic: whoever returns has to see it as it was written
    std::atomic<int> calls = 0, wrong = 0;
    std::atomic<std::size_t> ready = 0;
    std::vector<std::thread> all;
    for (std::size_t i = 0; i < threads; ++i)
      all.emplace_back([&] {
        for (++ready; ready < threads;) std::this_thread::yield();
        once.call([&] {
          ++calls;
          if (round % 8 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));  // so that the others wait
          value = round + 1;
        });
        wrong += value == round + 1 ? 0 : 1;
      });
    for (std::thread& thread : all) thread.join();
    REQUIRE(calls == 1);
    REQUIRE(wrong == 0);
  }
}

TEST_CASE("what threw is tried again by the next one that asks", "[core][once]") {
  Once once;
  int calls = 0;
  CHECK_THROWS_WITH(once.call([&] {
    ++calls;
    throw std::runtime_error("no room");
  }),
                    "no room");
  once.call([&] { ++calls; });
  once.call([&] { ++calls; });
  CHECK(calls == 2);
}

TEST_CASE("who waits for work that throws does it itself", "[core][once]") {
  for (int round = 0; round < 20; ++round) {
    Once once;
    std::atomic<int> calls = 0, thrown = 0;
    std::vector<std::thread> all;
    for (int i = 0; i < 4; ++i)
      all.emplace_back([&] {
        try {
          once.call([&] {
            std::this_thread::sleep_for(std::chrono::microseconds(200));
            if (++calls < 3) throw std::runtime_error("not yet");
          });
        } catch (const std::runtime_error&) {
          ++thrown;
        }
      });
    for (std::thread& thread : all) thread.join();
    CHECK(calls == 3);
    CHECK(thrown == 2);
  }
}

}  // namespace plexus
