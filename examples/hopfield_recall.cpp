// Stores two patterns of ten bits, and recalls them from damaged ones: each bit has a connection from every bit,
// learned by the delta rule, and then decides by a step. Prints what each pattern with one bit turned over is taken
// for.
#include <algorithm>
#include <iostream>
#include <vector>

#include <plexus/architect/construct.hpp>
#include <plexus/train/train.hpp>

using namespace plexus;

int main() {
  const std::vector<std::vector<double>> patterns{{0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, {1, 1, 1, 1, 1, 0, 0, 0, 0, 0}};
  Dataset memories(10, 10);
  for (const auto& pattern : patterns) memories.add(pattern, pattern);

  const Group seen(10), recalled(10);
  seen.connect(recalled, {}, 0.0);
  Network soft = architect::Construct({seen, recalled});
  // With logistic outputs the gradient of this loss is output - target: the delta rule.
  train(soft, memories, {.loss = Loss::binary_cross_entropy, .rate = 1, .optimizer = {.kind = Optimizer::sgd}});

  const std::vector<Group> parts = architect::graph(soft);
  parts.back().set({.activation = Activation::step});
  Network network = architect::Construct(parts);

  for (const auto& pattern : patterns)
    for (std::size_t bit = 0; bit < pattern.size(); ++bit) {
      std::vector<double> damaged = pattern;
      damaged[bit] = 1 - damaged[bit];
      const bool right = std::ranges::equal(network.activate(damaged), pattern);
      for (const double each : damaged) std::cout << each;
      std::cout << (right ? " is " : " is not ");
      for (const double each : pattern) std::cout << each;
      std::cout << '\n';
    }
}
