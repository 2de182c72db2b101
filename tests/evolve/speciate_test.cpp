#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/evolve/population.hpp>
#include <plexus/evolve/speciate.hpp>

namespace plexus::evolve {
namespace {

Network with_weights(const Network& network, const std::vector<double>& weights) {
  Network changed = network;
  std::ranges::copy(weights, changed.parameters().end() - static_cast<std::ptrdiff_t>(weights.size()));
  return changed;
}

}  // namespace

TEST_CASE("distance: 0 for equal networks, symmetric, and as its formula says", "[evolve][speciate]") {
  // Genes of Perceptron({2, 1}): 1 output and 2 connections.
  const Network start = architect::Perceptron({2, 1});
  const SpeciesOptions options{.structure = 2, .weights = 0.5};
  const Network a = with_weights(start, {1, 2}), b = with_weights(start, {1.5, 0});
  CHECK(distance(a, a, options) == 0);
  CHECK(distance(a, b, options) == Approx(0.5 * (0.5 + 2) / 3));
  CHECK(distance(a, b, options) == distance(b, a, options));

  // Split: one connection goes, two and a unit come; output and one connection are common, of at most 5 genes.
  Network split = a;
  Random random(1);
  REQUIRE(add_node(split, random, {}));
  CHECK(distance(a, split, options) == Approx(2 * (1 + 3) / 5.0));
  CHECK(distance(split, a, options) == distance(a, split, options));

  // Another activation is another gene.
  Network other = a;
  REQUIRE(modify_activation(other, random, {.activations = {Activation::sinusoid}, .change_outputs = true}));
  CHECK(distance(a, other, options) == Approx(2 * 2 / 3.0));
}

TEST_CASE("distance: of two small genomes the genes that one has count by number, not by share", "[evolve][speciate]") {
  // 3 genes against 5, as above: 4 that only one of them has.
  const Network start = architect::Perceptron({2, 1});
  Network split = start;
  Random random(1);
  REQUIRE(add_node(split, random, {}));
  const auto apart = [&](std::size_t small) {
    return distance(start, split, {.structure = 2, .small_genomes = small, .weights = 0});
  };
  CHECK(apart(0) == Approx(2 * 4 / 5.0));
  CHECK(apart(5) == Approx(2 * 4 / 5.0));
  CHECK(apart(6) == 2 * 4);
  // It takes both to be small.
  const Network large = architect::Perceptron({2, 6, 1});
  CHECK(distance(start, large, {.small_genomes = 6}) == distance(start, large, {.small_genomes = 0}));
}

TEST_CASE("speciate: those within the threshold are together, the others apart, and sizes add up",
          "[evolve][speciate]") {
  const Network start = architect::Perceptron({2, 1});
  std::vector<Network> networks;
  for (const double weight : {0.0, 0.1, 5.0, 5.1, 20.0, 0.2}) networks.push_back(with_weights(start, {weight, weight}));
  State state;
  state.threshold = 1;
  state.options.species.weights = 1;
  CHECK(speciate(networks, state) == std::vector<std::size_t>{0, 0, 1, 1, 2, 0});
  CHECK(state.species.size() == 3);
  CHECK(state.species[0].size == 3);
  CHECK(state.species_seen == 3);

  // The next generation: species 1 has no member, and goes; a new one gets a new id.
  networks = {with_weights(start, {19.9, 20}), with_weights(start, {0, 0}), with_weights(start, {-9, -9})};
  CHECK(speciate(networks, state) == std::vector<std::size_t>{1, 0, 2});
  REQUIRE(state.species.size() == 3);
  CHECK(state.species[0].id == 1);
  CHECK(state.species[1].id == 3);
  CHECK(state.species[2].id == 4);
}

TEST_CASE("speciate: of equally near species the first is taken, whatever makes the distance", "[evolve][speciate]") {
  const Network network = with_weights(architect::Perceptron({2, 1}), {1, 2});
  const Network other_weights = with_weights(network, {1, 8});
  Network split = network;
  Random random(1);
  REQUIRE(add_node(split, random, {}));
  State state;
  state.threshold = 1.5;
  state.options.species = {.structure = 1.25, .weights = 0.5};
  REQUIRE(distance(network, split, state.options.species) == 1);
  REQUIRE(distance(network, other_weights, state.options.species) == 1);
  for (const bool split_first : {true, false}) {
    CAPTURE(split_first);
    state.species = {{.id = 1, .representative = split_first ? split : other_weights},
                     {.id = 2, .representative = split_first ? other_weights : split}};
    state.species_seen = 2;
    speciate(std::vector<Network>{network}, state);
    REQUIRE(state.species.size() == 1);
    CHECK(state.species.front().id == 1);
  }
}

TEST_CASE("speciate: without species all are in one", "[evolve][speciate]") {
  State state;
  state.threshold = 1e-9;
  state.options.species.enabled = false;
  std::vector<Network> networks;
  for (std::uint64_t seed = 0; seed < 9; ++seed)
    networks.push_back(architect::Perceptron({3, seed % 3 + 1, 1}, {.seed = seed}));
  CHECK(speciate(networks, state) == std::vector<std::size_t>(9, 0));
}

TEST_CASE("allocate: sums to the total, keeps the minima, and rounds proportions by less than one",
          "[evolve][speciate]") {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<double> shares(1 + random.below(12));
    for (double& share : shares) share = random.chance(0.2) ? 0 : random.uniform(0, 3);
    const std::size_t total = random.below(200);
    const std::vector<std::size_t> none(shares.size());
    const auto counts = allocate(shares, none, total);
    CHECK(std::accumulate(counts.begin(), counts.end(), std::size_t{0}) == total);
    if (const double sum = std::accumulate(shares.begin(), shares.end(), 0.0); sum > 0)
      for (std::size_t i = 0; i < shares.size(); ++i)
        CHECK(std::abs(static_cast<double>(counts[i]) - shares[i] / sum * static_cast<double>(total)) < 1);

    std::vector<std::size_t> minima(shares.size());
    for (std::size_t given = 0; given < total / 2; ++given) ++minima[random.below(minima.size())];
    const auto raised = allocate(shares, minima, total);
    CHECK(std::accumulate(raised.begin(), raised.end(), std::size_t{0}) == total);
    for (std::size_t i = 0; i < minima.size(); ++i) CHECK(raised[i] >= minima[i]);
  }
  CHECK(allocate(std::vector<double>{0, 0}, std::vector<std::size_t>{0, 0}, 5) == std::vector<std::size_t>{3, 2});
}

TEST_CASE("the threshold steers the number of species to its target", "[evolve][speciate]") {
  const SpeciesOptions options{.target = 5, .steering = 0.2};
  CHECK(steer(1, 9, options) == Approx(1.2));
  CHECK(steer(1, 2, options) == Approx(1 / 1.2));
  CHECK(steer(1, 5, options) == 1);

  for (const double threshold : {0.01, 100.0}) {
    Options run;
    run.population = 60;
    run.seed = 3;
    run.species = {.target = 6, .threshold = threshold, .steering = 0.2};
    Population population(architect::Perceptron({3, 1}), run);
    for (int generation = 0; generation < 60; ++generation) {
      std::vector<double> scores;
      for (const Network& network : population.ask()) scores.push_back(-std::abs(network.parameters()[1] - 1));
      population.tell(scores);
    }
    double mean = 0;
    for (const Record& record : population.history().last(20)) mean += static_cast<double>(record.species) / 20;
    CAPTURE(threshold, mean);
    CHECK(mean > 3);
    CHECK(mean < 10);
  }
}

}  // namespace plexus::evolve
