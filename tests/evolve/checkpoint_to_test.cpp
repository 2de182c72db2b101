#include <catch2/catch.hpp>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <evolve/small_population.hpp>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/report.hpp>

namespace plexus::evolve {
namespace {

const Network start = architect::Perceptron({2, 1});

double gamble(Agent& agent, Random& random) {
  return agent.activate({random.uniform(), random.normal()})[0] + random.normal();
}

// A name of its own that is gone afterwards.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& name) : path_(std::filesystem::temp_directory_path() / name) {
    std::filesystem::remove(path_);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("a run that dies goes on from its last checkpoint with the bits of one that never did, on other threads",
          "[evolve][checkpoint]") {
  const Fitness fitness(gamble, {.confirm = 5});
  Options options = small(20, 3);
  options.generations = 14;
  options.threads = 1;
  Population whole(start, options);
  const Result wanted = run(whole, fitness);
  for (const std::size_t every : {1U, 3U, 5U}) {
    CAPTURE(every);
    const TemporaryFile file("plexus_checkpoint_to.bin");
    struct Killed {};
    Population dying(start, options);
    const auto die = [](const Generation& generation) -> bool {
      if (generation.population.generation() == 8) throw Killed();
      return true;
    };
    // It dies before the checkpoint of generation 8 is written.
    CHECK_THROWS_AS(run(dying, fitness, all_of({die, checkpoint_to(file.path(), {every})})), Killed);
    State state = load_population(file.path()).state();
    CHECK(state.generation == 7 / every * every);
    state.options.threads = 3;
    Population resumed(std::move(state));
    const Result result = run(resumed, fitness);
    CHECK(result.best == wanted.best);
    CHECK(result.score == wanted.score);
    State same = resumed.state();
    same.options.threads = 1;
    CHECK(to_bytes(Population(same)) == to_bytes(whole));
  }
}

TEST_CASE("a checkpoint is written with every so many generations, and when a run ends", "[evolve][checkpoint]") {
  const TemporaryFile file("plexus_checkpoint_every.bin");
  Options options = small(5);
  options.generations = 7;
  std::vector<std::size_t> saved;
  const auto look = [&](const Generation&) {
    saved.push_back(std::filesystem::exists(file.path()) ? load_population(file.path()).generation() : 0);
    return true;
  };
  run(start, Fitness(gamble), options, all_of({checkpoint_to(file.path(), {3}), look}));
  CHECK(saved == std::vector<std::size_t>{0, 0, 3, 3, 3, 6, 7});

  std::filesystem::remove(file.path());
  run(start, Fitness(gamble), options, checkpoint_to(file.path()));
  CHECK(load_population(file.path()).generation() == 7);
}

TEST_CASE("a checkpoint is written with every so many minutes", "[evolve][checkpoint]") {
  using namespace std::chrono_literals;
  const TemporaryFile file("plexus_checkpoint_minutes.bin");
  Options options = small(4);
  options.generations = 10;
  std::size_t times = 0;
  const auto look = [&](const Generation& generation) {
    if (generation.stopped || !std::filesystem::exists(file.path())) return true;
    const std::size_t found = load_population(file.path()).generation();
    times += found == generation.population.generation() ? 1 : 0;
    return true;
  };
  const Fitness slow(Goal::maximise, [](const Network& network, const Trial& trial) {
    if (trial.individual == 0) std::this_thread::sleep_for(20ms);
    return some_score(network);
  });
  const double half = 0.05 / 60;  // at least three generations of 20 ms
  run(start, slow, options, all_of({checkpoint_to(file.path(), {0, half}), look}));
  CHECK(times >= 1);
  CHECK(times <= 4);
  CHECK_THROWS_WITH(checkpoint_to(file.path(), {0, std::nan("")}), Catch::Matchers::Contains("every nan minutes"));
  CHECK_THROWS_WITH(checkpoint_to(file.path(), {0, -1}), Catch::Matchers::Contains("every -1 minutes"));
}

TEST_CASE("a checkpoint that cannot be written ends the run with an error", "[evolve][checkpoint]") {
  Options options = small(4);
  options.generations = 3;
  CHECK_THROWS_AS(run(start, Fitness(gamble), options, checkpoint_to("/nowhere/at/all.bin", {1})), Error);
}

TEST_CASE("the note of a state is saved with it, and kept while the run goes on", "[evolve][checkpoint]") {
  State state = Population(start, small(5)).state();
  state.note = "{\"what\": \"\xFF\n\"}";
  Population population(state);
  population.tell(std::vector<double>(5, 1));
  for (const Format format : {Format::binary, Format::json, Format::xml})
    CHECK(population_from_bytes(to_bytes(population, format)).state().note == state.note);
}

}  // namespace plexus::evolve
