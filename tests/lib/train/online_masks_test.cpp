#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/train/online/online_learner.hpp>

namespace plexus {
namespace {

// An input, a hidden unit and an output, identities in a row, with weights 1.
Network in_a_row() {
  const TopologyParts parts{
      {{.id = input_id(0), .role = Role::input}, {.id = hidden_id(0)}, {.id = output_id(0), .role = Role::output}},
      {{0, 1}, {1, 2}},
      {},
      {}};
  return {std::make_shared<const Topology>(parts), {0, 0, 1, 1}};
}

}  // namespace

TEST_CASE("online: masks scale outputs and changes of weights, and the learned network keeps them", "[train][online]") {
  const Network network = in_a_row();
  OnlineLearner learner(network);
  CHECK(learner.network().shared_topology() == network.shared_topology());
  learner.set_masks(0.5);
  CHECK(learner.activate({2})[0] == 1);
  CHECK(learner.activate_without_traces({2})[0] == 2);
  learner.activate({2});
  learner.propagate({2}, {.rate = 1, .update = false});
  CHECK(learner.connection(0).total_delta == 1 * 1 * 2 * 0.5);
  CHECK(learner.unit(1).total_delta == 1);
  Network learned = learner.network();
  CHECK(learned.activate({2})[0] == 1);
  CHECK(learned.topology().units()[1].mask == 0.5);
  CHECK(learned.topology().units()[2].mask == 1);
}

TEST_CASE("online: each hidden unit is dropped with the probability of dropout, on its own", "[train][online]") {
  const Network network = architect::Perceptron({1, 2, 1});
  OnlineLearner learner(network);
  Random random(7);
  const int draws = 20000;
  int first = 0, second = 0, both = 0;
  for (int i = 0; i < draws; ++i) {
    learner.draw_masks(0.3, random);
    const bool a = learner.unit(1).mask == 0, b = learner.unit(2).mask == 0;
    first += a, second += b, both += a && b;
    CHECK(learner.unit(3).mask == 1);
  }
  const auto deviation = [&](double p) { return std::sqrt(p * (1 - p) * draws); };
  CHECK(std::abs(first - 0.3 * draws) < 5 * deviation(0.3));
  CHECK(std::abs(second - 0.3 * draws) < 5 * deviation(0.3));
  CHECK(std::abs(both - 0.09 * draws) < 5 * deviation(0.09));
  learner.draw_masks(0, random);
  CHECK(learner.unit(1).mask == 1);
}

TEST_CASE("online: masks and dropout out of their range are refused, and nothing has changed", "[train][online]") {
  OnlineLearner learner(in_a_row());
  Random random(1);
  CHECK_THROWS_WITH(learner.draw_masks(2, random), Catch::Contains("dropout is 2"));
  CHECK_THROWS_WITH(learner.set_masks(std::numeric_limits<double>::infinity()), Catch::Contains("the mask is inf"));
  CHECK(learner.unit(1).mask == 1);
}

}  // namespace plexus
