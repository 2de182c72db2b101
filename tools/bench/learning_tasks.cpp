// Measures what Neataptic's tests learn: learning_tasks [FIRST LAST], the seeds (1 30). Each attempt runs on one
// thread, and its time is that of making the network and learning.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "support/learning_tasks.hpp"

namespace {

using plexus::testing::LearningTask;

template <class Number>
Number median(std::vector<Number> numbers) {
  std::ranges::sort(numbers);
  return numbers[numbers.size() / 2];
}

void measure(const LearningTask& task, std::uint64_t first, std::uint64_t last) {
  std::size_t solved = 0;
  std::vector<std::size_t> iterations;
  std::vector<double> milliseconds;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    const plexus::Dataset data = task.data(seed);
    const auto begin = std::chrono::steady_clock::now();
    const plexus::testing::Learned learned = task.learn(data, task.wanted, seed);
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - begin;
    solved += plexus::testing::solved(learned, data, task.wanted) ? 1 : 0;
    iterations.push_back(learned.iterations);
    milliseconds.push_back(elapsed.count());
  }
  std::cout << std::left << std::setw(21) << task.name << std::right << std::setw(7)
            << std::to_string(solved) + '/' + std::to_string(iterations.size()) << std::setw(8) << median(iterations)
            << std::setw(8) << *std::ranges::max_element(iterations) << std::setw(9) << median(milliseconds) << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t first = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1,
                      last = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 30;
  if (argc == 2 || first > last) {
    std::cerr << "learning_tasks: wants no arguments, or the FIRST and the LAST seed\n";
    return 1;
  }
  std::cout << std::fixed << std::setprecision(3) << "task                  solved  median     max       ms\n";
  for (const LearningTask& task : plexus::testing::learning_tasks()) measure(task, first, last);
}
