#include <catch2/catch.hpp>

#include <limits>
#include <set>
#include <stdexcept>

#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/id.hpp>
#include <plexus/evolve/evaluate.hpp>
#include <plexus/evolve/fitness.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/train/train.hpp>

#include "support/finite_difference.hpp"
#include "support/random_network.hpp"

namespace plexus::evolve {
namespace {

double draw(Agent&, Random& random) { return random.uniform(); }

}  // namespace

TEST_CASE("error_on is the loss that test measures, for recurrent networks step by step", "[evolve][fitness]") {
  for (const Network& network : {architect::Perceptron({3, 4, 2}, {.seed = 4}), architect::GRU({3, 4, 2}, 4)})
    for (const Loss loss : {Loss::mean_squared_error, Loss::mean_absolute_error}) {
      Dataset data = testing::random_dataset(8, network, 70, 5);  // more sequences than stand side by side
      const Dataset longer = testing::random_dataset(9, network, 3, 8);
      for (std::size_t i = 0; i < 3; ++i) {
        std::vector<Case> steps;
        for (std::size_t k = 0; k < 8; ++k) {
          const Sample sample = longer[i * 8 + k];
          steps.push_back({{sample.input.begin(), sample.input.end()}, {sample.target.begin(), sample.target.end()}});
        }
        data.add_sequence(steps);
      }
      const double wanted = test(network, data, loss).loss;
      CHECK(error_on(data, loss).score(network, {}) == Approx(wanted).epsilon(1e-5));
      CHECK(error_on(data, loss, 0.01).score(network, {}) > wanted + 0.1);
    }
}

TEST_CASE("error_on is the loss that test measures, for gates that open late", "[evolve][fitness]") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    const Network network = testing::random_network(
        seed, {.hidden = 5, .connections = 30, .recurrent = true, .gated = true, .weight = 0.5});
    const Dataset data = testing::random_dataset(seed, network, 4, 3);
    const double wanted = test(network, data, Loss::mean_squared_error).loss;
    CHECK(error_on(data).score(network, {}) == Approx(wanted).epsilon(1e-4));
  }
}

TEST_CASE("accuracy_on is the share of right answers, less a part of the loss that never changes their order",
          "[evolve][fitness]") {
  const Network network = architect::Perceptron({2, 3}, {.output = Activation::identity, .seed = 2});
  Dataset data(2, 3);
  Random random(1);
  for (int i = 0; i < 40; ++i) {
    std::vector<double> target(3);
    target[random.below(3)] = 1;
    data.add(std::vector{random.uniform(-1, 1), random.uniform(-1, 1)}, target);
  }
  const double share = test(network, data, Loss::softmax_cross_entropy).metric;
  const double score = accuracy_on(data).score(network, {});
  CHECK(score < share);
  CHECK(score > share - 1.0 / 40);
  CHECK_THROWS_WITH(accuracy_on(data, Loss::mean_squared_error), Catch::Matchers::Contains("mean_squared_error"));
}

TEST_CASE("a data set and a network of other sizes are refused with the sizes", "[evolve][fitness]") {
  const Dataset data{{{1, 2}, {0}}};
  CHECK_THROWS_WITH(error_on(data).score(architect::Perceptron({3, 1}), {}),
                    Catch::Matchers::Contains("2 inputs") && Catch::Matchers::Contains("3 inputs"));
  CHECK_THROWS_WITH(error_on(Dataset(2, 1)), Catch::Matchers::Contains("empty"));
}

TEST_CASE("episodes are the same for a whole generation, or each individual's own, as asked", "[evolve][fitness]") {
  const Network network = architect::Perceptron({1, 1});
  const auto scores = [&](bool shared) {
    const Fitness fitness(draw, {.episodes = 2, .shared = shared});
    std::set<double> seen;
    for (std::uint64_t generation = 0; generation < 3; ++generation)
      for (std::uint64_t individual = 0; individual < 5; ++individual)
        seen.insert(fitness.score(network, {9, generation, individual}));
    return seen.size();
  };
  CHECK(scores(true) == 3);
  CHECK(scores(false) == 15);
}

