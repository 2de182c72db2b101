#include <catch2/catch.hpp>

#include <atomic>
#include <string>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/strategy/strategy.hpp>

#include "evolve/small_population.hpp"

// What counts as an evaluation: each call of the fitness, those that confirm a champion, too.

namespace plexus::evolve {
namespace {

const Network start = architect::Perceptron({1, 1});

Options options_of(const StrategyRow& row) {
  Options options = small(12, 3);
  options.strategy = row.strategy;
  options.generations = 9;
  options.threads = 2;
  options.steady_state.window = 6;
  return options;
}

}  // namespace

TEST_CASE("a run counts every call of its fitness, whatever the strategy", "[evolve][run][evaluations]") {
  for (const StrategyRow& row : strategy_rows())
    for (const Goal goal : {Goal::maximise, Goal::minimise}) {
      CAPTURE(row.name, static_cast<int>(goal));
      std::vector<std::atomic<std::size_t>> scored(100);  // in each generation
      std::atomic<std::size_t> confirmed = 0;
      const auto luck = [](const Network& network, const Trial& trial, std::uint64_t which) {
        return some_score(network) + Random(trial.seed, trial.generation, trial.individual, which).normal();
      };
      const auto evaluate = [&](const Network& network, const Trial& trial) {
        ++scored.at(trial.generation);
        return luck(network, trial, 1);
      };
      const auto confirm = [&](const Network& network, const Trial& trial) {
        ++confirmed;
        return luck(network, trial, 2);
      };
      // Novelty wants a behaviour, with which a fitness has no confirmation.
      const bool has_behaviour = row.strategy == Strategy::novelty;
      const Fitness fitness = has_behaviour
                                  ? Fitness(goal, Fitness::Scores([&](const Network& network, const Trial& trial) {
                                              return std::vector<double>{evaluate(network, trial)};
                                            }))
                                  : Fitness(goal, evaluate, confirm);
      const Result result = run(start, fitness, options_of(row), [&](const Generation& generation) {
        std::size_t calls = confirmed;  // of the generations that were told; a steady state is some networks ahead
        for (std::size_t i = 0; i <= generation.record.generation; ++i) calls += scored[i];
        CHECK(generation.record.evaluations == calls);
        return true;
      });
      CHECK(result.generations == 9);
      CHECK((confirmed > 2) == !has_behaviour);
    }
}

TEST_CASE("as many episodes as an evaluation has count as one, also when they confirm a champion",
          "[evolve][run][evaluations]") {
  for (const std::size_t episodes : {1U, 2U, 4U}) {
    CAPTURE(episodes);
    std::atomic<std::size_t> played = 0;
    const Fitness fitness(
        [&](Agent&, Random& random) {
          ++played;
          return random.normal();
        },
        {.episodes = episodes, .confirm = 100, .shared = false});
    Options options = small(12, 5);
    options.generations = 8;
    const Result result = run(start, fitness, options);
    CHECK(played > 12 * 8 * episodes + 100);
    CHECK(result.history.back().evaluations * episodes == played);
  }
  // 4 episodes, of which an evaluation has 3, are two evaluations: the second was begun.
  ThreadEvaluator evaluator(Fitness([](Agent&, Random&) { return 1.0; }, {.episodes = 3, .confirm = 4}), 1);
  CHECK(evaluator.confirm(start, {1, 0, 0}, {}) == Confirmation{1, 2});
}

TEST_CASE("the limit of evaluations counts those that confirm, and a run that goes on counts on",
          "[evolve][stop][evaluations]") {
  const Fitness fitness([](Agent&, Random& random) { return random.normal(); },
                        {.episodes = 1, .confirm = 100, .shared = false});
  Options options = small(10, 2);
  options.evaluations = 110;  // the networks of 11 generations, or of one and a champion that was confirmed
  Population population(start, options);
  const Result result = run(population, fitness);
  CHECK(result.stopped == Stopped::evaluations);
  CHECK(result.generations == 1);
  const std::size_t made = result.history.back().evaluations;
  CHECK(made >= 110);

  State state = population_from_bytes(to_bytes(population)).state();
  state.options.evaluations = made + 1;
  Population resumed(state);
  run(resumed, fitness, [&](const Generation& generation) {
    CHECK(generation.evaluations_per_second * generation.seconds ==
          Approx(static_cast<double>(generation.record.evaluations - made)));
    return true;
  });
  CHECK(resumed.generation() == 2);
  CHECK(resumed.history().back().evaluations >= made + 10);
}

TEST_CASE("who asks and tells may say how many evaluations a score took", "[evolve][population][evaluations]") {
  Population population(start, small(3));
  population.tell(std::vector<Evaluation>{{.score = 1}, {.score = 2, .evaluations = 8}, {.score = 0}});
  CHECK(population.history().back().evaluations == 10);
  population.tell(std::vector<double>{1, 2, 3});
  CHECK(population.history().back().evaluations == 13);
}

}  // namespace plexus::evolve
