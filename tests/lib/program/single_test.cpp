#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/random.hpp>
#include <plexus/program/agent.hpp>
#include <plexus/program/program.hpp>
#include <plexus/program/single/arrange.hpp>
#include <plexus/program/single/draft.hpp>
#include <plexus/program/single/lower.hpp>
#include <plexus/simd/activations.hpp>

#include "support/network_zoo.hpp"
#include "support/random_network.hpp"

namespace plexus {
namespace {

// The instructions that vectors use here, so that a reference rounds as they do.
bool fuses_multiply_add() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return true;
#endif
}

float multiply_add(float a, float b, float c) {
  static const bool fused = fuses_multiply_add();
  if (fused) return std::fma(a, b, c);
  const float product = a * b;
  return product + c;
}

// Computes a network without blocks unit by unit, in float, adding up in the order of fast arithmetic: sources from the
// unit on, which carry the step before, then those before it.
class StepByConnection {
 public:
  explicit StepByConnection(const Network& network)
      : network_(network), output_(network.topology().unit_count()), sum_(output_.size()), gain_(output_.size(), 1) {}

  std::vector<double> activate(std::span<const double> input) {
    const Topology& topology = network_.topology();
    for (std::uint32_t unit = 0; unit < topology.unit_count(); ++unit) {
      if (unit < topology.input_count())
        output_[unit] = static_cast<float>(input[unit]);
      else
        compute(unit);
      gain_[unit] = output_[unit];
    }
    return {output_.end() - static_cast<std::ptrdiff_t>(topology.output_count()), output_.end()};
  }

 private:
  float factor(std::size_t index) const {
    const Connection& connection = network_.topology().connections()[index];
    const auto weight = static_cast<float>(network_.weight(index));
    return connection.is_gated() ? weight * gain_[connection.gater] : weight;
  }

  void compute(std::uint32_t unit) {
    const auto& connections = network_.topology().connections();
    auto sum = static_cast<float>(network_.bias(unit));
    for (std::size_t i = 0; i < connections.size(); ++i)
      if (connections[i].to == unit && connections[i].is_self()) sum = multiply_add(factor(i), sum_[unit], sum);
    std::vector<std::size_t> incoming;
    for (std::size_t i = 0; i < connections.size(); ++i)
      if (connections[i].to == unit && !connections[i].is_self()) incoming.push_back(i);
    std::ranges::sort(incoming, {},
                      [&](std::size_t i) { return std::pair(connections[i].from < unit, connections[i].from); });
    for (const std::size_t i : incoming) sum = multiply_add(output_[connections[i].from], factor(i), sum);
    sum_[unit] = sum;
    simd::activate(network_.topology().units()[unit].activation, &sum, &output_[unit], 1);
  }

  const Network& network_;
  std::vector<float> output_, sum_, gain_;
};

}  // namespace

TEST_CASE("single connections are added up with fused multiply-adds in the order of their sources, to the bit",
          "[agent]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    testing::RandomNetworkOptions options = testing::any_size(seed);
    options.smooth = false;
    const Network network = testing::random_network(seed, options);
    Agent agent(network);
    StepByConnection slow(network);
    Random random(seed);
    for (int step = 0; step < 6; ++step) {
      std::vector<double> input(network.input_count());
      for (double& each : input) each = random.uniform(-1, 1);
      const auto wanted = slow.activate(input);
      REQUIRE(std::ranges::equal(agent.activate(input), wanted));
    }
  }
}

TEST_CASE("each unit has a row of its own, behind those whose new values it reads", "[agent]") {
  for (const auto& [name, network] : testing::network_zoo()) {
    CAPTURE(name);
    const Topology& topology = network.topology();
    const auto draft = single::read(topology.program<float>()->plan());
    REQUIRE(draft);
    const auto arrangement = single::arrange(*draft, static_cast<std::uint32_t>(topology.input_count()));
    for (std::uint32_t unit = 0; unit < topology.unit_count(); ++unit)
      CHECK(arrangement.unit_of[arrangement.row_of[unit]] == unit);
    for (const Connection& each : topology.connections()) {
      if (each.from < each.to) CHECK(arrangement.row_of[each.from] < arrangement.row_of[each.to]);
      if (each.is_gated() && each.gater < each.to && each.gater >= topology.input_count())
        CHECK(draft->units[each.gater].level < draft->units[each.to].level);
    }
  }
}

TEST_CASE("layers need one operation each and no copies", "[agent]") {
  const auto pass = single::lower(compile(architect::Perceptron({10, 32, 32, 4}).topology()));
  REQUIRE(pass);
  CHECK(pass->operations.size() == 3);
  CHECK(std::ranges::all_of(pass->operations,
                            [](const auto& each) { return each.kind == single::Operation::Kind::dense; }));
  CHECK(pass->copies.empty());
}

}  // namespace plexus
