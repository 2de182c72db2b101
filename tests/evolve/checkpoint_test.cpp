#include <catch2/catch.hpp>

#include <filesystem>
#include <limits>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/run.hpp>

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
