#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/population.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/task/task.hpp>

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

}  // namespace plexus::evolve
