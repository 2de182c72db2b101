#include <catch2/catch.hpp>

#include <functional>
#include <set>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/architect/models/random_network.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/population.hpp>
#include <plexus/program/program.hpp>

#include "evolve/small_population.hpp"
#include "support/count_allocations.hpp"

// What a network of a population costs beside its parameters: next to nothing.

namespace plexus::evolve {

TEST_CASE("children of weight mutations share their parent's topology", "[evolve][population]") {
  Options options = small(50);
  options.mutation.kinds = {{Mutation::modify_weight, 1}, {Mutation::modify_bias, 1}};
  const Network start = architect::Perceptron({4, 3});
  Population population(start, options);
  for (int generation = 0; generation < 5; ++generation) population.tell(score_all(population));
  for (const Network& network : population.ask()) CHECK(network.shared_topology() == start.shared_topology());
}

TEST_CASE("a generation of weight mutations compiles nothing: it has the programs of its parents",
          "[evolve][population]") {
  Options options = small(60);
  options.mutation.kinds = {{Mutation::modify_weight, 1}, {Mutation::modify_bias, 1}};
  options.crossover.unite = false;
  std::vector<Network> starts;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) starts.push_back(architect::Perceptron({3, seed, 2}));
  std::set<const Topology*> topologies;
  std::set<const void*> programs;
  for (const Network& start : starts) programs.insert(start.topology().program<float>().get());
  Population population(starts, options);
  for (int generation = 0; generation < 6; ++generation) {
    const auto ask_for_programs = [&] {
      for (const Network& network : population.ask()) static_cast<void>(network.topology().program<float>());
    };
    CHECK(testing::count_allocations(ask_for_programs) == 0);  // as a compilation would
    for (const Network& network : population.ask()) {
      topologies.insert(&network.topology());
      programs.insert(network.topology().program<float>().get());
    }
    population.tell(score_all(population));
  }
  CHECK(topologies.size() <= 3);
  CHECK(programs.size() == 3);
}

TEST_CASE("a child of a weight mutation asks for memory for its own parameters, and little else",
          "[evolve][population]") {
  Options options = neat_options();
  options.population = 200;
  options.threads = 1;
  options.crossover.unite = false;
  options.species.target = 1;
  options.species.threshold = 1e6;
  options.mutation.kinds = {{Mutation::modify_weight, 0.8}, {Mutation::modify_bias, 0.8}};
  Population population(architect::Perceptron({10, 20, 4}), options);
  population.tell(score_all(population));
  const auto scores = score_all(population);
  const std::size_t raw = 200 * 8 * population.ask().front().topology().parameter_count();
  const std::size_t asked = testing::count_bytes([&] { population.tell(scores); });
  CAPTURE(raw, asked);
  CHECK(asked >= raw);
  CHECK(asked <= 2 * raw);
  CHECK(testing::count_allocations([&] { Network copy = population.ask()[7].fresh_copy(); }) == 1);
}

TEST_CASE("a compiled program of 250 connections asks for a few kilobytes of memory, once", "[evolve][program]") {
  const Network network = architect::Random(10, 50, 4, {.connections = 210});
  REQUIRE(network.topology().connection_count() == 250);
  const Network copy = network;
  const auto compile = [&] { static_cast<void>(network.topology().program<float>()); };
  const auto for_agents = [&] { static_cast<void>(network.topology().program<float>()->single_pass()); };
  const auto for_batches = [&] { network.topology().program<float>()->prepare(Arithmetic::fast); };
  const std::size_t plan = testing::count_bytes(compile), agents = testing::count_bytes(for_agents),
                    batches = testing::count_bytes(for_batches);
  CAPTURE(plan, agents, batches);
  // What the page says; a part of it is only wanted while it is made.
  CHECK(plan < 32 * 1024);
  CHECK(agents < 48 * 1024);
  CHECK(batches < 16 * 1024);
  for (const auto& again :
       {std::function<void()>(compile), std::function<void()>(for_agents), std::function<void()>(for_batches)})
    CHECK(testing::count_bytes(again) == 0);
  CHECK(testing::count_bytes([&] { static_cast<void>(copy.topology().program<float>()); }) == 0);
}

}  // namespace plexus::evolve
