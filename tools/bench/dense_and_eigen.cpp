// Compares a dense layer of Plexus with Eigen's matrix product of the same size, in turn: billions of floating-point
// operations a second, medians. The layer of Plexus begins with its biases and ends with an activation, identity; of
// Eigen the product alone is timed. What both come to is compared first.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/program/aligned.hpp>
#include <plexus/program/program.hpp>

#include "eigen_product.hpp"
#include "recipes.hpp"
#include "statistics.hpp"

using namespace plexus;
using namespace plexus::bench;

namespace {

constexpr std::size_t repetitions = 15;

double seconds_of(const std::function<void()>& work, std::size_t rounds) {
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t round = 0; round < rounds; ++round) work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void compare(std::uint32_t sources, std::uint32_t targets, std::size_t batch) {
  const std::array sizes{sources, targets};
  const Network network = multilayer(1, sizes, Activation::identity, Activation::identity);
  const auto program = network.topology().program<float>();
  const AlignedVector<float> parameters(network.parameters().begin(), network.parameters().end());
  AlignedVector<float> state(program->state_size(batch)), product(targets * batch);
  SplitMix64 random(2);
  for (std::size_t i = 0; i < sources * batch; ++i) state[i] = static_cast<float>(random.uniform(-1, 1));
  const Layer layer{
      parameters.data() + targets, state.data(), product.data(), static_cast<long>(sources), static_cast<long>(targets),
      static_cast<long>(batch)};

  program->forward(parameters, state, batch);
  for (const auto eigen : {eigen_v1, eigen_v3, eigen_v4}) {
    for (std::size_t i = 0; i < product.size(); ++i) product[i] = parameters[i / batch];
    eigen(layer);
    for (std::size_t i = 0; i < product.size(); ++i)
      if (std::abs(product[i] - state[sources * batch + i]) > 1e-4F)
        throw Error("number ", i, " is ", state[sources * batch + i], " in Plexus, ", product[i], " in Eigen");
  }

  const double operations = 2.0 * sources * targets * static_cast<double>(batch);
  const auto rounds = static_cast<std::size_t>(std::max(1.0, 2e9 / operations));
  const std::array<std::function<void()>, 4> systems{[&] { program->forward(parameters, state, batch); },
                                                     [&] { eigen_v4(layer); }, [&] { eigen_v3(layer); },
                                                     [&] { eigen_v1(layer); }};
  std::array<std::vector<double>, 4> speeds;
  for (std::size_t repetition = 0; repetition < repetitions; ++repetition)
    for (std::size_t i = 0; i < systems.size(); ++i)
      speeds[i].push_back(operations * static_cast<double>(rounds) / seconds_of(systems[i], rounds) / 1e9);
  std::printf("| %u x %u, %zu |", sources, targets, batch);
  for (const auto& each : speeds) std::printf(" %.0f |", spread_of(each).median);
  std::puts("");
  std::fflush(stdout);
}

}  // namespace

int main() {
  std::puts(
      "| sources x targets, batch | Plexus | Eigen v4 | Eigen v3 | Eigen baseline |\n| --- | --- | --- | --- | --- |");
  for (const auto& [sources, targets, batch] : std::to_array<std::array<std::uint32_t, 3>>({{16, 16, 64},
                                                                                            {64, 64, 64},
                                                                                            {784, 128, 64},
                                                                                            {784, 128, 1024},
                                                                                            {256, 256, 256},
                                                                                            {512, 512, 512},
                                                                                            {1024, 1024, 1024},
                                                                                            {2048, 2048, 256}}))
    compare(sources, targets, batch);
}
