#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/program/agent.hpp>
#include <plexus/program/batch_agent.hpp>

#include "support/count_allocations.hpp"
#include "support/network_zoo.hpp"
#include "support/random_network.hpp"

namespace plexus {
namespace {

// Steps a batch agent beside a network for each lane, with lanes that begin anew now and then.
template <class Real>
void check_against_networks(const Network& network, std::size_t lanes, Arithmetic arithmetic, double tolerance) {
  BasicBatchAgent<Real> agent(network, lanes, arithmetic);
  std::vector<Network> alone(lanes, network);
  Random random(lanes);
  std::vector<double> input(network.input_count());
  double worst = 0;
  for (int step = 0; step < 5; ++step) {
    std::vector<double> wanted(network.output_count() * lanes);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      if (step == 3 || random.chance(0.2)) {
        alone[lane].clear();
        agent.clear(lane);
      }
      for (std::size_t i = 0; i < input.size(); ++i) {
        input[i] = random.uniform(-1, 1);
        agent.input()[i * lanes + lane] = static_cast<Real>(input[i]);
      }
      const auto output = alone[lane].activate(input);
      for (std::size_t o = 0; o < output.size(); ++o) wanted[o * lanes + lane] = output[o];
    }
    agent.step();
    REQUIRE(agent.output().size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
      worst = std::max(worst, std::abs(static_cast<double>(agent.output()[i]) - wanted[i]));
  }
  CHECK(worst <= tolerance);
}

}  // namespace

TEST_CASE("each lane of a batch agent does what a network does alone, cleared when it is", "[program]") {
  for (const auto& [name, network] : testing::network_zoo())
    for (const std::size_t lanes : {1U, 16U, 31U, 32U, 33U, 100U}) {
      CAPTURE(name, lanes);
      check_against_networks<double>(network, lanes, Arithmetic::exact, 0);
    }
  for (std::uint64_t seed = 0; seed < 30; ++seed)
    for (const std::size_t lanes : {5U, 64U, 65U, 200U}) {
      CAPTURE(seed, lanes);
      const Network network = testing::random_network(
          seed, {.connections = 40, .recurrent = seed % 3 > 0, .gated = seed % 2 > 0, .weight = 0.5});
      check_against_networks<float>(network, lanes, Arithmetic::fast, 1e-4);
      check_against_networks<float>(network, lanes, Arithmetic::exact, 1e-4);
      check_against_networks<double>(network, lanes, Arithmetic::fast, 1e-10);
    }
}

TEST_CASE("clearing a batch agent clears all lanes and keeps the inputs", "[program]") {
  const Network network = testing::random_network(3, {.connections = 40, .recurrent = true, .gated = true});
  for (const std::size_t lanes : {7U, 100U}) {
    BatchAgent agent(network, lanes), fresh(network, lanes);
    std::ranges::fill(agent.input(), 0.5F);
    std::ranges::fill(fresh.input(), 0.5F);
    agent.step();
    agent.clear();
    fresh.clear();
    agent.step();
    fresh.step();
    CHECK(std::ranges::equal(agent.output(), fresh.output()));
    const std::vector<float> first(agent.output().begin(), agent.output().end());
    agent.step();
    CHECK_FALSE(std::ranges::equal(agent.output(), first));
  }
}

TEST_CASE("a batch agent takes the parameters of a network of the same topology", "[program]") {
  const Network network = testing::random_network(4);
  Network changed = network;
  for (double& each : changed.parameters()) each *= 0.5;
  BatchAgent agent(network, 70), wanted(changed, 70);
  std::ranges::fill(agent.input(), 0.5F);
  std::ranges::fill(wanted.input(), 0.5F);
  const std::vector<double> parameters(changed.parameters().begin(), changed.parameters().end());
  CHECK(testing::count_allocations([&] { agent.set_parameters(parameters); }) == 0);
  agent.step();
  wanted.step();
  CHECK(std::ranges::equal(agent.output(), wanted.output()));
  const std::vector<double> too_many(parameters.size() + 1);
  CHECK_THROWS_WITH(agent.set_parameters(too_many),
                    Catch::Contains(std::to_string(parameters.size()) + " parameters") &&
                        Catch::Contains(std::to_string(too_many.size())));
}

TEST_CASE("a batch agent never allocates once it is made", "[program]") {
  const Network network = testing::random_network(5, {.hidden = 20, .connections = 200, .recurrent = true});
  CHECK(testing::count_allocations([&] { BatchAgent(network, 100); }) > 0);
  BatchAgent agent(network, 100);
  CHECK(testing::count_allocations([&] {
          for (std::size_t step = 0; step < 10; ++step) {
            agent.step();
            agent.clear(step);
          }
          agent.clear();
        }) == 0);
}

TEST_CASE("a batch agent refuses to have no lanes, and to clear one that it has not", "[program]") {
  const Network network = testing::random_network(6);
  CHECK_THROWS_WITH(BatchAgent(network, 0), Catch::Contains("no lanes"));
  BatchAgent agent(network, 3);
  CHECK_THROWS_WITH(agent.clear(3), Catch::Contains("3 lanes") && Catch::Contains("no lane 3"));
  CHECK(agent.lanes() == 3);
  CHECK(agent.input_count() == network.input_count());
  CHECK(agent.output_count() == network.output_count());
}

TEST_CASE("copies of a batch agent go their own ways", "[program]") {
  const Network network = testing::random_network(8, {.recurrent = true});
  BatchAgent first(network, 4);
  std::ranges::fill(first.input(), 0.5F);
  first.step();
  BatchAgent second = first;
  first.step();
  const std::vector<float> wanted(first.output().begin(), first.output().end());
  first.clear();
  second.step();
  CHECK(std::ranges::equal(second.output(), wanted));
}

}  // namespace plexus
