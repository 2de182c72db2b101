#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/run.hpp>

#include "evolve/small_population.hpp"

namespace plexus::evolve {
namespace {

Options steady(std::size_t threads, std::size_t window = 8) {
  Options options = small(20, 11);
  options.strategy = Strategy::steady_state;
  options.steady_state.window = window;
  options.generations = 25;
  options.threads = threads;
  return options;
}

// Some score; sometimes it takes long, whenever the machine and the threads please.
double score_with_delays(const Network& network, const Trial& trial) {
  const auto now = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  Random random(now, trial.generation, trial.individual);
  if (random.chance(0.05)) std::this_thread::sleep_for(std::chrono::microseconds(random.below(3000)));
  for (auto spins = random.below(20000); spins > 0; --spins) std::atomic_signal_fence(std::memory_order_seq_cst);
  return some_score(network);
}

// All of a population but the number of threads.
std::string bits(const Population& population) {
  State state = population.state();
  state.options.threads = 0;
  return to_bytes(Population(state));
}

}  // namespace

TEST_CASE("a steady run has the bits of ask and tell on any number of threads, however long evaluations take",
          "[evolve][run][steady_state]") {
  Population told(architect::Perceptron({2, 1}), steady(1));
  for (std::size_t window = 0; window < 25; ++window) told.tell(score_all(told));
  for (const std::size_t threads : {1U, 2U, 4U, 9U})
    for (int repetition = 0; repetition < 3; ++repetition) {
      CAPTURE(threads, repetition);
      Population population(architect::Perceptron({2, 1}), steady(threads));
      const Result result = run(population, Fitness(Goal::maximise, score_with_delays));
      CHECK(bits(population) == bits(told));
      CHECK(result.best == told.champion().network);
      CHECK(result.generations == 25);
    }
}

TEST_CASE("a steady run that goes on from a file has the bits of one that never stopped",
          "[evolve][run][steady_state]") {
  const Fitness fitness(Goal::maximise, score_with_delays);
  Population whole(architect::Perceptron({2, 1}), steady(3));
  run(whole, fitness);
  Population part(architect::Perceptron({2, 1}), steady(2));
  const Result stopped =
      run(part, fitness, [](const Generation& generation) { return generation.population.generation() < 7; });
  CHECK(stopped.stopped == Stopped::callback);
  CHECK(stopped.generations == 7);
  part = population_from_bytes(to_bytes(part));
  run(part, fitness);
  CHECK(bits(part) == bits(whole));
}

TEST_CASE("a steady run scores the next networks while one of those before still takes its time",
          "[evolve][run][steady_state]") {
  std::atomic<bool> next_has_begun = false, waited_in_vain = false;
  const Fitness fitness(Goal::maximise, [&](const Network& network, const Trial& trial) {
    if (trial.generation == 4) next_has_begun = true;
    // The last of a window ends only when one of the next window, which it does not precede by a window, has begun.
    if (trial.generation == 3 && trial.individual == 7) {
      for (int i = 0; i < 10000 && !next_has_begun; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      waited_in_vain = !next_has_begun;
    }
    return some_score(network);
  });
  run(architect::Perceptron({2, 1}), fitness, steady(2));
  CHECK(next_has_begun);
  CHECK_FALSE(waited_in_vain);
}

TEST_CASE("a steady run confirms its champions, with the same bits on any number of threads",
          "[evolve][run][steady_state]") {
  const Fitness luck([](Agent&, Random& random) { return random.normal(); },
                     {.episodes = 1, .confirm = 200, .shared = false});
  Options options = steady(1);
  options.target = 1.0;
  const auto found = [&](std::size_t threads) {
    options.threads = threads;
    Population population(architect::Perceptron({1, 1}), options);
    CHECK(run(population, luck).stopped == Stopped::generations);
    return population;
  };
  const Population one = found(1), three = found(3);
  CHECK(bits(one) == bits(three));
  CHECK(one.champion().score < 0.5);
}

TEST_CASE("a steady run puts the criterion to the best of each window, and ends at once when it is met",
          "[evolve][run][steady_state]") {
  std::size_t asked = 0;
  const auto fitness =
      Fitness(Goal::maximise, score_with_delays).solved_when([&](const Network& network, const Evaluation& evaluation) {
        CHECK(evaluation.score == some_score(network));
        return ++asked == 3;
      });
  const Result result = run(architect::Perceptron({2, 1}), fitness, steady(4));
  CHECK(result.generations == 3);
  CHECK(result.stopped == Stopped::solved);
  CHECK(result.history.back().evaluations == 24);
}

TEST_CASE("a steady run that fails names the network, and its population goes on as if nothing had been",
          "[evolve][run][steady_state]") {
  const Fitness good(Goal::maximise, score_with_delays);
  for (const std::size_t threads : {1U, 3U}) {
    const Fitness flawed(Goal::maximise, [&](const Network& network, const Trial& trial) {
      if (trial.generation >= 6 && trial.individual >= 5) throw std::runtime_error("disk full");
      return good.score(network, trial);
    });
    Population population(architect::Perceptron({2, 1}), steady(threads));
    CHECK_THROWS_WITH(run(population, flawed), Catch::Matchers::Contains("generation 6") &&
                                                   Catch::Matchers::Contains("individual 5") &&
                                                   Catch::Matchers::Contains("disk full"));
    CHECK(population.generation() == 6);
    run(population, good);
    Population whole(architect::Perceptron({2, 1}), steady(2));
    run(whole, good);
    CHECK(bits(population) == bits(whole));
  }
}

TEST_CASE("a steady run inherits what was learned, as ask and tell do", "[evolve][run][steady_state]") {
  const auto learn = [](const Network& network, const Trial&) {
    Evaluation evaluation{some_score(network)};
    evaluation.learned.assign(network.parameters().begin(), network.parameters().end());
    for (double& each : evaluation.learned) each *= 0.5;
    return evaluation;
  };
  for (const bool inherits : {true, false}) {
    Options options = steady(3);
    options.inherit_learned = inherits;
    Population told(architect::Perceptron({2, 1}), options), ran = told;
    for (std::size_t window = 0; window < 25; ++window) {
      std::vector<Evaluation> evaluations;
      for (const Network& each : told.ask()) evaluations.push_back(learn(each, {}));
      told.tell(evaluations);
    }
    run(ran, Fitness(Goal::maximise, learn));
    CHECK(bits(ran) == bits(told));
  }
}

}  // namespace plexus::evolve
