#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/network/network_check.hpp>

#include "evolve/policies.hpp"

// What other programs of neuroevolution fell into.

namespace plexus::evolve {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("trap: when no mutation is legal, none is made, and nothing waits for one", "[evolve][traps]") {
  Network network = architect::Perceptron({1, 1});
  MutationOptions options;
  options.limits = {.max_units = 2, .max_connections = 1, .max_gates = 0};
  options.amount = 100;
  options.activations = {network.topology().units().back().activation};
  options.kinds = {{Mutation::add_node, 1},
                   {Mutation::remove_node, 1},
                   {Mutation::add_connection, 1},
                   {Mutation::add_gate, 1},
                   {Mutation::remove_connection, 1},
                   {Mutation::swap_nodes, 1},
                   {Mutation::remove_gate, 1},
                   {Mutation::add_self_connection, 1},
                   {Mutation::modify_activation, 1},
                   {Mutation::add_back_connection, 1},
                   {Mutation::remove_back_connection, 1}};
  const Network before = network;
  Random random(1);
  for (const bool independent : {false, true}) {
    options.independent = independent;
    CHECK_FALSE(mutate(network, random, options));
    CHECK(network == before);
  }
  for (Options each : all_policies(12)) {
    each.mutation = options;
    each.phases.simplifying = {{Mutation::remove_node, 1}};
    check_sound(told(
                    each, 10, [](const Network&, std::size_t i) { return static_cast<double>(i); }, network)
                    .end);
  }
}

TEST_CASE("trap: when all species stagnate, or none was seen before, the best is not lost", "[evolve][traps]") {
  for (Options options : neat_policies(20)) {
    options.species.stagnation = 1;
    options.species.threshold = 0.05;
    options.species.steering = 0;
    const Network start = architect::Perceptron({2, 1});
    Population population(start, options);
    // The best comes first, and nobody is ever as good again.
    std::vector<double> scores(population.ask().size(), 1);
    scores[3] = 100;
    const Network best = population.ask()[3];
    population.tell(scores);
    for (int generation = 0; generation < 15; ++generation) {
      scores.clear();
      bool there = false;
      for (const Network& each : population.ask()) {
        there = there || each == best;
        scores.push_back(each == best ? 100 : -generation);
      }
      for (const Network& each : population.state().kept) there = there || each == best;
      CHECK(there);
      population.tell(scores);
      CHECK(population.champion().network == best);
      CHECK(population.champion().score == 100);
      check_sound(population);
      CHECK_FALSE(population.species().empty());
    }
  }
}

TEST_CASE("trap: a fitness that is the same for all", "[evolve][traps]") {
  for (const Options& options : all_policies(15))
    for (const double score : {0.0, 1.0, -1e308, 1e308}) {
      CAPTURE(name_of(options), score);
      const Story story = told(options, 12, [=](const Network&, std::size_t) { return score; });
      check_sound(story.end);
      CHECK(story.end.champion().score == score);
      CHECK_FALSE(story.end.ask().front() == story.end.ask().back());  // it still searches
    }
}

TEST_CASE("trap: a fitness that is NaN for all, or NaN and infinite for some", "[evolve][traps]") {
  for (const Goal goal : {Goal::maximise, Goal::minimise})
    for (Options options : all_policies(15)) {
      CAPTURE(name_of(options), static_cast<int>(goal));
      options.goal = goal;
      const Story hopeless = told(options, 12, [](const Network&, std::size_t) { return nan; });
      check_sound(hopeless.end);
      CHECK(std::isnan(hopeless.end.champion().score));

      const Story some = told(options, 12, [](const Network& each, std::size_t i) {
        return i % 4 == 0 ? nan : (i % 4 == 1 ? infinity : (i % 4 == 2 ? -infinity : some_score(each)));
      });
      check_sound(some.end);
      CHECK(some.end.champion().score == (goal == Goal::maximise ? infinity : -infinity));

      const Story few =
          told(options, 12, [](const Network& each, std::size_t i) { return i % 5 == 3 ? some_score(each) : nan; });
      check_sound(few.end);
      CHECK(std::isfinite(few.end.champion().score));
    }
}

TEST_CASE("trap: a fitness below zero does what the same above zero does", "[evolve][traps]") {
  // Whole numbers, so that a shift is exact. Where fitness is shared itself, only a shift that ends below zero is taken
  // back.
  for (const Options& options : all_policies(20)) {
    CAPTURE(name_of(options));
    const auto shifted = [&](double by) {
      return told(options, 15,
                  [=](const Network& each, std::size_t) { return std::floor(some_score(each) * 1024) + by; });
    };
    const Story low = shifted(-1e6), lower = shifted(-1e9), high = shifted(1e6);
    CHECK(low.end.champion().score < 0);
    CHECK(low.asked == lower.asked);
    if (options.species.sharing == Sharing::rank) CHECK(low.asked == high.asked);
  }
}

TEST_CASE("trap: to minimise a function is to maximise its negative, bit for bit", "[evolve][traps]") {
  for (Options options : all_policies(20))
    for (const Selection selection : {Selection::tournament, Selection::proportional, Selection::power}) {
      CAPTURE(name_of(options), static_cast<int>(selection));
      options.selection.kind = selection;
      options.goal = Goal::maximise;
      const Story most = told(options, 15, [](const Network& each, std::size_t) { return some_score(each); });
      options.goal = Goal::minimise;
      const Story least = told(options, 15, [](const Network& each, std::size_t) { return -some_score(each); });
      CHECK(most.asked == least.asked);
      CHECK(most.end.champion().network == least.end.champion().network);
      CHECK(most.end.champion().score == -least.end.champion().score);
    }
}

TEST_CASE("trap: a population of two climbs, and so does one of a single network where one is enough",
          "[evolve][traps]") {
  for (const Options& policy : all_policies(1)) {
    CAPTURE(name_of(policy));
    Options options = policy;
    if (moves_weights(policy)) {
      // One normal distribution wants two to tell what is better; one network has nobody to change values with.
      if (policy.strategy == Strategy::cosyne)
        check_sound(told(options, 5, [](const Network& network, std::size_t) { return some_score(network); }).end);
      else
        CHECK_THROWS_WITH(Population(architect::Perceptron({2, 1}), options),
                          Catch::Matchers::Contains("population is 1, wanted at least 2 for the strategy"));
      options.population = 2;
      options.cosyne.offspring = 0.5;
    }
    options.elitism = 0;
    options.steady_state.window = 1;
    const Story story = told(options, 30, [](const Network& each, std::size_t) { return some_score(each); });
    check_sound(story.end);
    CHECK(story.end.champion().score > some_score(story.asked.front()));
    options.elitism = 1;
    check_sound(told(options, 5, [](const Network& each, std::size_t) { return some_score(each); }).end);
  }
}

TEST_CASE("trap: elites are never mutated and never lost", "[evolve][traps]") {
  auto with_elites = neat_policies(24);
  with_elites.push_back(small(24));
  with_elites.back().strategy = Strategy::cosyne;  // whose best stays
  for (Options options : with_elites) {
    CAPTURE(name_of(options));
    options.elitism = 3;
    options.mutation.rate = 1;
    options.crossover.share = 0.9;
    Population population(architect::Perceptron({2, 1}), options);
    for (int generation = 0; generation < 20; ++generation) {
      const auto scores = score_all(population);
      std::vector<Network> all(population.ask().begin(), population.ask().end());
      if (options.strategy == Strategy::steady_state)
        all.insert(all.end(), population.state().kept.begin(), population.state().kept.end());
      std::ranges::stable_sort(all, std::greater<>(), some_score);
      population.tell(scores);
      const auto& now =
          options.strategy == Strategy::steady_state ? population.state().kept : population.state().networks;
      const std::size_t elites = moves_weights(options) ? 1 : 3;
      for (std::size_t i = 0; i < elites; ++i) CHECK(std::ranges::find(now, all[i]) != now.end());
    }
  }
}

TEST_CASE("trap: the population has its exact size in each generation, whatever the options", "[evolve][traps]") {
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const auto any = all_policies(1 + random.below(40), seed);
    Options options = random.pick(any);
    CAPTURE(name_of(options));
    if (moves_weights(options)) ++options.population;
    options.elitism = random.below(options.population + 1);
    options.provenance = random.below(options.population - options.elitism + 1);
    options.species.enabled = random.chance(0.9);
    options.species.target = 1 + random.below(50);
    options.species.threshold = random.uniform(0.001, 5);
    options.species.stagnation = random.below(5);
    options.species.survival = random.uniform(0.01, 1);
    options.species.elite_size = random.below(8);
    options.species.sharing = random.chance(0.5) ? Sharing::rank : Sharing::fitness;
    options.species.kind = random.chance(0.5) ? Speciation::threshold : Speciation::k_medoids;
    options.crossover.share = random.uniform();
    options.steady_state.window = 1 + random.below(30);
    options.steady_state.replacement = static_cast<Replacement>(random.below(3));
    REQUIRE(check(options).empty());
    Population population(architect::Perceptron({2, 1}), options);
    for (int generation = 0; generation < 10; ++generation) {
      std::vector<double> scores;
      for (std::size_t i = 0; i < population.ask().size(); ++i)
        scores.push_back(random.chance(0.1) ? nan : std::floor(random.uniform(-5, 5)));
      tell(population, scores);
      check_sound(population);
    }
    CHECK(to_bytes(population_from_bytes(to_bytes(population))) == to_bytes(population));
  }
}

TEST_CASE("trap: children that differ in weights alone share one topology", "[evolve][traps]") {
  for (Options options : all_policies(30)) {
    options.mutation.kinds = {{Mutation::modify_weight, 0.9}, {Mutation::modify_bias, 0.5}};
    options.phases = {};
    options.crossover.share = 0.5;
    CAPTURE(name_of(options));
    const Network start = architect::Perceptron({3, 4, 2});
    const Story story = told(
        options, 10, [](const Network& each, std::size_t) { return some_score(each); }, start);
    for (const Network& each : story.asked) CHECK(each.shared_topology() == start.shared_topology());
  }
}

}  // namespace plexus::evolve
