#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include <plexus/architect/construct.hpp>
#include <plexus/core/error.hpp>
#include <plexus/graph/operate.hpp>
#include <plexus/network/edit.hpp>
#include <plexus/network/merge.hpp>
#include <plexus/network/network_check.hpp>
#include <plexus/program/batch_agent.hpp>
#include <plexus/save/save.hpp>
#include <plexus/train/train.hpp>

#include "support/finite_difference.hpp"
#include "support/operation_network.hpp"

using namespace plexus;
using plexus::testing::gradient_error;
using plexus::testing::operation_network;
using plexus::testing::random_dataset;

namespace {

// What a network of this kind puts out, step by step.
std::vector<double> played(Network network, std::size_t steps) {
  Random random(9);
  std::vector<double> all;
  for (std::size_t step = 0; step < steps; ++step) {
    std::vector<double> input(network.input_count());
    for (double& each : input) each = random.uniform(-1, 1);
    const auto output = network.activate(input);
    all.insert(all.end(), output.begin(), output.end());
  }
  return all;
}

TopologyParts parts_of(std::uint64_t seed = 1) { return operation_network(seed).topology().parts(); }

}  // namespace

TEST_CASE("an operation adds what its primitive makes to the states of a group") {
  const Group image = shaped_group({2, 2}, {.name = "image"});
  const auto kernel = make_parameter({"kernel", {2, 1}, {3, 5}});
  const Group sums = operate(primitive::Einsum{"ti,io->to"}, {image, kernel}, {.activation = Activation::relu});
  CHECK(shape_of(sums) == Shape{2, 1});
  Network network = architect::Construct({image, sums});
  CHECK(network.topology().parameter_count() == 2);  // units that operations make have no biases
  CHECK(network.activate({1, 2, -3, 1})[0] == 13);
  CHECK(network.activate({1, 2, -3, 1})[1] == 0);
  CHECK(network.tensor(0)[1] == 5);
  network.tensor(0)[1] = 7;
  CHECK(network.activate({1, 2, -3, 1})[0] == 17);
}

TEST_CASE("single connections add to what operations make") {
  const Group input = shaped_group({2}, {.name = "input"});
  const Group doubled = operate(primitive::Combine{}, {input, make_parameter({"two", {}, {2}})});
  input.connect_unit(0, doubled, 1, 10.0);
  Network network = architect::Construct({input, doubled});
  CHECK(network.activate({3, 4})[0] == 5);
  CHECK(network.activate({3, 4})[1] == 36);
}

TEST_CASE("an operation reads the step before of a group that stands behind it") {
  const Group input = shaped_group({1}, {.name = "input"});
  const Group sum = operate(primitive::Combine{}, {input});
  operate_into(sum, primitive::Combine{primitive::Combining::product}, {sum, make_parameter({"half", {}, {0.5}})});
  Network network = architect::Construct({input, sum});
  CHECK(network.topology().is_recurrent());
  CHECK(network.activate({8})[0] == 8);
  CHECK(network.activate({0})[0] == 4);
  CHECK(network.activate({1})[0] == 3);
}

TEST_CASE("gradients through operations and single units match finite differences") {
  for (const bool connections : {false, true})
    for (const bool recurrent : {false, true})
      for (const Arithmetic arithmetic : {Arithmetic::exact, Arithmetic::fast})
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
          CAPTURE(seed, connections, recurrent);
          const Network network = operation_network(seed, {connections, recurrent});
          REQUIRE(check(network).empty());
          CHECK(gradient_error(network, random_dataset(seed, network, 3, 4), Loss::mean_squared_error, arithmetic) <
                1e-6);
        }
}

TEST_CASE("lanes in float compute operations as the network does") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    Network network = operation_network(seed);
    BatchAgent agent(network, 3);
    agent.clear();
    network.clear();
    Random random(seed);
    for (int step = 0; step < 4; ++step) {
      std::vector<double> input(network.input_count());
      for (double& each : input) each = random.uniform(-1, 1);
      for (std::size_t i = 0; i < 3 * input.size(); ++i) agent.input()[i] = static_cast<float>(input[i / 3]);
      agent.step();
      const auto want = network.activate(input);
      for (std::size_t i = 0; i < want.size(); ++i)
        CHECK(std::abs(static_cast<double>(agent.output()[i * 3 + 1]) - want[i]) < 1e-5);
    }
  }
}

TEST_CASE("networks with operations are saved and loaded as they are") {
  const Network network = operation_network(3);
  for (const Format format : {Format::binary, Format::json, Format::xml}) {
    const Network loaded = network_from_bytes(to_bytes(network, format));
    CHECK(loaded == network);
    CHECK(played(loaded, 4) == played(network, 4));
  }
}

TEST_CASE("the graph of a network with operations makes the same network again") {
  const Network network = operation_network(4);
  const Network again = architect::Construct(architect::graph(network));
  CHECK(again.topology().operations() == network.topology().operations());
  CHECK(again.topology().tensors() == network.topology().tensors());
  CHECK(played(again, 4) == played(network, 4));
}

