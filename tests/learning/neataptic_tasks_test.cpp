// What Neataptic's own tests learn, learned for every seed. Seeds 1 to 30 are those that settings were chosen with, the
// others are a control.

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include "support/learning_tasks.hpp"

namespace plexus {
namespace {

void check_all_learn(const testing::LearningTask& task, std::uint64_t first, std::uint64_t last) {
  std::vector<std::size_t> iterations;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    const Dataset data = task.data(seed);
    const testing::Learned learned = task.learn(data, task.wanted, seed);
    CAPTURE(task.name, seed, learned.iterations);
    CHECK(testing::solved(learned, data, task.wanted));
    CHECK(learned.iterations <= task.wanted.limit);
    iterations.push_back(learned.iterations);
  }
  std::ranges::sort(iterations);
  CAPTURE(task.name, first, last);
  CHECK(iterations[iterations.size() / 2] <= task.wanted.median);
}

}  // namespace

TEST_CASE("learning: every task of Neataptic's tests is learned with every one of 30 seeds", "[learning]") {
  for (const testing::LearningTask& task : testing::learning_tasks()) check_all_learn(task, 1, 30);
}

TEST_CASE("learning: and with every one of 100 further seeds", "[learning]") {
  for (const testing::LearningTask& task : testing::learning_tasks()) check_all_learn(task, 31, 130);
}

TEST_CASE("learning: LSTM and GRU networks answer the sequence with more than 0.9 or less than 0.1", "[learning]") {
  for (const testing::LearningTask& task : testing::learning_tasks()) {
    if (!task.name.starts_with("LSTM") && !task.name.starts_with("GRU")) continue;
    const Dataset data = task.data(1);
    Network network = task.learn(data, task.wanted, 1).network;
    CAPTURE(task.name);
    network.clear();
    for (const auto& [input, target] : data) CHECK(std::abs(network.activate(input)[0] - target[0]) < 0.1);
  }
}

}  // namespace plexus
