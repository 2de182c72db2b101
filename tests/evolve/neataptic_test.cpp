#include <catch2/catch.hpp>

#include <algorithm>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/neataptic.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/save/neataptic.hpp>

namespace plexus::evolve {
namespace {

const Dataset xor_cases{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}, {{1, 1}, {0}}};

}  // namespace

TEST_CASE("Neataptic's options are valid, and have its numbers", "[evolve][neataptic]") {
  const Options options = neataptic_options();
  CHECK(check(options).empty());
  CHECK(options.population == 50);
  CHECK(options.mutation.activations.size() == 15);
  CHECK(options.mutation.kinds.size() == 8);
  CHECK(std::ranges::all_of(options.mutation.kinds, [](const MutationShare& kind) { return kind.share == 1; }));
  CHECK_FALSE(options.species.enabled);
}

TEST_CASE("a run with Neataptic's options solves xor as its own test asks", "[evolve][neataptic]") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    Options options = neataptic_options();
    options.population = 150;
    options.elitism = 15;
    options.mutation.rate = 0.5;
    options.crossover.equal = true;
    options.generations = 3000;
    options.target = 0.03;
    options.seed = seed;
    const Result result =
        run(architect::Perceptron({2, 1}), error_on(xor_cases, Loss::mean_squared_error, 0.0001), options);
    CHECK(result.score <= 0.03);
  }
}

TEST_CASE("without species and survival limits each child has parents from the whole population",
          "[evolve][neataptic]") {
  // Power 1 is no preference: in 60 generations of neutral drift all come from one, whoever that is.
  Options options = neataptic_options();
  options.population = 10;
  options.mutation.rate = 0;
  options.selection.power = 1;
  std::vector<Network> starts;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) starts.push_back(architect::Perceptron({1, 1}, {.seed = seed}));
  std::vector<double> scores(10);
  std::ranges::generate(scores, [score = 0.0]() mutable { return score++; });
  std::size_t kept_worst = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    options.seed = seed;
    Population population(starts, options);
    population.tell(scores);
    for (const Network& network : population.ask()) {
      CHECK(std::ranges::any_of(starts, [&](const Network& start) { return start.weight(0) == network.weight(0); }));
      kept_worst += network.weight(0) == starts[0].weight(0) ? 1U : 0U;
    }
  }
  CHECK(kept_worst > 130);  // a tenth of 2,000; 13 is one sigma
  CHECK(kept_worst < 270);
}

TEST_CASE("a population of Neataptic's is read, evolved and written again", "[evolve][neataptic]") {
  std::vector<Network> networks;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) networks.push_back(architect::Perceptron({2, 2, 1}, {.seed = seed}));
  const auto read = population_from_neataptic(to_neataptic(networks));
  Options options = neataptic_options();
  options.population = 4;
  Population population(read, options);
  CHECK(std::ranges::equal(population.ask(), read));
  population.tell(std::vector<double>{1, 2, 3, 4});
  const auto again = population_from_neataptic(to_neataptic(population.ask()));
  CHECK(again.size() == 4);
}

}  // namespace plexus::evolve