TEST_CASE("training moves shared parameters, and leaves fixed ones") {
  Network network = operation_network(5, {.connections = true, .recurrent = false});
  const Network before = network;
  const Dataset data = random_dataset(5, network, 16, 1);
  const auto result = train(network, data, {.rate = 0.1, .epochs = 40, .batch = 4});
  CHECK(result.history.back().loss < result.history.front().loss);
  for (std::size_t i = 0; i < network.topology().tensors().size(); ++i) {
    INFO(network.topology().tensors()[i].name);
    const std::span<const double> was = before.tensor(i), is = network.tensor(i);
    CHECK(std::equal(was.begin(), was.end(), is.begin()) != network.topology().tensors()[i].trainable);
  }
}

TEST_CASE("a draft edits around groups that operations work on") {
  const Network network = operation_network(6);
  const UnitGroup scores = network.topology().groups()[4];
  REQUIRE(scores.name == "scores");
  Draft draft(network);
  CHECK_THROWS_WITH(draft.insert_unit(scores.first + 1, {.id = 7}, 0), Catch::Contains("inside a group"));
  CHECK_THROWS_WITH(draft.remove_unit(scores.first), Catch::Contains("has to stay whole"));
  draft.insert_unit(scores.first, {.id = 7, .activation = Activation::tanh}, 0.5);
  draft.add_connection({.from = 0, .to = scores.first}, 0.5);
  draft.add_connection({.from = scores.first, .to = scores.first + 3}, 0.0);
  const Network edited = std::move(draft).build();
  CHECK(edited.topology().operations().size() == network.topology().operations().size());
  CHECK(played(edited, 4) == played(network, 4));  // what is new adds nothing yet
}

TEST_CASE("a connection inside a group that an operation makes is refused forwards") {
  const Network network = operation_network(7);
  const std::uint32_t first = network.topology().groups()[4].first;
  Draft draft(network);
  draft.add_connection({.from = first, .to = first + 1}, 1);
  CHECK_THROWS_WITH(std::move(draft).build(), Catch::Contains("another unit of it"));
  Draft back(network);
  back.add_connection({.from = first + 1, .to = first}, 1);
  CHECK_NOTHROW(std::move(back).build());
}

TEST_CASE("networks with operations are merged when shapes agree") {
  const Network first = operation_network(8, {.connections = false, .recurrent = false});
  const Group input = shaped_group({2}),
              output = operate(primitive::Combine{}, {input, make_parameter({"b", {2}, {1, 2}})});
  const Network second = architect::Construct({input, output});
  Network merged = merge(first, second);
  REQUIRE(check(merged).empty());
  Network one = first;
  const std::vector<double> numbers{0.1, -0.2, 0.3, 0.4, -0.5, 0.6};
  const auto middle = one.activate(numbers);
  const auto end = merged.activate(numbers);
  CHECK(end[0] == Approx(middle[0] + 1));
  CHECK(end[1] == Approx(middle[1] + 2));
}

TEST_CASE("broken operations are found") {
  const auto first_finding = [](const TopologyParts& parts) {
    const auto found = check(parts);
    return found.empty() ? std::string("nothing") : found.front();
  };
  CHECK(first_finding(parts_of()) == "nothing");
  TopologyParts parts = parts_of();
  parts.operations[0].result = 99;
  CHECK_THAT(first_finding(parts), Catch::Contains("makes group 99"));
  parts = parts_of();
  parts.operations[0].operands[0].index = 99;
  CHECK_THAT(first_finding(parts), Catch::Contains("reads group 99, which is not there"));
  parts = parts_of();
  parts.operations[0].result = 0;
  CHECK_THAT(first_finding(parts), Catch::Contains("an input"));
  parts = parts_of();
  parts.groups[0].shape = {2, 2};
  CHECK_THAT(first_finding(parts), Catch::Contains("of 6 units and the shape (2, 2)"));
  parts = parts_of();
  parts.tensors[0].shape = {4, 2};
  CHECK_THAT(first_finding(parts), Catch::Contains("is not possible"));
  parts = parts_of();
  parts.tensors[0].shape = {0};
  CHECK_THAT(first_finding(parts), Catch::Contains("parameter tensor 0 has the shape (0)"));
  parts = parts_of();
  parts.tensors[1].id = parts.tensors[0].id;
  CHECK_THAT(first_finding(parts), Catch::Contains("the same id"));
  parts = parts_of();
  parts.units.back().biased = false;
  CHECK_THAT(first_finding(parts), Catch::Contains("no operation makes it"));
  parts = parts_of();
  parts.operations[0].operands.resize(65, parts.operations[0].operands[0]);
  CHECK_THAT(first_finding(parts), Catch::Contains("has 65 operands"));
}

TEST_CASE("a graph names the operation that has lost an operand") {
  const Group input = shaped_group({2}, {.name = "input"}), other = shaped_group({2}, {.name = "other"});
  const Group sum = operate(primitive::Combine{}, {input, other}, {.name = "sum"});
  other.disconnect(sum);
  CHECK_THROWS_WITH(architect::Construct({input, sum}),
                    Catch::Contains("(combine) of group 'sum' has lost an operand"));
}

TEST_CASE("parameters are checked when they are made") {
  CHECK_THROWS_WITH(make_parameter({"k", {2, 2}, {1, 2, 3}}), Catch::Contains("holds 4 numbers, got 3"));
  CHECK_THROWS_WITH(make_parameter({"k", {1}, {NAN}}), Catch::Contains("must be finite"));
}
