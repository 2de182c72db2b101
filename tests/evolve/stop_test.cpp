#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <limits>
#include <thread>
#include <utility>
#include <vector>

#include <evolve/small_population.hpp>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/run.hpp>

namespace plexus::evolve {
namespace {

const Network start = architect::Perceptron({2, 1});

// The best networks of a generation are as good as the last entry that has been reached.
Fitness as_listed(std::vector<double> best, Goal goal = Goal::maximise) {
  return Fitness(goal, [best = std::move(best), goal](const Network&, const Trial& trial) {
    const double score = best[std::min<std::size_t>(trial.generation, best.size() - 1)];
    const double worse = trial.individual == 0 ? 1 : 0;  // who may be the champion, which keeps its score
    return goal == Goal::maximise ? score - worse : score + worse;
  });
}

Result run_with(Options options, const Fitness& fitness = as_listed({1})) {
  options.generations = 30;
  return run(start, fitness, options);
}

}  // namespace

TEST_CASE("a run ends after the generation that makes so many evaluations", "[evolve][stop]") {
  for (const auto& [evaluations, generations] : {std::pair{1, 1}, {10, 1}, {11, 2}, {95, 10}, {300, 30}, {301, 30}}) {
    Options options = small(10);
    options.evaluations = static_cast<std::size_t>(evaluations);
    const Result result = run_with(options);
    CAPTURE(evaluations);
    CHECK(result.generations == static_cast<std::size_t>(generations));
    CHECK(result.stopped == (generations < 30 ? Stopped::evaluations : Stopped::generations));
  }
}

TEST_CASE("a run ends after so many generations without a better champion", "[evolve][stop]") {
  for (const Goal goal : {Goal::maximise, Goal::minimise}) {
    const double sign = goal == Goal::maximise ? 1 : -1;
    // Better in the generations 0, 3 and 4, equal in 5, worse from 6 on.
    const Fitness fitness = as_listed({sign, sign, sign, 2 * sign, 3 * sign, 3 * sign, 0}, goal);
    for (const auto& [patience, generations] : {std::pair{1, 2}, {2, 3}, {3, 8}, {4, 9}, {25, 30}}) {
      Options options = small(5);
      options.patience = static_cast<std::size_t>(patience);
      const Result result = run_with(options, fitness);
      CAPTURE(patience, static_cast<int>(goal));
      CHECK(result.generations == static_cast<std::size_t>(generations));
      CHECK(result.stopped == (generations < 30 ? Stopped::patience : Stopped::generations));
      CHECK(result.score == (generations < 5 ? sign : 3 * sign));
    }
  }
}

TEST_CASE("a run ends after the generation in which its time is up", "[evolve][stop]") {
  using namespace std::chrono_literals;
  const Fitness slow(Goal::maximise, [](const Network&, const Trial& trial) {
    if (trial.individual == 0) std::this_thread::sleep_for(20ms);
    return 1.0;
  });
  Options options = small(4);
  options.seconds = 0.05;
  const Result result = run_with(options, slow);
  CHECK(result.stopped == Stopped::seconds);
  CHECK(result.generations >= 1);
  CHECK(result.generations <= 3);
  options.seconds = 1e-9;
  CHECK(run_with(options, slow).generations == 1);
}

TEST_CASE("of several reasons to end, a run tells that it solved the problem first, then the target",
          "[evolve][stop]") {
  const auto with_criterion = [](bool solved) {
    return as_listed({1}).solved_when([solved](const Network&, const Evaluation&) { return solved; });
  };
  Options options = small(5);
  options.evaluations = 5;
  CHECK(run_with(options, with_criterion(false)).stopped == Stopped::evaluations);
  options.target = 0.5;
  CHECK(run_with(options, with_criterion(false)).stopped == Stopped::target);
  CHECK(run_with(options, with_criterion(true)).stopped == Stopped::solved);
  CHECK(is_success(Stopped::solved));
  CHECK(is_success(Stopped::target));
  CHECK_FALSE(is_success(Stopped::evaluations));
}

TEST_CASE("a report tells why a run ends with this generation, and how long it may last at most", "[evolve][stop]") {
  Options options = small(10);
  options.evaluations = 35;
  options.seconds = 1000;
  std::vector<bool> ends;
  run(start, as_listed({1}), options, [&](const Generation& generation) {
    ends.push_back(generation.stopped.has_value());
    CHECK(generation.seconds_left <= 1000);
    const double rate = generation.evaluations_per_second;
    if (!generation.stopped)
      CHECK(generation.seconds_left <= static_cast<double>(35 - generation.record.evaluations) / rate);
    if (generation.stopped) CHECK(generation.seconds_left == 0);
    return true;
  });
  CHECK(ends == std::vector<bool>{false, false, false, true});
}

TEST_CASE("evaluations and patience count what was before a run went on", "[evolve][stop]") {
  Options options = small(10);
  options.generations = 3;
  Population population(start, options);
  run(population, as_listed({1}));
  State state = population.state();
  state.options.generations = 30;
  state.options.evaluations = 50;
  Population by_evaluations(state);
  CHECK(run(by_evaluations, as_listed({1})).generations == 5);
  state.options.evaluations = 0;
  state.options.patience = 6;
  Population by_patience(state);
  CHECK(run(by_patience, as_listed({1})).generations == 7);
  state.options.patience = 2;
  Population at_once(state);
  CHECK(run(at_once, as_listed({1})).generations == 3);
}

TEST_CASE("the rules by which a run ends are saved with it", "[evolve][stop][checkpoint]") {
  Options options = small(5);
  options.evaluations = 12345678901;
  options.seconds = 0.1;
  options.patience = 7;
  const Population population(start, options);
  for (const Format format : {Format::binary, Format::json, Format::xml})
    CHECK(population_from_bytes(to_bytes(population, format)).options() == options);
}

TEST_CASE("a time that is none is refused", "[evolve][stop][options]") {
  for (const double seconds :
       {-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    Options options;
    options.seconds = seconds;
    REQUIRE(check(options).size() == 1);
    CHECK_THAT(check(options)[0], Catch::Matchers::StartsWith("seconds is "));
  }
}

}  // namespace plexus::evolve
