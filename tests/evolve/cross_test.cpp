#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/cross.hpp>
#include <plexus/evolve/crossover/crossover_rows.hpp>
#include <plexus/evolve/crossover/operators.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/network/network_check.hpp>

#include "support/random_network.hpp"

namespace plexus::evolve {
namespace {

Network descendant(const Network& start, std::uint64_t seed, std::size_t mutations, bool recurrent = false) {
  Network network = start;
  Random random(seed);
  MutationOptions options{.amount = mutations};
  if (recurrent) options.kinds = recurrent_mutations();
  mutate(network, random, options);
  return network;
}

std::map<Id, double> weights_by_id(const Network& network) {
  std::map<Id, double> weights;
  const Topology& topology = network.topology();
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    weights[topology.id_of(topology.connections()[i])] = network.weight(i);
  return weights;
}

std::set<Id> unit_ids(const Network& network) {
  std::set<Id> ids;
  for (const Unit& unit : network.topology().units()) ids.insert(unit.id);
  return ids;
}

}  // namespace

TEST_CASE("cross: the child of a fitter parent shares its topology, and has each weight from one of both",
          "[evolve][cross]") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    const Network start = architect::Perceptron({3, 2}, {.seed = seed});
    const Network mother = descendant(start, seed, 20), father = descendant(start, seed + 1000, 20);
    Random random(seed);
    const Network child = cross({mother, father, Fitter::first}, random);
    CHECK(child.shared_topology() == mother.shared_topology());
    const auto from_mother = weights_by_id(mother), from_father = weights_by_id(father);
    for (const auto& [id, weight] : weights_by_id(child)) {
      const bool theirs = from_father.contains(id) && from_father.at(id) == weight;
      CHECK((from_mother.at(id) == weight || theirs));
    }
  }
}

TEST_CASE("cross: common weights come from each parent about as often, or are their mean", "[evolve][cross]") {
  const Network mother = architect::Perceptron({20, 20}, {.seed = 1}),
                father = architect::Perceptron({20, 20}, {.seed = 2});
  Random random(3);
  const Network child = cross({mother, father}, random);
  std::size_t theirs = 0;
  for (std::size_t i = 20; i < 420; ++i) theirs += child.parameters()[i] == father.parameters()[i] ? 1U : 0U;
  CHECK(theirs > 150);  // 200 expected, 10 is one sigma
  CHECK(theirs < 250);
  const Network mean = cross({mother, father, Fitter::first}, random, {.kinds = {{Crossover::average, 1}}});
  for (std::size_t i = 0; i < mean.parameters().size(); ++i)
    CHECK(mean.parameters()[i] == Approx((mother.parameters()[i] + father.parameters()[i]) / 2));
}

TEST_CASE("cross: equally fit parents have a child with the units and connections of both", "[evolve][cross]") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const Network start = architect::Perceptron({3, 2}, {.seed = seed});
    const Network mother = descendant(start, seed, 25), father = descendant(start, seed + 1000, 25);
    Random random(seed);
    const Network child = cross({mother, father}, random);
    CHECK(in_words(check(child)).empty());
    CHECK_FALSE(child.topology().is_recurrent());
    const auto mine = unit_ids(mother), theirs = unit_ids(father), all = unit_ids(child);
    CHECK(std::ranges::includes(all, mine));
    CHECK(std::ranges::includes(all, theirs));
    const auto weights = weights_by_id(child), from_mother = weights_by_id(mother), from_father = weights_by_id(father);
    for (const auto& [id, weight] : from_mother) CHECK(weights.contains(id));
    for (const auto& [id, weight] : weights) CHECK((from_mother.contains(id) || from_father.contains(id)));
  }
}

TEST_CASE("cross: the union of a parent with itself computes the same", "[evolve][cross]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Network network = testing::random_network(seed, {.connections = 30, .recurrent = true, .gated = true});
    Network twin(std::make_shared<const Topology>(network.topology().parts()),
                 {network.parameters().begin(), network.parameters().end()});
    Random random(seed);
    const Network child = cross({network, twin}, random);
    CHECK(child == network);
  }
}

