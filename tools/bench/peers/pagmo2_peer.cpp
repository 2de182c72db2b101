// pagmo2 as a peer of plexus bench; see ../README.md. It has no networks: what is measured is what its evolution strategy
// costs beside a fitness, the squared error of a 2-4-1 network on XOR.

#include <algorithm>
#include <cmath>
#include <ctime>
#include <iostream>
#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/config.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>
#include <string>
#include <utility>

namespace {

constexpr unsigned population = 150, generations = 20, weights = 17;

struct Xor {
  pagmo::vector_double fitness(const pagmo::vector_double& w) const {
    double error = 0;
    for (int sample = 0; sample < 4; ++sample) {
      const double a = sample / 2, b = sample % 2;
      double sum = w[16];
      for (unsigned j = 0; j < 4; ++j) sum += w[12 + j] * std::tanh(w[8 + j] + w[2 * j] * a + w[2 * j + 1] * b);
      const double difference = 1 / (1 + std::exp(-sum)) - (a == b ? 0 : 1);
      error += difference * difference;
    }
    return {error};
  }
  std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const {
    return {pagmo::vector_double(weights, -5), pagmo::vector_double(weights, 5)};
  }
};

double cpu() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// One run after the other, each with a seed of its own, until the time is over; nanoseconds for each evaluation.
std::string answer(const std::string& name, double seconds) {
  if (name != "W5/cmaes") return R"({"skip": "pagmo2 has no networks; its evolution strategy is W5/cmaes"})";
  double spent = 0, evaluations = 0, worst = 0;
  for (unsigned seed = 1; spent < seconds; ++seed) {
    pagmo::population start{pagmo::problem{Xor{}}, population, seed};
    const double first = start.champion_f()[0], begin = cpu();
    // No tolerances: each run makes all its generations.
    const pagmo::algorithm strategy{pagmo::cmaes(generations, -1, -1, -1, -1, 0.5, 0, 0, false, false, seed)};
    const auto end = strategy.evolve(start);
    spent += cpu() - begin;
    evaluations += static_cast<double>(end.get_problem().get_fevals() - start.get_problem().get_fevals());
    worst = std::max(worst, end.champion_f()[0] - first);
  }
  if (worst > 0) return R"({"error": "evolution made the champion worse"})";
  return "{\"value\": " + std::to_string(spent / evaluations * 1e9) + ", \"n\": " +
         std::to_string(static_cast<unsigned long>(evaluations)) + "}";
}

}  // namespace

int main() {
  std::cout << "pagmo2 " << PAGMO_VERSION << std::endl;
  std::string name;
  for (double milliseconds = 0; std::cin >> name >> milliseconds;)
    std::cout << answer(name, milliseconds / 1000) << std::endl;
}
