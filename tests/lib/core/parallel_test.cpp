#include <catch2/catch.hpp>

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

}  // namespace plexus
