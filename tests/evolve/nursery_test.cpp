#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/breed.hpp>
#include <plexus/evolve/nursery.hpp>

#include "evolve/small_population.hpp"

namespace plexus::evolve {
namespace {

// Networks in two species, which their weight tells.
struct Two {
  explicit Two(const std::vector<double>& given, std::size_t first, Goal goal = Goal::maximise) : scores(given) {
    state.options = small(40);
    state.options.goal = goal;
    state.options.elitism = 0;
    state.options.species.elite_size = 0;
    state.options.species.stagnation = 0;
    state.options.species.sharing = Sharing::fitness;
    state.options.crossover.share = 0;
    state.options.mutation.kinds = {{Mutation::modify_bias, 1}};
    for (std::size_t i = 0; i < scores.size(); ++i) {
      networks.push_back(architect::Perceptron({1, 1}));
      species_of.push_back(i < first ? 0 : 1);
      networks.back().weight(0) = static_cast<double>(species_of.back());
    }
    order = ranking(scores, goal);
    for (const std::size_t i : {0U, 1U})
      species.push_back({.id = i + 1,
                         .representative = networks[0],
                         .size = static_cast<std::size_t>(std::ranges::count(species_of, i))});
  }

  Parents parents() const { return {networks, scores, order, species, species_of}; }

  // The number of children of the first.
  std::size_t children() const {
    const auto next = next_generation(parents(), state);
    CHECK(next.size() == state.options.population);
    return static_cast<std::size_t>(std::ranges::count_if(next, [](const auto& each) { return each.weight(0) == 0; }));
  }

  std::vector<double> scores;
  State state;
  std::vector<Network> networks;
  std::vector<std::size_t> order, species_of;
  std::vector<Species> species;
};

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("fitness sharing: species have children in proportion to the mean fitness of their members",
          "[evolve][breed]") {
  CHECK(Two({10, 10, 30}, 2).children() == 10);
  CHECK(Two({10, 20, 30, 45}, 3).children() == 12);  // 20 : 45 of 40, rounded
  CHECK(Two({0, 0, 5}, 2).children() == 0);
  CHECK(Two({7, 7, 7, 7}, 1).children() == 20);
  CHECK(Two({0, 0, 0}, 1).children() == 20);

  // Sharing by rank sees only who is better.
  Two by_rank({10, 10, 30}, 2);
  by_rank.state.options.species.sharing = Sharing::rank;
  CHECK(by_rank.children() == 8);  // 0.25 : 1
}

TEST_CASE("fitness sharing: scores below 0 are raised by the lowest, minimised ones negated first", "[evolve][breed]") {
  CHECK(Two({-10, 0, 20}, 2).children() == 6);                   // (0 + 10) / 2 : 30 is 1 : 6
  CHECK(Two({10, 20, 40}, 2, Goal::minimise).children() == 40);  // (30 + 20) / 2 : 0
  CHECK(Two({-10, -20, -40}, 2, Goal::minimise).children() == Two({10, 20, 40}, 2).children());
}

TEST_CASE("fitness sharing: NaN and negative infinity are worth nothing, infinity all", "[evolve][breed]") {
  CHECK(Two({nan, 10, 10}, 2).children() == 13);  // 5 : 10
  CHECK(Two({-infinity, 10, 10}, 2).children() == 13);
  CHECK(Two({infinity, 1e300, 10}, 2).children() == 40);
  CHECK(Two({nan, nan, nan}, 1).children() == 20);
}

TEST_CASE("a species without progress has no more children, but the best two have", "[evolve][breed]") {
  Two two({1, 1, 30}, 2);
  two.state.options.species.stagnation = 5;
  two.state.generation = 20;
  two.species[0].improved = 2;
  two.species[1].improved = 2;
  CHECK(two.children() == 1);  // 1 : 30 of 40
  // A third that is worse than both.
  two.networks.push_back(two.networks[0]);
  two.scores.push_back(0.5);
  two.species_of.push_back(2);
  two.order = ranking(two.scores, Goal::maximise);
  two.species.push_back({.id = 3, .representative = two.networks[0], .improved = 14, .size = 1});
  two.networks.back().weight(0) = 9;
  const Parents parents = two.parents();
  CHECK(Nursery(parents, two.state).shares()[2] == 0);
  two.species[2].improved = 16;
  const Parents fresh = two.parents();
  CHECK(Nursery(fresh, two.state).shares()[2] > 0);
}

TEST_CASE("one child is of a species that is drawn in proportion to what each would get", "[evolve][breed]") {
  const Two two({10, 10, 30}, 2);
  const Parents parents = two.parents();
  int first = 0;
  constexpr int draws = 4000;
  for (std::uint64_t seed = 0; seed < draws; ++seed) {
    Random random(seed);
    first += one_child(parents, two.state, random).weight(0) == 0 ? 1 : 0;
  }
  CHECK(first / static_cast<double>(draws) == Approx(0.25).margin(0.03));
}

TEST_CASE("parents of different species meet as often as the options say", "[evolve][breed]") {
  for (const double between : {0.0, 0.4, 1.0}) {
    Two two({10, 10, 10, 10}, 2);
    two.state.options.crossover.share = 1;
    two.state.options.crossover.between_species = between;
    two.state.options.crossover.with_itself = true;
    two.state.options.crossover.kinds = {{Crossover::average, 1}};
    two.state.options.species.survival = 1;
    const Parents parents = two.parents();
    const Nursery nursery(parents, two.state);
    int mixed = 0;
    constexpr int draws = 4000;
    for (std::uint64_t seed = 0; seed < draws; ++seed) {
      Random random(seed);
      mixed += nursery.child(0, random).weight(0) == 0.5 ? 1 : 0;
    }
    CHECK(mixed / static_cast<double>(draws) == Approx(between / 2).margin(0.03));  // any species: half are the other
  }
}

}  // namespace plexus::evolve
