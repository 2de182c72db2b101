#include "finite_difference.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <plexus/core/random.hpp>
#include <plexus/train/gradient.hpp>
#include <plexus/train/train.hpp>

namespace plexus::testing {

Dataset random_dataset(std::uint64_t seed, const Network& network, std::size_t sequences, std::size_t steps) {
  Random random(seed, 0, 0, 0xDA7A);
  Dataset data(network.input_count(), network.output_count());
  const auto numbers = [&](std::size_t count, double low, double high) {
    std::vector<double> drawn(count);
    for (double& number : drawn) number = random.uniform(low, high);
    return drawn;
  };
  for (std::size_t i = 0; i < sequences; ++i) {
    std::vector<Case> sequence;
    for (std::size_t step = 0; step < steps; ++step)
      sequence.push_back({numbers(network.input_count(), -1, 1), numbers(network.output_count(), 0.1, 0.9)});
    data.add_sequence(sequence);
  }
  return data;
}

double gradient_error(const Network& network, const Dataset& data, Loss loss, Arithmetic arithmetic) {
  std::vector<std::size_t> all(data.sequence_count());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<double> gradient(network.parameters().size());
  const Samples<double> samples(data);
  Backpropagation<double> passes(network.topology(), arithmetic);
  Metric metric;
  passes.start(samples, all);
  passes.forward(network.parameters(), data.length_of(0), loss, metric);
  passes.backward(network.parameters(), loss, gradient);

  constexpr double step = 1e-5;
  double worst = 0;
  Network moved = network;
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    const auto loss_at = [&](double value) {
      moved.parameters()[i] = value;
      return plexus::test(moved, data, loss).loss;
    };
    const double here = network.parameters()[i];
    const double difference = (loss_at(here + step) - loss_at(here - step)) / (2 * step);
    moved.parameters()[i] = here;
    worst = std::max(worst, std::abs(gradient[i] - difference) / std::max(1.0, std::abs(difference)));
  }
  return worst;
}

}  // namespace plexus::testing
