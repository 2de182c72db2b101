#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/parallel.hpp>

namespace plexus {

TEST_CASE("parallel_for: does every piece of work once, on any number of threads", "[core]") {
  for (const std::size_t threads : {0U, 1U, 2U, 7U}) {
    std::vector<std::atomic<int>> done(1000);
    parallel_for(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    for (const auto& each : done) CHECK(each == 1);
  }
  parallel_for(0, 2, [](std::size_t) { FAIL("there is no work"); });
  CHECK_THROWS_WITH(parallel_for(0, 2, nullptr), "parallel_for: work is empty, wanted a function");
  CHECK_THROWS_WITH(parallel_for_ranges(5, 2, 2, nullptr), "parallel_for_ranges: work is empty, wanted a function");
}

TEST_CASE("parallel_for: throws the exception of the lowest index, after all other work is done", "[core]") {
  for (const std::size_t threads : {1U, 2U, 3U}) {
    std::atomic<int> done = 0;
    const auto work = [&](std::size_t i) {
      ++done;
      if (i >= 40) throw Error("work ", i);
    };
    CHECK_THROWS_WITH(parallel_for(100, threads, work), "work 40");
    CHECK(done == 100);
  }
}

TEST_CASE("parallel_for_ranges: its ranges are the indices in their order, none longer than the grain", "[core]") {
  for (const std::size_t threads : {0U, 1U, 2U, 7U})
    for (const std::size_t count : {0U, 1U, 10U, 1000U})
      for (const std::size_t grain : {0U, 1U, 3U, 10U, 5000U}) {
        std::vector<std::atomic<int>> done(count), begins(count);
        parallel_for_ranges(count, grain, threads, [&](std::size_t first, std::size_t end) {
          ++begins[first];
          for (std::size_t i = first; i < end; ++i) ++done[i];
        });
        const std::size_t step = std::max<std::size_t>(grain, 1);
        for (std::size_t i = 0; i < count; ++i) {
          CHECK(done[i] == 1);
          CHECK(begins[i] == (i % step == 0 ? 1 : 0));
        }
      }
}

TEST_CASE("parallel_for_ranges: throws the exception of the lowest range, after all other work is done", "[core]") {
  for (const std::size_t threads : {1U, 2U, 3U}) {
    std::atomic<int> done = 0;
    const auto work = [&](std::size_t first, std::size_t) {
      ++done;
      if (first >= 40) throw Error("work ", first);
    };
    CHECK_THROWS_WITH(parallel_for_ranges(100, 7, threads, work), "work 42");
    CHECK(done == 15);
  }
}

}  // namespace plexus
