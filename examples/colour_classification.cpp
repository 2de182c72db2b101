// Evolves a network that names colours: it sees how much red, green and blue there is, and has an output for each name.
// It learns from 50 colours of each name; prints how well it names 50 others, and the names of a few pure colours.
#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <string_view>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/train/train.hpp>

using namespace plexus;

struct Name {
  std::string_view name;
  double hue;  // degrees
};
constexpr std::array names = std::to_array<Name>(
    {{"red", 0}, {"orange", 30}, {"yellow", 60}, {"green", 120}, {"blue", 230}, {"purple", 280}, {"pink", 325}});

// Red, green and blue of a hue, which may be negative, with this saturation and value.
std::array<double, 3> colour(double hue, double saturation, double value) {
  const auto channel = [&](double offset) {
    const double sector = std::fmod(offset + hue / 60 + 6, 6);
    return value * (1 - saturation * std::clamp(std::min(sector, 4 - sector), 0.0, 1.0));
  };
  return {channel(5), channel(3), channel(1)};
}

// So many colours of each name.
Dataset colours(std::size_t count, std::uint64_t seed) {
  Dataset data(3, names.size());
  Random random(seed);
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::vector<double> target(names.size());
    target[i] = 1;
    for (std::size_t k = 0; k < count; ++k) {
      const double off = random.uniform(-10, 10), saturation = random.uniform(0.6, 1), value = random.uniform(0.6, 1);
      data.add(colour(names[i].hue + off, saturation, value), target);
    }
  }
  return data;
}

int main() {
  const Network start = architect::Perceptron({3, names.size()}, {.output = Activation::identity});
  auto [best, score, generations] =
      evolve::run(start, evolve::accuracy_on(colours(50, 1)), {.target = 0.98, .seed = 1});

  const double right = test(best, colours(50, 2), Loss::softmax_cross_entropy).metric;
  std::cout << "names at least 85 % of other colours right: " << (right >= 0.85 ? "yes" : "no") << '\n';
  for (const Name& name : names) {
    const auto output = best.activate(colour(name.hue, 0.9, 0.9));
    const auto answer = std::ranges::max_element(output) - output.begin();
    std::cout << "hue " << name.hue << ": " << names[static_cast<std::size_t>(answer)].name << '\n';
  }
}