TEST_CASE("cross: any two networks with the same inputs and outputs have a sound child", "[evolve][cross]") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const std::vector<Network> parents{
        testing::random_network(seed, {.inputs = 2, .hidden = 4, .outputs = 1, .recurrent = true, .gated = true}),
        testing::random_network(seed + 1, {.inputs = 2, .hidden = 7, .outputs = 1, .recurrent = true, .gated = true}),
        descendant(architect::GRU({2, 2, 1}, seed), seed, 15, true),
        descendant(architect::Perceptron({2, 1}), seed, 30, true)};
    Random random(seed);
    for (const Network& a : parents)
      for (const Network& b : parents) {
        CHECK(in_words(check(cross({a, b, Fitter::first}, random))).empty());
        const Network united = cross({a, b}, random);
        CHECK(in_words(check(united)).empty());
        CHECK(united.topology().unit_count() >= a.topology().unit_count());
      }
  }
}

TEST_CASE("cross: parents that compute the same units in opposite orders have a child that stays feed-forward",
          "[evolve][cross]") {
  // Units 1 and 2 in both orders; in each parent the earlier one feeds the later one.
  const auto parent = [](Id earlier, Id later) {
    const Unit input{input_id(0), Activation::identity, Role::input},
        output{output_id(0), Activation::tanh, Role::output};
    const Unit first{earlier, Activation::tanh}, second{later, Activation::tanh};
    return Network(std::make_shared<const Topology>(
                       TopologyParts{{input, first, second, output},
                                     {{.from = 0, .to = 1}, {.from = 1, .to = 2}, {.from = 2, .to = 3}},
                                     {},
                                     {}}),
                   std::vector<double>(6, 0.5));
  };
  Random random(1);
  const Network child = cross({parent(1, 2), parent(2, 1)}, random);
  CHECK(in_words(check(child)).empty());
  CHECK_FALSE(child.topology().is_recurrent());
  // All but the connection that would run backwards.
  CHECK(child.topology().connection_count() == 5);
}

TEST_CASE("cross: a union that is beyond the limits is not made", "[evolve][cross]") {
  const Network start = architect::Perceptron({2, 1});
  const Network mother = descendant(start, 1, 40), father = descendant(start, 2, 40);
  const Topology& topology = mother.topology();
  Random random(1);
  const Limits limits{.max_units = topology.unit_count(), .max_connections = topology.connection_count()};
  const Network child = cross({mother, father}, random, {}, limits);
  CHECK(child.topology().unit_count() <= limits.max_units);
  CHECK(child.topology().connection_count() <= limits.max_connections);
}

TEST_CASE("cross: refuses options out of their range by name", "[evolve]") {
  const Network network = testing::random_network(1);
  Random random(1);
  const auto refuses = [&](const CrossoverOptions& options, const char* words) {
    CHECK_THROWS_WITH(cross({network, network}, random, options), Catch::Contains(words));
  };
  refuses({.kinds = {}}, "crossover.kinds");
  refuses({.kinds = {{Crossover::uniform, -1}}}, "crossover.kinds");
  refuses({.single_point = -5}, "crossover.single_point is -5");
  refuses({.two_points = {0.9, 0.1}}, "crossover.two_points[0] is 0.9");
}

TEST_CASE("cross: refuses networks with other inputs or outputs", "[evolve][cross]") {
  Random random(1);
  CHECK_THROWS_WITH(cross({architect::Perceptron({2, 1}), architect::Perceptron({3, 1})}, random),
                    Catch::Matchers::Contains("2 -> 1 and 3 -> 1"));
}

TEST_CASE("crossovers are found by name, and by default it is the uniform one", "[evolve][cross]") {
  for (const CrossoverRow& each : crossover_rows()) CHECK(crossover_named(each.name) == each.crossover);
  CHECK_THROWS_WITH(crossover_named("magic"), Catch::Matchers::Contains("uniform, average, single_point, two_point"));
  CHECK(CrossoverOptions{}.kinds == std::vector<CrossoverShare>{{Crossover::uniform, 1}});
}

