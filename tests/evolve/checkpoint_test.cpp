#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/neataptic.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/state.hpp>
#include <plexus/network/network_check.hpp>

#include "support/count_allocations.hpp"

namespace plexus::evolve {
namespace {

Options options_for_all() {
  Options options{.population = 30, .generations = 14, .target = 1e9, .seed = 21, .threads = 2};
  options.mutation.kinds = recurrent_mutations();
  options.crossover.share = 0.6;
  return options;
}

double gamble(Agent& agent, Random& random) {
  return agent.activate({random.uniform(), random.normal()})[0] + random.normal();
}

Population after(std::size_t generations) {
  Population population(architect::Perceptron({2, 1}), options_for_all());
  const Fitness fitness(gamble, {.confirm = 5});
  run(population, fitness,
      [=](const Generation& generation) { return generation.population.generation() < generations; });
  return population;
}

std::filesystem::path file(const std::string& name) {
  return std::filesystem::path(PLEXUS_TEST_DATA) / "checkpoint" / name;
}

}  // namespace

TEST_CASE("a run that goes on from a file has the bits of one that never stopped, in every format",
          "[evolve][checkpoint]") {
  const Fitness fitness(gamble, {.confirm = 5});
  Population whole(architect::Perceptron({2, 1}), options_for_all());
  const Result wanted = run(whole, fitness);
  for (const char* name : {"plexus_population.bin", "plexus_population.json", "plexus_population.xml"}) {
    CAPTURE(name);
    const auto path = std::filesystem::temp_directory_path() / name;
    save(after(6), path);
    Population population = load_population(path);
    std::filesystem::remove(path);
    CHECK(population.generation() == 6);
    CHECK(population.options() == options_for_all());
    const Result resumed = run(population, fitness);
    CHECK(resumed.best == wanted.best);
    CHECK(resumed.score == wanted.score);
    CHECK(resumed.generations == wanted.generations);
    // All of the state, the history too.
    CHECK(to_bytes(population) == to_bytes(whole));
  }
}

TEST_CASE("a population that was saved before crossovers had a table has the options that it had then",
          "[evolve][checkpoint]") {
  Options then;
  then.population = 6;
  then.generations = 5;
  then.seed = 21;
  then.threads = 1;
  then.crossover.share = 0.6;
  then.species.target = 2;
  then.mutation.kinds = recurrent_mutations();
  for (const std::size_t generation : {2U, 3U})
    for (const char* ending : {".json", ".bin"}) {
      CAPTURE(generation, ending);
      Population population = load_population(file("version_1_generation_" + std::to_string(generation) + ending));
      CHECK(population.options() == then);
      CHECK(population.generation() == generation);
      CHECK(population.history().size() == generation);
      CHECK(to_bytes(population_from_bytes(to_bytes(population))) == to_bytes(population));
      population.tell(std::vector<double>{6, 5, 4, 3, 2, 1});
      CHECK(population.generation() == generation + 1);
    }
  std::ifstream stream(file("version_1_generation_2.json"));
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  const std::string average = "\"average\": 0.0";
  const auto at = text.find(average);
  REQUIRE(at != std::string::npos);
  const Population averaging = population_from_bytes(text.replace(at, average.size(), "\"average\": 0.25"));
  CHECK(averaging.options().crossover.kinds ==
        std::vector<CrossoverShare>{{Crossover::average, 0.25}, {Crossover::uniform, 0.75}});
}

TEST_CASE("a population that was saved before networks were saved in columns goes on with the same bits",
          "[evolve][checkpoint]") {
  const auto folder = std::filesystem::path(PLEXUS_TEST_DATA) / "checkpoint";
  const Population from_binary = load_population(folder / "version_2_generation_2.bin");
  const Population from_json = load_population(folder / "version_2_generation_2.json");
  CHECK(from_binary.generation() == 2);
  CHECK(from_binary.ask().size() == 8);
  CHECK(to_bytes(from_binary) == to_bytes(from_json));
}

TEST_CASE("a population that was saved before mutations could be independent has the options that it had then",
          "[evolve][checkpoint]") {
  Options then;
  then.population = 4;
  then.generations = 7;
  then.target = 2.5;
  then.seed = 5;
  then.provenance = 1;
  then.crossover.kinds = {{Crossover::average, 0.25}, {Crossover::two_point, 1}};
  then.mutation.kinds = recurrent_mutations();
  then.mutation.weights.even_new = Range{-0.5, 0.25};
  then.mutation.self_weight = 0.5;
  then.mutation.change_fixed = true;
  then.selection.size = 2;
  for (const char* ending : {".json", ".bin"}) {
    CAPTURE(ending);
    const Population population = load_population(file(std::string("version_2_generation_1") + ending));
    CHECK(population.options() == then);
    CHECK(population.champion().score == 2);
    CHECK(population.state().starts.size() == 2);
  }
}

TEST_CASE("NEAT's options are saved too", "[evolve][checkpoint]") {
  Options options = neat_options();
  options.population = 5;
  options.mutation.weights.sparsest = 0.25;
  const Population population(architect::Perceptron({2, 1}), options);
  for (const Format format : {Format::binary, Format::json, Format::xml})
    CHECK(population_from_bytes(to_bytes(population, format)).options() == options);
}

TEST_CASE("the policies of NEAT are saved too", "[evolve][checkpoint]") {
  Options options = options_for_all();
  options.species.kind = Speciation::k_medoids;
  options.species.small_genomes = 7;
  options.species.sharing = Sharing::fitness;
  options.phases = {Ceiling::absolute, 12.5, 3, {{Mutation::remove_node, 2}}};
  options.strategy = Strategy::steady_state;
  options.steady_state = {.window = 9, .replacement = Replacement::worst_species, .tournament = 5};
  const Population population(architect::Perceptron({2, 1}), options);
  for (const Format format : {Format::binary, Format::json, Format::xml})
    CHECK(population_from_bytes(to_bytes(population, format)).options() == options);
}

TEST_CASE("Neataptic's options and the starts are saved too", "[evolve][checkpoint]") {
  Options options = neataptic_options();
  options.population = 5;
  options.provenance = 2;
  options.crossover.two_points = {0.2, 0.3};
  const std::vector<Network> starts{architect::Perceptron({2, 1}, {.seed = 1}),
                                    architect::Perceptron({2, 1}, {.seed = 2})};
  Population population(starts, options);
  for (const Format format : {Format::binary, Format::json, Format::xml}) {
    Population loaded = population_from_bytes(to_bytes(population, format));
    CHECK(loaded.options() == options);
    CHECK(loaded.state().starts == starts);
  }
  State state = population.state();
  state.starts.clear();
  CHECK_THROWS_WITH(Population(state), Catch::Matchers::Contains("the number of starts is 0"));
}

TEST_CASE("a state whose networks are all broken is refused in a few words", "[evolve][checkpoint]") {
  Options options = options_for_all();
  options.population = 5000;
  State state = Population(architect::Perceptron({2, 1}), options).state();
  for (Network& network : state.networks) network.bias(2) = std::numeric_limits<double>::quiet_NaN();
  std::string words;
  try {
    const Population population(state);
  } catch (const Error& error) {
    words = error.what();
  }
  CHECK_THAT(words, Catch::Matchers::StartsWith("the state of a run: network 0: parameter 0 is nan; network 1: ") &&
                        Catch::Matchers::EndsWith("; network 4: parameter 0 is nan; and 4995 more"));
}

TEST_CASE("each topology of a state is checked once, the parameters of each network", "[evolve][checkpoint]") {
  Options options = options_for_all();
  options.population = 200;
  const Network start = architect::Perceptron({20, 20, 1});
  State state;
  state.options = options;
  state.networks.assign(200, start);
  state.threshold = 1;
  const std::size_t once = testing::count_bytes([&] { CHECK(check(start).empty()); });
  REQUIRE(once > 1000);
  CHECK(testing::count_bytes([&] { require_valid(state); }) < 2 * once + 200 * 10);
  State broken = state;
  broken.networks[150].weight(7) = std::numeric_limits<double>::infinity();
  CHECK_THROWS_WITH(require_valid(broken), Catch::Matchers::Contains("network 150: parameter 28 is inf"));
}

TEST_CASE("a fresh population and one of hopeless scores can be saved", "[evolve][checkpoint]") {
  Population population(architect::Perceptron({2, 1}), options_for_all());
  CHECK(to_bytes(population_from_bytes(to_bytes(population))) == to_bytes(population));
  population.tell(std::vector<double>(30, std::numeric_limits<double>::quiet_NaN()));
  population.tell(std::vector<double>(30, -std::numeric_limits<double>::infinity()));
  for (const Format format : {Format::binary, Format::json, Format::xml})
    CHECK(to_bytes(population_from_bytes(to_bytes(population, format))) == to_bytes(population));
}

TEST_CASE("networks that share a topology share it again after loading", "[evolve][checkpoint]") {
  const Population population =
      population_from_bytes(to_bytes(Population(architect::Perceptron({2, 1}), options_for_all())));
  for (const Network& network : population.ask())
    CHECK(network.shared_topology() == population.ask().front().shared_topology());

  const Population wanted = after(5);
  for (const Format format : {Format::binary, Format::json, Format::xml}) {
    const Population got = population_from_bytes(to_bytes(wanted, format));
    const auto all = [](const Population& of) {
      std::vector<const Topology*> topologies;
      for (const Network& each : of.ask()) topologies.push_back(&each.topology());
      for (const Species& each : of.species()) topologies.push_back(&each.representative.topology());
      topologies.push_back(&of.champion().network.topology());
      return topologies;
    };
    const auto before = all(wanted), now = all(got);
    REQUIRE(now.size() == before.size());
    for (std::size_t i = 0; i < now.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (before[i] == before[j]) CHECK(now[i] == now[j]);
  }
}

TEST_CASE("a damaged or foreign population is one clear error", "[evolve][checkpoint]") {
  const std::string bytes = to_bytes(after(2), Format::binary);
  for (std::size_t length = 0; length < bytes.size(); length += 1 + bytes.size() / 200)
    CHECK_THROWS_AS(population_from_bytes(bytes.substr(0, length)), Error);
  CHECK_THROWS_AS(load_population("/nowhere/at/all.json"), Error);

  std::string text = to_bytes(after(2), Format::json);
  const auto replaced = [&](const std::string& what, const std::string& with) {
    std::string changed = text;
    const auto at = changed.find(what);
    REQUIRE(at != std::string::npos);
    return changed.replace(at, what.size(), with);
  };
  CHECK_THROWS_WITH(population_from_bytes(replaced("\"population\": 30", "\"population\": 31")),
                    Catch::Matchers::Contains("31"));
  CHECK_THROWS_WITH(population_from_bytes(replaced("\"elitism\": 1", "\"elitism\": 99")),
                    Catch::Matchers::Contains("elitism is 99"));
  CHECK_THROWS_WITH(population_from_bytes(replaced("\"goal\": \"maximise\"", "\"goal\": \"both\"")),
                    Catch::Matchers::Contains("maximise, minimise"));
}

}  // namespace plexus::evolve
