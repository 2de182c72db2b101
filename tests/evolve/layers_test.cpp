#include <catch2/catch.hpp>

#include <plexus/architect/layers/activation_layers.hpp>
#include <plexus/architect/layers/convolution.hpp>
#include <plexus/architect/layers/dense.hpp>
#include <plexus/architect/layers/merging.hpp>
#include <plexus/architect/layers/normalization.hpp>
#include <plexus/architect/layers/pooling.hpp>
#include <plexus/architect/layers/reshaping.hpp>
#include <plexus/architect/model.hpp>
#include <plexus/evolve/fitness.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/network/network_check.hpp>
#include <plexus/save/save.hpp>

#include "support/finite_difference.hpp"

using namespace plexus;

namespace {

// A small convolutional network with a skip around its middle.
Network layered_network() {
  const Tensor image = Input({4, 4, 1});
  const Tensor wide = Conv2D({.filters = 2, .kernel = {3, 3}, .padding = Padding::same, .activation = "tanh"})(image);
  const Tensor deep = Conv2D({.filters = 2, .kernel = {1, 1}})(LayerNormalization()(wide));
  const Tensor joined = Add()({wide, deep});
  const Tensor output = Dense({.units = 2, .activation = "sigmoid"})(Flatten()(MaxPooling2D()(joined)));
  return architect::Model({image}, {output}, {.seed = 3});
}

}  // namespace

TEST_CASE("every mutation leaves a network of layers sound, and its layers whole") {
  const Network start = layered_network();
  REQUIRE(check(start).empty());
  for (const evolve::MutationRow& row : evolve::mutation_rows()) {
    INFO(row.name);
    evolve::MutationOptions options;
    options.kinds = {{row.mutation, 1}};
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      CAPTURE(seed);
      Network network = start;
      Random random(seed);
      for (int i = 0; i < 5; ++i) evolve::mutate(network, random, options);
      CHECK(check(network).empty());
      CHECK(network.topology().operations().size() == start.topology().operations().size());
      CHECK(network_from_bytes(to_bytes(network)) == network);
    }
  }
}

TEST_CASE("networks of layers evolve for ten generations, and every one of them is sound") {
  evolve::Options options;
  options.population = 20;
  options.generations = 10;
  options.seed = 5;
  const evolve::Fitness fitness(evolve::Goal::maximise, [](const Network& network, const evolve::Trial&) {
    REQUIRE(check(network).empty());
    Network runs = network.fresh_copy();
    const std::vector<double> light(16, 0.5);
    return runs.activate(light)[0];
  });
  const auto result = evolve::run(layered_network(), fitness, options);
  CHECK(result.generations == 10);
  CHECK(result.best.topology().operations().size() == layered_network().topology().operations().size());
}

TEST_CASE("gradients of a network of layers that evolution has changed match finite differences") {
  Network network = layered_network();
  Random random(11);
  evolve::MutationOptions options;
  options.kinds = {{evolve::Mutation::add_node, 1}, {evolve::Mutation::add_connection, 3}};
  for (int i = 0; i < 8; ++i) evolve::mutate(network, random, options);
  REQUIRE(network.topology().connection_count() > 4);
  CHECK(testing::gradient_error(network, testing::random_dataset(4, network, 3, 1), Loss::mean_squared_error) < 1e-5);
}
