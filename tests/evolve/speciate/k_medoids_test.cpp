#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/population.hpp>
#include <plexus/evolve/speciate.hpp>
#include <plexus/evolve/speciate/speciation_rows.hpp>

#include "evolve/small_population.hpp"

namespace plexus::evolve {
namespace {

State with_medoids(std::size_t target) {
  State state;
  state.options.species.kind = Speciation::k_medoids;
  state.options.species.target = target;
  state.options.species.weights = 1;
  state.threshold = 1;
  return state;
}

// Networks of one topology whose distance is that of their places on a line.
std::vector<Network> on_a_line(const std::vector<double>& places) {
  std::vector<Network> networks;
  for (const double place : places) {
    networks.push_back(architect::Perceptron({1, 1}));
    for (double& parameter : networks.back().parameters()) parameter = place;
  }
  return networks;
}

// Networks of many topologies.
std::vector<Network> grown(std::size_t count, std::uint64_t seed) {
  std::vector<Network> networks;
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, i);
    networks.push_back(architect::Perceptron({2, 2, 1}, {.seed = seed}));
    for (std::size_t n = random.below(12); n > 0; --n)
      mutate(networks.back(), random, {.kinds = recurrent_mutations()});
  }
  return networks;
}

double sum_of_distances(const std::vector<Network>& networks, const std::vector<std::size_t>& of, std::size_t species,
                        const Network& from, const SpeciesOptions& options) {
  double sum = 0;
  for (std::size_t i = 0; i < networks.size(); ++i)
    if (of[i] == species) sum += distance(from, networks[i], options);
  return sum;
}

}  // namespace

TEST_CASE("k-medoids: groups that lie apart are the species, whatever their sizes, around their middle members",
          "[evolve][speciate]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    State state = with_medoids(3);
    state.options.seed = seed;
    const auto networks = on_a_line({0, 100.5, 0.1, 50, 0.3, 50.2, 0.2, 50.1, 0.4});
    const auto of = speciate(networks, state);
    REQUIRE(state.species.size() == 3);
    for (std::size_t i = 0; i < networks.size(); ++i)
      for (std::size_t k = 0; k < i; ++k) {
        const double gap = std::abs(networks[i].weight(0) - networks[k].weight(0));
        CHECK((of[i] == of[k]) == (gap < 10));
      }
    CHECK(state.species[of[0]].representative.weight(0) == 0.2);
    CHECK(state.species[of[3]].representative.weight(0) == 50.1);
    CHECK(state.species[of[0]].size == 5);
    CHECK(state.species[of[1]].size == 1);
  }
}

TEST_CASE("k-medoids: each network is in the species of the nearest medoid, and of few members none would be better",
          "[evolve][speciate]") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    const auto networks = grown(24, seed);
    State state = with_medoids(6);
    state.options.species.weights = 0.4;
    state.options.seed = seed;
    const auto of = speciate(networks, state);
    const SpeciesOptions& options = state.options.species;
    CHECK(state.species.size() <= 6);
    CHECK(state.species.size() >= 4);
    std::size_t members = 0;
    for (const Species& each : state.species) members += each.size;
    CHECK(members == networks.size());
    for (std::size_t i = 0; i < networks.size(); ++i) {
      const double gap = distance(networks[i], state.species[of[i]].representative, options);
      for (const Species& each : state.species)
        CHECK(gap <= distance(networks[i], each.representative, options) + 1e-12);
    }
    for (std::size_t s = 0; s < state.species.size(); ++s)
      CHECK(
          std::ranges::any_of(networks, [&](const Network& each) { return each == state.species[s].representative; }));
  }
}

