// Evolves a network that walks up a hill and down again: it sees a height and says the next one. Most heights come
// twice, once on the way up and once on the way down, so it has to remember; mutations may add what networks remember
// with. Prints whether it learned the walk, then the walk.
#include <cmath>
#include <iostream>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/run.hpp>

using namespace plexus;

int main() {
  const std::vector<double> heights{0, 0.2, 0.4, 0.6, 0.8, 1, 0.8, 0.6, 0.4, 0.2, 0};
  std::vector<Case> steps;
  for (std::size_t i = 0; i + 1 < heights.size(); ++i) steps.push_back({{heights[i]}, {heights[i + 1]}});
  Dataset walk(1, 1);
  walk.add_sequence(steps);

  auto [best, error, generations] =
      evolve::run(architect::Perceptron({1, 1}), evolve::error_on(walk),
                  {.target = 0.001, .seed = 1, .mutation = {.kinds = evolve::recurrent_mutations()}});

  std::cout << "error at most 0.001: " << (error <= 0.001 ? "yes" : "no") << '\n';
  best.clear();
  for (const auto& [height, next] : walk)
    std::cout << "at " << height[0] << ", then " << std::abs(std::round(best.activate(height)[0] * 5) / 5) << '\n';
}