TEST_CASE("cross: at one or two points it changes from one parent to the other, and either may begin",
          "[evolve][cross]") {
  Network mother = architect::Perceptron({9, 10}), father = mother;
  std::ranges::fill(mother.parameters(), 1.0);
  REQUIRE(mother.parameters().size() == 100);
  for (const Crossover kind : {Crossover::single_point, Crossover::two_point}) {
    std::set<bool> begins;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      CAPTURE(seed);
      Random random(seed);
      const Network child = cross({mother, father, Fitter::second}, random,
                                  {.kinds = {{kind, 1}}, .single_point = 0.25, .two_points = {0.4, 0.9}});
      const std::size_t first = kind == Crossover::single_point ? 0 : 40,
                        last = kind == Crossover::single_point ? 25 : 90;
      const bool mother_between = child.parameters()[first] == 1;
      begins.insert(mother_between);
      for (std::size_t i = 0; i < 100; ++i) {
        const bool of_mother = (i >= first && i < last) == mother_between;
        CHECK((child.parameters()[i] == 1) == of_mother);
      }
    }
    CHECK(begins.size() == 2);
  }
}

TEST_CASE("cross: kinds are drawn by their shares", "[evolve][cross]") {
  const Network mother = architect::Perceptron({1, 1}, {.seed = 1}),
                father = architect::Perceptron({1, 1}, {.seed = 2});
  const double mean = mother.weight(0) / 2 + father.weight(0) / 2;
  Random random(3);
  int means = 0;
  for (int i = 0; i < 4000; ++i)
    if (cross({mother, father}, random, {.kinds = {{Crossover::average, 1}, {Crossover::uniform, 3}}}).weight(0) ==
        mean)
      ++means;
  CHECK(means > 860);  // 1000 expected, 27 is one sigma
  CHECK(means < 1140);
}

TEST_CASE("cross: with the option equal the fitter parent has no say", "[evolve][cross]") {
  const Network start = architect::Perceptron({3, 2});
  const Network mother = descendant(start, 1, 60), father = descendant(start, 2, 60);
  Random one(1), other(1);
  const Network child = cross({mother, father, Fitter::first}, one, {.equal = true});
  CHECK(child == cross({mother, father, Fitter::neither}, other));
  CHECK(child.topology().unit_count() > mother.topology().unit_count());
}

TEST_CASE("cross by position: an input gates in the child if it did in the parent that the gate is from", "[evolve]") {
  const auto network = [](bool inputs_gate) {
    TopologyParts parts{
        {{.id = 1, .role = Role::input}, {.id = 2, .role = Role::output}}, {{0, 1, 0}}, {}, {}, inputs_gate};
    return Network(std::make_shared<const Topology>(std::move(parts)), {0.0, 1.0});
  };
  Random random(1);
  for (const bool first_gates : {true, false}) {
    const Network first = network(first_gates), second = network(!first_gates);
    for (int i = 0; i < 20; ++i) {
      Network child = cross({first, second, Fitter::first}, random, {.kinds = {{Crossover::by_position}}});
      const bool gated = child.topology().gate_count() == 1;
      CHECK(child.topology().parts().inputs_gate);
      CHECK(child.activate({3})[0] == (gated ? 9 : 3));
    }
  }
}

TEST_CASE("cross by position: the child is sound, within the limits, and of a network with itself the same function",
          "[evolve][cross]") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Network mother = testing::random_network(
        seed, {.hidden = 4, .connections = 20, .recurrent = true, .gated = true, .weight = 0.5});
    const Network father = testing::random_network(
        seed + 1, {.hidden = 7, .connections = 30, .recurrent = true, .gated = true, .weight = 0.5});
    Random random(seed);
    for (const Fitter fitter : {Fitter::neither, Fitter::first, Fitter::second}) {
      const Network child = by_position({mother, father, fitter}, random, {}, {});
      CHECK(in_words(check(child)).empty());
      if (fitter == Fitter::first) CHECK(child.topology().unit_count() == mother.topology().unit_count());
      if (fitter == Fitter::second) CHECK(child.topology().unit_count() == father.topology().unit_count());
    }
    const Limits limits{.max_units = father.topology().unit_count(), .max_connections = 30, .max_gates = 1};
    const Network small = by_position({mother, father}, random, {}, limits);
    CHECK(small.topology().connection_count() <= 30);
    CHECK(small.topology().gate_count() <= 1);

    Network twin = by_position({mother, mother}, random, {}, {});
    for (int step = 0; step < 5; ++step) {
      const auto wanted = mother.activate({0.3, -0.7});
      const auto got = twin.activate({0.3, -0.7});
      for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(got[i] == Approx(wanted[i]).margin(1e-9));
    }
  }
}

}  // namespace plexus::evolve
