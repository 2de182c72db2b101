#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/population.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/strategy/strategy.hpp>
#include <plexus/evolve/task/task.hpp>
#include <plexus/network/network_check.hpp>

namespace plexus::evolve {

TEST_CASE("the default options are valid, and so are NEAT's", "[evolve][options]") {
  CHECK(check(Options{}).empty());
  CHECK(check(neat_options()).empty());
  CHECK(check(neat_options_published()).empty());
  CHECK(check(neat_options_large()).empty());
}

TEST_CASE("NEAT's published distances belong to the size of the population", "[evolve][options]") {
  const SpeciesOptions small = neat_options_published().species, large = neat_options_large().species;
  CHECK(neat_options_published().population == 150);
  CHECK(neat_options_large().population == 1000);
  CHECK(small.structure == 1);
  CHECK(large.structure == 1);
  CHECK(small.weights == 0.4);
  CHECK(large.weights == 3);
  CHECK(small.threshold == 3);
  CHECK(large.threshold == 4);
  const auto share_of_connections = [](const Options& options) {
    return std::ranges::find(options.mutation.kinds, Mutation::add_connection, &MutationShare::mutation)->share;
  };
  CHECK(share_of_connections(neat_options_published()) == 0.05);
  CHECK(share_of_connections(neat_options_large()) == 0.3);
}

TEST_CASE("NEAT's usual options solve XOR in fewer evaluations than its published ones", "[evolve][options]") {
  const auto evaluations = [](Options options) {
    std::size_t sum = 0;
    options.evaluations = 30'000;
    for (options.seed = 5; options.seed < 10; ++options.seed) {
      const Result result = run(architect::Perceptron({2, 1}, {.output = Activation::logistic}),
                                task_named("xor").make().fitness, options);
      sum += result.history.back().evaluations;
    }
    return sum / 5;
  };
  CHECK(evaluations(neat_options()) < 4'755);  // what Stanley and Miikkulainen 2002 report
  CHECK(evaluations(neat_options()) < evaluations(neat_options_published()));
}

TEST_CASE("one error names every bad option with its value and range", "[evolve][options]") {
  Options options;
  options.population = 0;
  options.elitism = 4;
  options.crossover.share = 1.5;
  options.mutation.rate = std::nan("");
  options.mutation.kinds = {};
  options.mutation.weights.step = -1;
  options.selection.size = 0;
  options.species.survival = 0;
  options.target = std::nan("");
  CHECK(check(options).size() == 9);
  using Catch::Matchers::Contains;
  CHECK_THROWS_WITH(require_valid(options),
                    Contains("population is 0, wanted 1 to 100000000") && Contains("elitism is 4") &&
                        Contains("crossover.share is 1.5, wanted a number in [0, 1]") &&
                        Contains("mutation.rate is nan") && Contains("mutation.kinds") &&
                        Contains("mutation.weights.step is -1") && Contains("selection.size is 0") &&
                        Contains("species.survival is 0") && Contains("target is NaN"));
  CHECK_THROWS_AS(Population(architect::Perceptron({1, 1}), options), Error);
}

TEST_CASE("every number among the options has a range that is checked", "[evolve][options]") {
  const auto refuses = [](auto change) {
    Options options;
    change(options);
    return check(options).size() == 1;
  };
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(refuses([](Options& o) { o.generations = 0; }));
  CHECK(refuses([](Options& o) { o.spread = -1; }));
  CHECK(refuses([](Options& o) { o.crossover.between_species = 2; }));
  CHECK(refuses([](Options& o) { o.crossover.kinds = {{Crossover::uniform, -0.1}, {Crossover::average, 1}}; }));
  CHECK(refuses([](Options& o) { o.crossover.kinds = {}; }));
  CHECK(refuses([](Options& o) { o.crossover.kinds[0].crossover = static_cast<Crossover>(99); }));
  CHECK(refuses([](Options& o) { o.crossover.single_point = 1.5; }));
  CHECK(refuses([](Options& o) { o.crossover.two_points = {0.9, 0.4}; }));
  CHECK(refuses([](Options& o) { o.provenance = o.population; }));
  CHECK(refuses([=](Options& o) { o.mutation.self_weight = infinity; }));
  CHECK(refuses([](Options& o) { o.mutation.weights.even_step = Range{1, -1}; }));
  CHECK(refuses([=](Options& o) { o.mutation.biases.even_new = Range{0, infinity}; }));
  CHECK(refuses([](Options& o) { o.mutation.weights.sparsest = 1.1; }));
  CHECK(refuses([](Options& o) { o.mutation.biases.distribution = static_cast<Distribution>(2); }));
  CHECK(refuses([](Options& o) {
    o.mutation.independent = true;
    o.mutation.kinds = {{Mutation::add_node, 0.5}, {Mutation::modify_weight, 1.5}};
  }));
  CHECK(refuses([](Options& o) { o.mutation.amount = 0; }));
  CHECK(refuses([](Options& o) { o.mutation.amount = std::size_t{1} << 60U; }));
  CHECK(refuses([](Options& o) { o.selection.size = std::size_t{1} << 60U; }));
  CHECK(refuses([](Options& o) { o.threads = std::size_t{1} << 60U; }));
  CHECK(refuses([](Options& o) { o.population = std::size_t{1} << 60U; }));
  CHECK(refuses([](Options& o) { o.mutation.kinds[0].share = -1; }));
  CHECK(refuses([](Options& o) { o.mutation.activations = {}; }));
  CHECK(refuses([](Options& o) { o.mutation.weights.share = 1.1; }));
  CHECK(refuses([](Options& o) { o.mutation.weights.finest = 0; }));
  CHECK(refuses([](Options& o) { o.mutation.biases.replace = 2; }));
  CHECK(refuses([=](Options& o) { o.mutation.biases.spread = infinity; }));
  CHECK(refuses([](Options& o) { o.mutation.biases.limit = 0; }));
  CHECK(refuses([](Options& o) { o.selection.power = 0; }));
  CHECK(refuses([](Options& o) { o.selection.probability = 0; }));
  CHECK(refuses([](Options& o) { o.species.target = 0; }));
  CHECK(refuses([](Options& o) { o.species.threshold = 0; }));
  CHECK(refuses([](Options& o) { o.species.steering = 1; }));
  CHECK(refuses([](Options& o) { o.species.structure = -1; }));
  CHECK(refuses([](Options& o) { o.species.weights = -1; }));
  CHECK(refuses([](Options& o) { o.species.kind = static_cast<Speciation>(2); }));
  CHECK(refuses([](Options& o) { o.species.sharing = static_cast<Sharing>(2); }));
  CHECK(refuses([](Options& o) { o.phases.ceiling = static_cast<Ceiling>(3); }));
  CHECK(refuses([](Options& o) { o.phases.connections = 0; }));
  CHECK(refuses([](Options& o) { o.phases.simplification = 0; }));
  CHECK(refuses([](Options& o) { o.phases.simplifying = {}; }));
  CHECK(refuses([](Options& o) {
    o.mutation.independent = true;
    o.mutation.kinds = {{Mutation::add_node, 0.5}};
    o.phases.simplifying = {{Mutation::remove_node, 1.5}};
  }));
  CHECK(refuses([](Options& o) {
    o.strategy = Strategy::steady_state;
    o.steady_state.window = 0;
  }));
  CHECK(refuses([](Options& o) {
    o.strategy = Strategy::steady_state;
    o.steady_state.tournament = 0;
  }));
  CHECK(refuses([](Options& o) {
    o.strategy = Strategy::steady_state;
    o.steady_state.replacement = static_cast<Replacement>(3);
  }));
}

TEST_CASE("the options of a strategy have to be in their ranges also when another is chosen", "[evolve][options]") {
  const auto refuses = [](auto change, std::string_view name) {
    for (const StrategyRow& row : strategy_rows()) {
      Options options;
      options.strategy = row.strategy;
      change(options);
      const auto found = check(options);
      if (found.size() != 1 || !found[0].starts_with(name)) return false;
    }
    return true;
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(refuses([](Options& o) { o.pgpe.sigma = -3; }, "pgpe.sigma is -3"));
  CHECK(refuses([](Options& o) { o.novelty.neighbours = 0; }, "novelty.neighbours is 0"));
  CHECK(refuses([](Options& o) { o.novelty.floor = -1; }, "novelty.floor is -1"));
  CHECK(refuses([=](Options& o) { o.cosyne.range = nan; }, "cosyne.range is nan"));
  CHECK(refuses([](Options& o) { o.cma_es.sigma = 0; }, "cma_es.sigma is 0"));
  CHECK(refuses([](Options& o) { o.steady_state.window = 0; }, "steady_state.window is 0"));
}

TEST_CASE("rules about several options hold for the strategies that read them", "[evolve][options]") {
  for (const StrategyRow& row : strategy_rows()) {
    CAPTURE(row.name);
    const bool is_neat =
        row.strategy == Strategy::neat || row.strategy == Strategy::novelty || row.strategy == Strategy::steady_state;
    Options options;
    options.strategy = row.strategy;
    options.population = 5;
    options.elitism = 6;
    CHECK(check(options).size() == (is_neat ? 1 : 0));
    options.elitism = 2;
    options.provenance = 4;
    CHECK(check(options).size() == (is_neat ? 1 : 0));
  }
  Options many;
  many.population = 300'000;
  CHECK(check(many).empty());
  many.strategy = Strategy::cma_es;
  REQUIRE(check(many).size() == 1);
  CHECK(check(many)[0] ==
        "cma_es.doublings is 9, wanted so few that a population of 300000 is at most 100000000 after them");
  many.cma_es.doublings = 8;
  CHECK(check(many).empty());
  many.cma_es = {.restart = Restart::same, .doublings = 20};
  CHECK(check(many).empty());
}

TEST_CASE("numbers so large that sums or squares of them are none are refused", "[evolve][options]") {
  const auto refuses = [](auto change) {
    Options options;
    change(options);
    const auto found = check(options);
    return !found.empty() && found[0].ends_with("wanted a number of at most 1e100");
  };
  CHECK(refuses([](Options& o) { o.spread = 1e308; }));
  CHECK(refuses([](Options& o) { o.mutation.weights.spread = 1e308; }));
  CHECK(refuses([](Options& o) { o.mutation.biases.step = 1e308; }));
  CHECK(refuses([](Options& o) {
    o.mutation.kinds = {{Mutation::add_node, 1e308}, {Mutation::add_gate, 1e308}, {Mutation::modify_bias, 1}};
  }));
  CHECK(refuses([](Options& o) { o.crossover.kinds = {{Crossover::uniform, 1e308}, {Crossover::average, 1e308}}; }));
  CHECK(refuses([](Options& o) { o.pgpe.rate = 1e308; }));
  CHECK(refuses([](Options& o) { o.pgpe.max_speed = 1e308; }));
  CHECK(refuses([](Options& o) { o.pgpe.sigma_rate = 1e308; }));
  CHECK(refuses([](Options& o) { o.cma_es.sigma = 1e308; }));
  CHECK(refuses([](Options& o) { o.cosyne.range = 1e308; }));
  CHECK(refuses([](Options& o) { o.novelty.threshold = 1e308; }));
  CHECK(refuses([](Options& o) { o.species.structure = 1e308; }));
}

TEST_CASE("with the largest numbers that options may be, every strategy goes on with sound networks",
          "[evolve][options]") {
  for (const StrategyRow& row : strategy_rows()) {
    CAPTURE(row.name);
    Options options;
    options.strategy = row.strategy;
    options.population = 8;
    options.spread = options.cosyne.range = options.cosyne.scale = 1e100;
    for (StepOptions* steps : {&options.mutation.weights, &options.mutation.biases}) {
      steps->step = steps->spread = steps->limit = 1e100;
      steps->distribution = Distribution::uniform;
    }
    options.mutation.kinds = {{Mutation::modify_weight, 1e100}, {Mutation::modify_bias, 1e100}};
    options.pgpe = {.sigma = 1e100, .rate = 1e100, .max_speed = 1e100, .sigma_rate = 1e100, .ranking = false};
    options.cma_es.sigma = 1e100;
    options.species.structure = options.species.weights = 1e100;
    for (const Ascent ascent : {Ascent::clip_up, Ascent::adam}) {
      options.pgpe.ascent = ascent;
      REQUIRE(check(options).empty());
      Population population(architect::Perceptron({2, 1}), options);
      for (int generation = 0; generation < 20; ++generation) {
        std::vector<Evaluation> evaluations;
        for (const Network& each : population.ask()) {
          CHECK(in_words(check(each)).empty());
          evaluations.push_back({.score = each.parameters()[0] * 1e200, .behaviour = {each.parameters()[1]}});
        }
        population.tell(evaluations);
      }
      CHECK_NOTHROW(population_from_bytes(to_bytes(population)));
    }
  }
}

}  // namespace plexus::evolve
