// Uses each installed library once.
#include <iostream>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/save/save.hpp>
#include <plexus/train/train.hpp>

int main() {
  const plexus::Dataset cases{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}, {{1, 1}, {1}}};
  plexus::Network network = plexus::architect::Perceptron({2, 3, 1});
  plexus::train(network, cases, {.epochs = 10});
  const auto result =
      plexus::evolve::run(network, plexus::evolve::error_on(cases), {.population = 10, .generations = 3});
  const plexus::Network loaded = plexus::network_from_bytes(plexus::to_bytes(result.best));
  std::cout << (loaded == result.best ? "plexus works\n" : "plexus fails\n");
}
