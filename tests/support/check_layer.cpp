#include "check_layer.hpp"

#include <catch2/catch.hpp>

#include <plexus/architect/layers.hpp>
#include <plexus/core/random.hpp>
#include <plexus/graph/graph_check.hpp>
#include <plexus/network/network_check.hpp>

#include "finite_difference.hpp"
#include "step_by_unit.hpp"

namespace plexus::testing {
namespace {

// How many weights training may change.
std::size_t trainable_weights(const Network& network) {
  return static_cast<std::size_t>(std::ranges::count(network.topology().connections(), true, &Connection::trainable));
}

}  // namespace

void check_layer(const std::function<Layer()>& make, const LayerContract& contract) {
  const auto input = Dense(contract.inputs),
             output = Dense(contract.outputs, {.activation = Activation::identity, .fixed = true});
  const Layer layer = make();
  REQUIRE(layer.size() == contract.outputs);
  input.connect(layer);
  layer.connect(output, Pattern::one_to_one, fixed(1));
  CHECK(check(input.groups().front().graph()).empty());

  Network network = architect::Construct({input, layer, output}, {.seed = 7});
  CHECK(check(network).empty());
  CHECK(network.input_count() == contract.inputs);
  CHECK(network.output_count() == contract.outputs);
  CHECK(trainable_weights(network) == contract.weights);
  CHECK(static_cast<std::size_t>(std::ranges::count_if(network.topology().units(), [](const Unit& unit) {
          return unit.role == Role::hidden && unit.trainable;
        })) == contract.biases);
  CHECK(architect::Construct(architect::graph(network)) == network);

  Network alone = network;
  StepByUnit slow(network);
  Random random(11);
  std::vector<double> sample(contract.inputs);
  for (int step = 0; step < 6; ++step) {
    if (step == 4) {
      alone.clear();
      slow.clear();
    }
    for (double& number : sample) number = random.uniform(-1, 1);
    CHECK(std::ranges::equal(alone.activate(sample), slow.activate(sample)));
  }
  CHECK(gradient_error(network, random_dataset(5, network, 2, 4), Loss::mean_squared_error) < 1e-7);
}

}  // namespace plexus::testing
