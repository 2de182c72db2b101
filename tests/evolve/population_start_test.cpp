#include <catch2/catch.hpp>

#include <algorithm>
#include <span>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/population.hpp>

#include "evolve/small_population.hpp"

namespace plexus::evolve {

TEST_CASE("the first generation is the start and variations of it, no two alike", "[evolve][population]") {
  const Network start = architect::Perceptron({2, 1});
  const Population population(start, small(40));
  const auto networks = population.ask();
  REQUIRE(networks.size() == 40);
  CHECK(networks.front() == start);
  for (std::size_t i = 0; i < networks.size(); ++i) {
    CHECK(networks[i].shared_topology() == start.shared_topology());
    for (std::size_t k = 0; k < i; ++k) CHECK_FALSE(networks[i] == networks[k]);
  }
}

TEST_CASE("a population may begin with several networks, as they are, and variations of each in turn",
          "[evolve][population]") {
  std::vector<Network> starts;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) starts.push_back(architect::Perceptron({2, seed, 1}, {.seed = seed}));
  const Population population(starts, small(10));
  for (std::size_t i = 0; i < 10; ++i) {
    CHECK((population.ask()[i] == starts[i % 3]) == (i < 3));
    CHECK(population.ask()[i].shared_topology() == starts[i % 3].shared_topology());
  }
  const Population only(starts, small(3));
  CHECK(std::ranges::equal(only.ask(), starts));

  using Catch::Matchers::Contains;
  CHECK_THROWS_WITH(Population(starts, small(2)), Contains("3 start networks") && Contains("set Options::population"));
  CHECK_THROWS_AS(Population(std::span<const Network>(), small(2)), Error);
  starts.push_back(architect::Perceptron({3, 1}));
  CHECK_THROWS_WITH(Population(starts, small(9)), Contains("3 inputs and 1 output, the first has 2 and 1"));
  CHECK_THROWS_WITH(Population(architect::Perceptron({2, 1}), small(100'000'000 + 1)),
                    Contains("population is 100000001, wanted 1 to 100000000"));
  CHECK_THROWS_WITH(Population(architect::Perceptron({2000, 1000}), small(100'000'000)),
                    Contains("not enough memory for 100000000 networks: wanted about 1.4"));
  CHECK_THROWS_WITH(Population(std::vector<Network>(2, architect::Perceptron({2, 1})), small(1)),
                    "Population: got 2 start networks, wanted 1, the population; set Options::population");
}

TEST_CASE("provenance adds copies of the starts to each generation, which are mutated like children",
          "[evolve][population]") {
  const std::vector<Network> starts{architect::Perceptron({2, 1}, {.seed = 1}),
                                    architect::Perceptron({2, 1}, {.seed = 2})};
  for (const double rate : {0.0, 1.0}) {
    Options options = small(12);
    options.provenance = 4;
    options.mutation.rate = rate;
    Population population(starts, options);
    for (int generation = 0; generation < 10; ++generation) {
      population.tell(score_all(population));
      REQUIRE(population.ask().size() == 12);
      for (std::size_t i = 0; i < 4; ++i) CHECK((population.ask()[8 + i] == starts[i % 2]) == (rate == 0));
    }
  }
}

}  // namespace plexus::evolve
