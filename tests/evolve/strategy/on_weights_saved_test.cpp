#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <string>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/population.hpp>

#include "evolve/strategy/strategies_on_weights.hpp"
#include "support/on_functions.hpp"

// How the options of strategies on weights are checked, and how such a search is saved.

namespace plexus::evolve {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
using Catch::Matchers::Contains;

}  // namespace

TEST_CASE("a run by a strategy on weights that was saved goes on with the same bits",
          "[evolve][strategy][checkpoint]") {
  for (const Options& options : strategies_on_weights(7, 3))
    for (const Format format : {Format::binary, Format::json}) {
      CAPTURE(name_of(options));
      Population whole(network_at(4, 2), options), parts = whole;
      // Rastrigin's function in few dimensions: searches end, and restarts follow.
      for (int i = 0; i < 120; ++i) {
        if (i % 17 == 3) parts = population_from_bytes(to_bytes(parts, format));
        whole.tell(score_by(rastrigin, whole));
        parts.tell(score_by(rastrigin, parts));
        REQUIRE(std::ranges::equal(whole.ask(), parts.ask()));
      }
      CHECK(whole.champion().network == parts.champion().network);
      CHECK(to_bytes(whole) == to_bytes(parts));
    }
}

TEST_CASE("the options of a strategy are saved", "[evolve][strategy][checkpoint]") {
  Options options = minimising(Strategy::cma_es, 7, 1);
  options.cma_es = {.sigma = 0.25,
                    .active = false,
                    .mean = true,
                    .restart = Restart::bipop,
                    .doublings = 4,
                    .tol_x = 1e-9,
                    .tol_fun = 1e-8};
  options.pgpe = {.sigma = 0.3,
                  .rate = 0.2,
                  .max_speed = 0.5,
                  .momentum = 0.8,
                  .sigma_rate = 0.2,
                  .max_change = 0.1,
                  .ranking = false,
                  .ascent = Ascent::adam};
  options.cosyne = {.range = 3, .parents = 0.5, .offspring = 0.1, .mutation = 0.2, .scale = 0.7, .permute_all = true};
  const Population population(network_at(3, 1), options);
  for (const Format format : {Format::binary, Format::json, Format::xml})
    CHECK(population_from_bytes(to_bytes(population, format)).options() == options);
}

TEST_CASE("one error names every bad option of a strategy, also of one that is not chosen", "[evolve][options]") {
  Options options;
  options.cma_es.sigma = 0;
  options.cma_es.restart = static_cast<Restart>(3);
  options.cma_es.doublings = 21;
  options.cma_es.tol_x = -1;
  options.cma_es.tol_fun = nan;
  options.pgpe = {.sigma = -1,
                  .rate = 0,
                  .max_speed = infinity,
                  .momentum = 1,
                  .sigma_rate = -1,
                  .max_change = 1,
                  .ascent = static_cast<Ascent>(2)};
  options.cosyne = {.range = 0, .parents = 0, .offspring = 1, .mutation = 2, .scale = -1};
  CHECK(check(options).size() == 17);
  options.strategy = Strategy::cma_es;
  options.population = 1;
  options.elitism = 0;
  CHECK(check(options).size() == 18);
  CHECK_THROWS_WITH(require_valid(options), Contains("population is 1, wanted at least 2 for the strategy cma-es") &&
                                                Contains("cma_es.sigma is 0") &&
                                                Contains("cma_es.restart is 3, wanted same, ipop or bipop") &&
                                                Contains("cma_es.doublings is 21, wanted 0 to 20") &&
                                                Contains("cma_es.tol_x is -1") && Contains("cma_es.tol_fun is nan"));
  options.cma_es.mean = true;
  CHECK_THROWS_WITH(require_valid(options), Contains("population is 1, wanted at least 3"));
  options.strategy = Strategy::pgpe;
  CHECK(check(options).size() == 18);
  CHECK_THROWS_WITH(require_valid(options), Contains("population is 1, wanted at least 2") &&
                                                Contains("pgpe.sigma is -1") && Contains("pgpe.rate is 0") &&
                                                Contains("pgpe.max_speed is inf") && Contains("pgpe.momentum is 1") &&
                                                Contains("pgpe.sigma_rate is -1") && Contains("pgpe.max_change is 1") &&
                                                Contains("pgpe.ascent is 2, wanted clip_up or adam"));
  options.strategy = Strategy::cosyne;
  CHECK(check(options).size() == 17);
  CHECK_THROWS_WITH(require_valid(options), Contains("cosyne.range is 0") && Contains("cosyne.parents is 0") &&
                                                Contains("cosyne.offspring is 1") && Contains("cosyne.mutation is 2") &&
                                                Contains("cosyne.scale is -1"));
}

TEST_CASE("a saved state in which a strategy's memory is wrong is refused in words", "[evolve][strategy][checkpoint]") {
  for (const Options& options : strategies_on_weights(7, 3)) {
    CAPTURE(name_of(options));
    Population population(network_at(4, 2), options);
    population.tell(score_by(sphere, population));
    const State good = population.state();
    REQUIRE_NOTHROW(Population(good));
    for (const Memory& memory : good.memory) {
      CAPTURE(memory.name);
      State without = good;
      std::erase_if(without.memory, [&](const Memory& each) { return each.name == memory.name; });
      CHECK_THROWS_WITH(Population(without), Contains("'" + memory.name + "'"));
      if (memory.name.ends_with("costs")) continue;
      State longer = good, infinite = good;
      remembered(longer, memory.name).push_back(1);
      CHECK_THROWS_WITH(Population(longer), Contains("'" + memory.name + "'"));
      if (memory.numbers.empty()) continue;
      remembered(infinite, memory.name).back() = infinity;
      CHECK_THROWS_WITH(Population(infinite), Contains("'" + memory.name + "'"));
    }
    State other = good;
    other.networks[1] = architect::Perceptron({3, 2, 1});
    CHECK_THROWS_WITH(Population(other), Contains("network 1 has another topology than the start"));
    other = good;
    other.kept.clear();
    CHECK_THROWS_WITH(Population(other), Contains("the number of kept networks is 0"));
    other = good;
    other.networks.pop_back();
    CHECK_THROWS_AS(Population(other), Error);
  }
}

}  // namespace plexus::evolve
