// Trains a small network to compute xor by backpropagation. Prints why training stopped, then the truth table.
#include <cmath>
#include <iostream>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/train/train.hpp>

using namespace plexus;

int main() {
  const Dataset cases{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}, {{1, 1}, {0}}};

  Network network = architect::Perceptron({2, 4, 1}, {.seed = 1});
  const TrainResult result =
      train(network, cases, {.loss = Loss::binary_cross_entropy, .rate = 0.05, .epochs = 2000, .target = 0.01});

  std::cout << "stopped at the target: " << (result.stopped == StopReason::target ? "yes" : "no") << '\n';
  for (const auto& [input, wanted] : cases)
    std::cout << input[0] << " xor " << input[1] << " = " << std::round(network.activate(input)[0]) << ", wanted "
              << wanted[0] << '\n';
}