TEST_CASE("each episode has random numbers that are named by seed, generation, individual and its number",
          "[evolve][fitness]") {
  const Network network = architect::Perceptron({1, 1});
  const auto first_of = [](std::uint64_t individual, Purpose purpose, std::uint64_t episode) {
    return Random(9, 4, individual, mix(key_of(purpose), episode)).uniform();
  };
  const Trial trial{9, 4, 7};
  CHECK(Fitness(draw, {.episodes = 2}).score(network, trial) ==
        (first_of(everyone, Purpose::episode, 0) + first_of(everyone, Purpose::episode, 1)) / 2);
  CHECK(Fitness(draw, {.episodes = 1, .shared = false}).score(network, trial) == first_of(7, Purpose::episode, 0));
  std::vector<double> parts(2);
  Fitness(draw).confirm(network, trial, 5, parts);
  CHECK(parts == std::vector{first_of(7, Purpose::confirmation, 5), first_of(7, Purpose::confirmation, 6)});
}

TEST_CASE("the score is the mean of the episodes, and each starts from a cleared agent", "[evolve][fitness]") {
  const Network network = architect::GRU({1, 2, 1}, 3);
  std::vector<double> first_outputs;
  const Fitness fitness(
      [&](Agent& agent, Random& random) {
        first_outputs.push_back(agent.activate({0.5})[0]);
        for (int i = 0; i < 3; ++i) agent.activate({random.uniform()});
        return static_cast<double>(first_outputs.size());
      },
      {.episodes = 4});
  CHECK(fitness.score(network, {}) == 2.5);
  CHECK(std::set<double>(first_outputs.begin(), first_outputs.end()).size() == 1);
  CHECK_THROWS_WITH(Fitness(draw, {.episodes = 0}), Catch::Matchers::Contains("at least 1 episode"));
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
  CHECK_THROWS_WITH(Fitness(draw, {.episodes = most}),
                    Catch::Matchers::Contains("not enough memory for 18446744073709551615 scores"));
  CHECK_THROWS_WITH(Fitness(draw, {.confirm = most}), Catch::Matchers::Contains("not enough memory"));
}

TEST_CASE("confirmation is the mean over fresh episodes, and is cut short when it is clear that it fails",
          "[evolve][fitness]") {
  const Network network = architect::Perceptron({1, 1});
  std::size_t played = 0;
  const auto episode = [&](Agent&, Random& random) {
    ++played;
    return random.uniform();
  };
  ThreadEvaluator evaluator(Fitness(episode, {.confirm = 2000}), 1);
  const auto full = evaluator.confirm(network, {1, 0, 0}, {});
  REQUIRE(full);
  CHECK(played == 2000);
  CHECK(full->score == Approx(0.5).margin(0.04));
  played = 0;
  CHECK(evaluator.confirm(network, {1, 0, 0}, 0.99)->score < 0.99);
  CHECK(played == 4);
  ThreadEvaluator unconfirmed(Fitness(episode, {.confirm = 0}), 1);
  CHECK_FALSE(unconfirmed.confirm(network, {1, 0, 0}, {}));
}

TEST_CASE("a fitness that throws is named with its generation, individual and message, on any number of threads",
          "[evolve][fitness]") {
  const std::vector<Network> networks(8, architect::Perceptron({1, 1}));
  for (const std::size_t threads : {1U, 3U}) {
    ThreadEvaluator evaluator(Fitness(Goal::maximise,
                                      [](const Network&, const Trial& trial) -> double {
                                        if (trial.individual >= 3) throw std::runtime_error("out of fuel");
                                        return 1;
                                      }),
                              threads);
    CHECK_THROWS_WITH(evaluator.evaluate(networks, 1, 12), Catch::Matchers::Contains("generation 12") &&
                                                               Catch::Matchers::Contains("individual 3") &&
                                                               Catch::Matchers::Contains("out of fuel"));
  }
  ThreadEvaluator odd(Fitness(Goal::maximise, [](const Network&, const Trial&) -> double { throw 42; }), 1);
  CHECK_THROWS_WITH(odd.evaluate(networks, 1, 0), Catch::Matchers::Contains("individual 0"));
}

}  // namespace plexus::evolve
