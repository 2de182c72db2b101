// Evolves a network that counts: it sees the same input ten times, and is to say 1 the tenth time and 0 before. Prints
// whether it learned to, then what it says.
#include <cmath>
#include <iostream>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/run.hpp>

using namespace plexus;

int main() {
  std::vector<Case> ticks(10, {{1}, {0}});
  ticks.back().target = {1};
  Dataset ten(1, 1);
  ten.add_sequence(ticks);

  auto [best, error, generations] =
      evolve::run(architect::Perceptron({1, 1}), evolve::error_on(ten),
                  {.target = 0.003, .seed = 1, .mutation = {.kinds = evolve::recurrent_mutations()}});

  std::cout << "error at most 0.003: " << (error <= 0.003 ? "yes" : "no") << '\n';
  best.clear();
  for (const auto& [tick, wanted] : ten) std::cout << std::abs(std::round(best.activate(tick)[0])) << ' ';
  std::cout << '\n';
}