TEST_CASE("k-medoids: the sum of distances is close to the best of many random choices of medoids",
          "[evolve][speciate]") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const auto networks = grown(60, seed);
    State state = with_medoids(4);
    state.options.seed = seed;
    const auto of = speciate(networks, state);
    double found = 0;
    for (std::size_t s = 0; s < state.species.size(); ++s)
      found += sum_of_distances(networks, of, s, state.species[s].representative, state.options.species);
    double best = 1e300, mean = 0;
    constexpr int choices = 200;
    Random random(seed);
    for (int choice = 0; choice < choices; ++choice) {
      std::vector<const Network*> medoids;
      for (int i = 0; i < 4; ++i) medoids.push_back(&random.pick(networks));
      double sum = 0;
      for (const Network& each : networks) {
        double gap = 1e300;
        for (const Network* medoid : medoids) gap = std::min(gap, distance(each, *medoid, state.options.species));
        sum += gap;
      }
      best = std::min(best, sum);
      mean += sum / choices;
    }
    CHECK(found < best * 1.25);
    CHECK(found < mean);
  }
}

TEST_CASE("k-medoids: species last while their members move, and go when these do", "[evolve][speciate]") {
  State state = with_medoids(3);
  auto of = speciate(on_a_line({0, 0.1, 10, 10.1, 20, 20.1}), state);
  REQUIRE(state.species.size() == 3);
  const auto id = [&](std::size_t i) { return state.species[of[i]].id; };
  const std::vector<std::uint64_t> before{id(0), id(2), id(4)};
  state.generation = 1;
  of = speciate(on_a_line({21, 21.1, 1, 1.1, 9, 9.1}), state);
  CHECK(std::vector<std::uint64_t>{id(2), id(4), id(0)} == before);
  state.generation = 2;
  of = speciate(on_a_line({21, 21.1, 500, 500.1, 9, 9.1}), state);
  REQUIRE(state.species.size() == 3);
  CHECK(id(0) == before[2]);
  CHECK(id(4) != id(2));

  // Fewer are wanted: the smallest go.
  state.options.species.target = 2;
  state.generation = 3;
  const auto fewer = speciate(on_a_line({21, 21, 21, 9, 9, 9, 9}), state);
  CHECK(state.species.size() == 2);
}

TEST_CASE("k-medoids: no more species than networks that differ", "[evolve][speciate]") {
  State same = with_medoids(5);
  CHECK(speciate(on_a_line({3, 3, 3, 3}), same) == std::vector<std::size_t>(4, 0));
  CHECK(same.species.size() == 1);
  State few = with_medoids(5);
  const auto of = speciate(on_a_line({3, 4, 3, 5}), few);
  CHECK(few.species.size() == 3);
  CHECK(of[0] == of[2]);
  State one = with_medoids(5);
  CHECK(speciate(on_a_line({1}), one).size() == 1);
  CHECK(one.species.size() == 1);
}

TEST_CASE("k-medoids: weights too large for a distance are in some species, too", "[evolve][speciate]") {
  State state = with_medoids(3);
  const auto of = speciate(on_a_line({1e308, -1e308, 1e308, 0, 1}), state);
  CHECK(of.size() == 5);
  for (const std::size_t each : of) CHECK(each < state.species.size());
}

TEST_CASE("k-medoids: the same species on 1 and 3 threads, other ones with another seed", "[evolve][speciate]") {
  const auto networks = grown(150, 3);
  const auto sorted = [&](std::size_t threads, std::uint64_t seed) {
    State state = with_medoids(8);
    state.options.threads = threads;
    state.options.seed = seed;
    auto of = speciate(networks, state);
    return of;
  };
  CHECK(sorted(1, 1) == sorted(3, 1));
  CHECK(sorted(1, 1) != sorted(1, 2));
}

TEST_CASE("a population of NEAT with k-medoids has its number of species in each generation", "[evolve][population]") {
  Options options = small(60, 4);
  options.species.kind = Speciation::k_medoids;
  options.species.target = 7;
  Population population(architect::Perceptron({3, 2}), options);
  for (int generation = 0; generation < 25; ++generation) {
    population.tell(score_all(population));
    CHECK(population.species().size() <= 7);
    CHECK(population.species().size() >= 6);
    CHECK(population.state().threshold == options.species.threshold);
  }
  std::set<std::uint64_t> ids;
  for (const Species& each : population.species()) ids.insert(each.id);
  CHECK(*ids.begin() < 40);  // some have lived for long
}

}  // namespace plexus::evolve
