#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/cross.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/evolve/nearest.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/population.hpp>
#include <plexus/evolve/speciate.hpp>
#include <plexus/network/edit.hpp>
#include <plexus/network/network_check.hpp>

#include "evolve/small_population.hpp"

// Connections that are switched off, as genes.

namespace plexus::evolve {
namespace {

const MutationOptions any;

Network start() { return architect::Perceptron({2, 1}, {.seed = 4}); }

// The same, its first connection switched off.
Network without_first() {
  Draft draft(start());
  draft.disable_connection(0);
  return std::move(draft).build();
}

bool has_first(const Network& network) { return Draft(network).find_connection(0, 2).has_value(); }

// The share of children that have the first connection switched on.
double share_with_first(const Network& first, const Network& second, Fitter fitter,
                        const CrossoverOptions& options = {}) {
  constexpr int children = 8000;
  int with = 0;
  for (std::uint64_t seed = 0; seed < children; ++seed) {
    Random random(seed);
    const Network child = cross({first, second, fitter}, random, options);
    REQUIRE(in_words(check(child)).empty());
    CHECK(child.topology().connection_count() + child.topology().disabled().size() == 2);
    with += has_first(child) ? 1 : 0;
  }
  return with / static_cast<double>(children);
}

// Networks of many structures, some connections of which are disabled.
std::vector<Network> grown(std::size_t count, std::uint64_t seed) {
  MutationOptions options;
  options.kinds = recurrent_mutations();
  options.kinds.insert(
      options.kinds.end(),
      {{Mutation::enable_connection, 0.5}, {Mutation::disable_connection, 1}, {Mutation::add_node, 2}});
  options.keep_disabled = true;
  std::vector<Network> networks;
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, i);
    networks.push_back(architect::Perceptron({2, 2, 1}, {.seed = seed}));
    for (std::size_t n = random.below(25); n > 0; --n) mutate(networks.back(), random, options);
  }
  return networks;
}

// The distance, by its definition, from lists of named genes.
double plain_distance(const Network& a, const Network& b, const SpeciesOptions& options) {
  const auto genes_of = [](const Network& network) {
    const Topology& topology = network.topology();
    std::vector<std::pair<Id, double>> genes;
    for (std::size_t i = 0; i < topology.parameter_count(); ++i) {
      const Id name = topology.genes().ids()[i];
      const bool bias = i < topology.weight_index(0);
      const auto kind = bias ? static_cast<Id>(topology.units()[topology.input_count() + i].activation) + 1 : 0;
      genes.emplace_back(mix(name, kind), network.parameters()[i]);
    }
    for (std::size_t i = 0; i < topology.disabled().size(); ++i)
      genes.emplace_back(mix(topology.genes().disabled()[i], 0), topology.disabled()[i].weight);
    return genes;
  };
  const auto first = genes_of(a), second = genes_of(b);
  double common = 0, difference = 0;
  for (const auto& [name, value] : first)
    for (const auto& [other, its] : second)
      if (name == other) {
        ++common;
        difference += std::abs(value - its);
      }
  const double longer = static_cast<double>(std::max(first.size(), second.size()));
  return options.structure * (static_cast<double>(first.size() + second.size()) - 2 * common) / longer +
         (common > 0 ? options.weights * difference / common : 0);
}

}  // namespace

TEST_CASE("add_node may keep what it splits as a disabled connection", "[evolve][mutation][disabled]") {
  const Network before = start();
  for (const bool keep : {false, true}) {
    MutationOptions options;
    options.keep_disabled = keep;
    Network network = before, plain = before;
    Random random(7), same(7);
    REQUIRE(add_node(network, random, options));
    REQUIRE(add_node(plain, same, any));
    CHECK(network.topology().connections() == plain.topology().connections());
    REQUIRE(network.topology().disabled().size() == (keep ? 1 : 0));
    if (!keep) continue;
    const double weight = network.topology().disabled()[0].weight;
    CHECK((weight == before.weight(0) || weight == before.weight(1)));
    // Back again, it can be split again, by another unit.
    REQUIRE(enable_connection(network, random, any));
    CHECK(network.topology().disabled().empty());
    CHECK(network.topology().connection_count() == 4);
    CHECK(network.weight(3) == weight);
  }
}

TEST_CASE("connections are enabled within the limits, and disabled where others remain",
          "[evolve][mutation][disabled]") {
  Network network = without_first();
  Random random(1);
  MutationOptions narrow;
  narrow.limits.max_connections = 1;
  CHECK_FALSE(enable_connection(network, random, narrow));
  CHECK_FALSE(disable_connection(network, random, any));  // the last one
  REQUIRE(enable_connection(network, random, any));
  CHECK(has_first(network));
  CHECK_FALSE(enable_connection(network, random, any));
  CHECK_FALSE(disable_connection(network, random, any));  // each input has this one alone
  Network wide = architect::Perceptron({2, 3, 1});
  REQUIRE(disable_connection(wide, random, any));
  CHECK(wide.topology().connection_count() == 8);
}

