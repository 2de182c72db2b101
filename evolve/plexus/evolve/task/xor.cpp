#include <array>
#include <cmath>
#include <cstddef>

#include <plexus/evolve/task/tasks.hpp>
#include <plexus/program/agent.hpp>

namespace plexus::evolve {
namespace {

constexpr std::array<std::array<double, 3>, 4> cases{{{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 0}}};

}  // namespace

// The fitness is (4 - sum of the absolute errors)^2; it is solved when each answer is on the right side of 0.5.
Task xor_task() {
  return {Fitness(Goal::maximise, [](const Network& network, const Trial&) {
    Agent agent(network);
    double error = 0;
    bool right = true;
    for (const auto& [a, b, wanted] : cases) {
      agent.clear();
      const std::array<double, 2> input{a, b};
      const double answer = agent.activate(input)[0];
      error += std::abs(wanted - answer);
      right = right && (answer > 0.5) == (wanted > 0.5);
    }
    return Evaluation{(4 - error) * (4 - error), right};
  })};
}

}  // namespace plexus::evolve
