// Evolves a network that computes xor, which two inputs joined straight to an output cannot: evolution has to find a
// hidden unit. Prints whether it did, then the truth table.
#include <cmath>
#include <iostream>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/run.hpp>

using namespace plexus;

int main() {
  const Dataset cases{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}, {{1, 1}, {0}}};

  auto [best, error, generations] = evolve::run(architect::Perceptron({2, 1}), evolve::error_on(cases),
                                                {.population = 150, .target = 0.01, .seed = 1});

  std::cout << "error at most 0.01: " << (error <= 0.01 ? "yes" : "no") << '\n';
  for (const auto& [input, wanted] : cases)
    std::cout << input[0] << " xor " << input[1] << " = " << std::abs(std::round(best.activate(input)[0]))
              << ", wanted " << wanted[0] << '\n';
}