TEST_CASE("trap: a gene that is disabled in a parent is disabled in 75 % of the children, not in 87.5 %",
          "[evolve][crossover][disabled][traps]") {
  const Network on = start(), off = without_first();
  for (const Fitter fitter : {Fitter::first, Fitter::second, Fitter::neither}) {
    CAPTURE(static_cast<int>(fitter));
    CHECK(share_with_first(on, off, fitter) == Approx(0.25).margin(0.02));  // 4 standard deviations
    CHECK(share_with_first(off, on, fitter) == Approx(0.25).margin(0.02));
    CHECK(share_with_first(off, off, fitter) == Approx(0.25).margin(0.02));
    CHECK(share_with_first(on, on, fitter) == 1);
    CHECK(share_with_first(on, off, fitter, {.disabled = 1}) == 0);
    CHECK(share_with_first(on, off, fitter, {.disabled = 0}) == 1);
  }
}

TEST_CASE("a gene that is enabled by crossover has the weight of either parent", "[evolve][crossover][disabled]") {
  Network on = start();
  on.weight(0) = 5;
  Draft draft(start());
  draft.weight(0) = -5;
  draft.disable_connection(0);
  const Network off = std::move(draft).build();
  int high = 0, low = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Random random(seed);
    const Network child = cross({off, on, Fitter::first}, random, {.disabled = 0});
    const double weight = child.weight(*Draft(child).find_connection(0, 2));
    high += weight == 5 ? 1 : 0;
    low += weight == -5 ? 1 : 0;
  }
  CHECK(high + low == 2000);
  CHECK(std::abs(high - low) < 200);
}

TEST_CASE("children of any two networks with disabled genes are sound, within the limits, and of their parents' genes",
          "[evolve][crossover][disabled]") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const auto networks = grown(8, seed);
    for (const Fitter fitter : {Fitter::first, Fitter::second, Fitter::neither})
      for (std::size_t i = 0; i + 1 < networks.size(); ++i) {
        CAPTURE(seed, i);
        const Network &a = networks[i], &b = networks[i + 1];
        Random random(seed, i);
        const std::size_t most = std::max(a.topology().connection_count(), b.topology().connection_count());
        const Network child = cross({a, b, fitter}, random, {}, {.max_connections = most});
        REQUIRE(in_words(check(child)).empty());
        CHECK(child.topology().connection_count() <= most);
        const Topology& structure = (fitter == Fitter::second ? b : a).topology();
        if (fitter != Fitter::neither) {
          CHECK(child.topology().units() == structure.units());
          CHECK(gene_count(child.topology()) == gene_count(structure));
        }
        for (const Id name : child.topology().genes().disabled()) {
          const auto has = [&](const Network& parent) {
            return parent.topology().genes().find_disabled(name) != no_gene;
          };
          CHECK((has(a) || has(b)));
        }
      }
  }
}

TEST_CASE("distance: disabled genes count, with their weights, as others do", "[evolve][speciate][disabled]") {
  const SpeciesOptions options{.structure = 2, .weights = 0.5};
  Network changed = start();
  changed.weight(0) += 3;
  CHECK(distance(start(), without_first(), options) == 0);
  CHECK(distance(changed, without_first(), options) == Approx(0.5 * 3 / 3));
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto networks = grown(12, seed);
    for (const Network& a : networks)
      for (const Network& b : networks)
        CHECK(distance(a, b, options) == Approx(plain_distance(a, b, options)).margin(1e-9));
  }
}

TEST_CASE("the nearest of many is found by the same distance, disabled genes and all", "[evolve][speciate][disabled]") {
  const SpeciesOptions options;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const auto networks = grown(40, seed), others = grown(7, seed + 100);
    std::vector<const Network*> representatives;
    for (const Network& each : others) representatives.push_back(&each);
    NearestSearch search(networks, 1e9, options, 2);
    search.offer(representatives);
    const auto nearest = search.nearest();
    for (std::size_t i = 0; i < networks.size(); ++i)
      for (const Network& each : others)
        CHECK(distance(networks[i], others[nearest[i]], options) <= distance(networks[i], each, options) + 1e-12);
  }
}

TEST_CASE("populations that keep disabled genes stay feed-forward, and go on from a file with the same bits",
          "[evolve][population][disabled]") {
  Options options = neat_options();
  options.population = 60;
  options.mutation.keep_disabled = true;
  options.mutation.kinds = {{Mutation::add_node, 0.3}, {Mutation::add_connection, 0.3}, {Mutation::modify_weight, 0.5}};
  Population whole(architect::Perceptron({3, 2}), options), part = whole;
  std::size_t disabled = 0;
  for (int generation = 0; generation < 25; ++generation) {
    whole.tell(score_all(whole));
    part = population_from_bytes(to_bytes(part, generation % 2 == 0 ? Format::binary : Format::json));
    part.tell(score_all(part));
    for (const Network& each : whole.ask()) {
      REQUIRE(in_words(check(each)).empty());
      CHECK_FALSE(each.topology().is_recurrent());
      disabled += each.topology().disabled().size();
    }
  }
  CHECK(disabled > 100);
  CHECK(to_bytes(part) == to_bytes(whole));
}

}  // namespace plexus::evolve
