#include <catch2/catch.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/network/network_check.hpp>

#include "evolve/policies.hpp"

// What runs of other programs of neuroevolution fell into.

namespace plexus::evolve {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// A score with luck, that is confirmed where a fitness with a behaviour can be.
Fitness luck_for(const Options& options) {
  const auto episode = [](Agent& agent, Random& random) { return agent.activate({random.uniform(), 1})[0]; };
  if (options.strategy != Strategy::novelty) return {episode, {.episodes = 2, .confirm = 7, .shared = false}};
  return {Goal::maximise, Fitness::Scores([episode](const Network& network, const Trial& trial) {
            Agent agent(network);
            Random random(trial.seed, trial.generation, trial.individual);
            return std::vector<double>{episode(agent, random), episode(agent, random)};
          })};
}

}  // namespace

TEST_CASE("trap: what workers compute is what one thread computes", "[evolve][traps]") {
  for (Options options : all_policies(18)) {
    CAPTURE(name_of(options));
    const Fitness fitness = luck_for(options);
    options.generations = 12;
    std::vector<Result> results;
    for (const std::size_t threads : {1U, 2U, 5U}) {
      options.threads = threads;
      results.push_back(run(architect::Perceptron({2, 1}), fitness, options));
    }
    for (const Result& each : results) {
      CHECK(each.best == results[0].best);
      CHECK(std::bit_cast<std::uint64_t>(each.score) == std::bit_cast<std::uint64_t>(results[0].score));
      for (std::size_t i = 0; i < each.history.size(); ++i)
        CHECK(std::bit_cast<std::uint64_t>(each.history[i].mean) ==
              std::bit_cast<std::uint64_t>(results[0].history[i].mean));
    }
  }
}

TEST_CASE("trap: a run that was saved, stopped and loaded goes on with the bits of one that was not",
          "[evolve][traps]") {
  for (Options options : all_policies(18)) {
    CAPTURE(name_of(options));
    options.generations = 12;
    const Fitness fitness = luck_for(options);
    Population whole(architect::Perceptron({2, 1}), options), part = whole;
    run(whole, fitness);
    run(part, fitness, [](const Generation& generation) { return generation.population.generation() < 5; });
    REQUIRE(part.generation() == 5);
    Population resumed = population_from_bytes(to_bytes(part));
    run(resumed, fitness);
    CHECK(to_bytes(resumed) == to_bytes(whole));
  }
}

TEST_CASE("trap: learning that ends in numbers that are none costs one network its score, and no run its life",
          "[evolve][traps]") {
  for (Options options : all_policies(18))
    for (const double number : {nan, infinity, -infinity}) {
      CAPTURE(name_of(options), number);
      options.generations = 10;
      const Fitness fitness =
          Fitness(Goal::maximise, Fitness::Evaluate([](const Network& network, const Trial&) {
                    const double score = some_score(network);
                    return Evaluation{.score = std::isfinite(score) ? score : 1e300, .behaviour = {1}};
                  }))
              .after([=](Network& network, const Trial& trial) {
                network.parameters()[0] += 0.01;
                if (trial.individual % 3 == 1) network.parameters()[1] = number;
              })
              .solved_when([](const Network& network, const Evaluation&) {
                CHECK(in_words(check(network)).empty());
                return false;
              });
      Population population(architect::Perceptron({2, 1}), options);
      const Result result = run(population, fitness);
      CHECK(result.generations == 10);
      CHECK(result.score < 1e300);
      CHECK(in_words(check(result.best)).empty());
      check_sound(population);
      CHECK(to_bytes(population_from_bytes(to_bytes(population))) == to_bytes(population));
    }
}

}  // namespace plexus::evolve
