#include <catch2/catch.hpp>

#include <chrono>
#include <limits>
#include <memory>
#include <numeric>
#include <thread>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/game/lockstep.hpp>
#include <plexus/evolve/run.hpp>

namespace plexus::evolve {
namespace {

using namespace std::chrono_literals;

Random from(std::size_t episode) { return Random(5, episode); }

// Plays until it is told to end; its score is the number of steps.
double endless(Agent& agent, Random&, const EpisodeLimit& limit) {
  std::size_t steps = 0;
  do {
    agent.activate({1.0, 1.0});
    ++steps;
  } while (!limit.ends_after(steps));
  return static_cast<double>(steps);
}

double quick(Agent&, Random&) { return 7; }

}  // namespace

TEST_CASE("an episode ends after so many steps, in lanes as one by one", "[evolve][game][limit]") {
  for (const char* name : {"cartpole", "pendulum", "swing-up-easy", "mountain-car"}) {
    const GameRow& game = game_named(name);
    const Network network = architect::Perceptron({game.inputs, 3, game.outputs}, {.seed = 4});
    Agent agent(network);
    for (const std::size_t steps : {0U, 1U, 7U, 30U, 100'000U})
      for (const std::size_t count : {1U, 5U, 45U}) {  // fewer and more than there are lanes
        CAPTURE(name, steps, count);
        std::vector<double> together(count), alone(count);
        play_episodes([&](std::size_t lanes) { return make_lanes(game, lanes); }, network, from, together, {steps});
        for (std::size_t i = 0; i < count; ++i) {
          Random random = from(i);
          const auto one = game.make();
          alone[i] = play_episode(*one, agent, random, {steps});
          if (steps > 0) CHECK(one->steps() <= steps);
          CHECK((one->over() || one->steps() == steps));
          CHECK(together[i] == Approx(alone[i]).epsilon(1e-6));
        }
      }
  }
}

TEST_CASE("a limit of steps is an option of a fitness, for its scores and confirmations", "[evolve][fitness][limit]") {
  const Network network = architect::Perceptron({4, 2}, {.seed = 1});
  for (const std::size_t steps : {3U, 8U}) {
    const Fitness in_lanes = score_in(game_named("cartpole"), {.episodes = 40, .confirm = 6, .steps = steps});
    CHECK(in_lanes.score(network, {1, 2, 3}) == static_cast<double>(steps));  // it falls later
    std::vector<double> scores(6);
    in_lanes.confirm(network, {1, 2, 3}, 0, scores);
    CHECK(scores == std::vector<double>(6, static_cast<double>(steps)));
    const Fitness by_hand(endless, {.episodes = 2, .confirm = 1, .steps = steps});
    CHECK(by_hand.score(architect::Perceptron({2, 1}), {}) == static_cast<double>(steps));
  }
  CHECK_THROWS_WITH(Fitness(quick, {.steps = 5}),
                    Catch::Matchers::Contains("EpisodeOptions::steps is 5, but the episode does not take a limit"));
}

TEST_CASE("an evaluation that takes too long has the score of those that do", "[evolve][fitness][limit]") {
  const Network network = architect::Perceptron({2, 1});
  const auto on_time = Fitness(quick, {.confirm = 2}).within(1000, -1);
  CHECK(on_time.score(network, {}) == 7);
  std::vector<double> scores(2);
  on_time.confirm(network, {}, 0, scores);
  CHECK(scores == std::vector<double>{7, 7});

  // Cut off between two steps: it would never end.
  const auto by_hand = Fitness(endless, {.episodes = 3, .confirm = 2}).within(0.01, -1);
  CHECK(by_hand.evaluate(network, {}) == Evaluation{-1});
  by_hand.confirm(network, {}, 0, scores);
  CHECK(scores == std::vector<double>{-1, -1});

  // Cut off between two episodes.
  std::size_t played = 0;
  const auto in_turn = [&](Agent&, Random&) {
    ++played;
    std::this_thread::sleep_for(20ms);
    return 7.0;
  };
  CHECK(Fitness(in_turn, {.episodes = 50}).within(0.001, -1).score(network, {}) == -1);
  CHECK(played == 1);

  // Asked by the fitness itself.
  const auto asking = Fitness(Goal::minimise, [](const Network&, const Trial& trial) {
                        while (!trial.late()) std::this_thread::sleep_for(1ms);
                        return Evaluation{3, true, {1, 2}};
                      }).within(0.01, 1e6);
  CHECK(asking.evaluate(network, {}) == Evaluation{1e6});

  // Not asked at all: it ends by itself, and is late.
  const auto deaf = Fitness(Goal::maximise, [](const Network&, const Trial&) {
                      std::this_thread::sleep_for(20ms);
                      return 3.0;
                    }).within(0.001, -5);
  CHECK(deaf.score(network, {}) == -5);
  CHECK_FALSE(Trial{}.late());
}

TEST_CASE("episodes in lanes are cut off between two steps", "[evolve][game][limit]") {
  // A game that never ends.
  class Endless : public VectorEnvironment {
   public:
    explicit Endless(std::size_t lanes) : playing_(lanes, false) {}
    std::size_t lanes() const override { return playing_.size(); }
    std::size_t observation_count() const override { return 2; }
    std::size_t action_count() const override { return 1; }
    void reset(std::size_t lane, Random&) override { playing_[lane] = true; }
    void observe(std::span<float> observations) const override { std::ranges::fill(observations, 1.0F); }
    std::span<const std::uint32_t> step(std::span<const float>) override { return {}; }
    bool over(std::size_t lane) const override { return !playing_[lane]; }
    double score(std::size_t) const override { return 4; }

   private:
    std::vector<bool> playing_;
  };
  const auto make = [](std::size_t lanes) -> std::unique_ptr<VectorEnvironment> {
    return std::make_unique<Endless>(lanes);
  };
  const Network network = architect::Perceptron({2, 1});
  CHECK(score_in(make).within(0.01, -3).score(network, {}) == -3);
  CHECK(score_in(make, {.steps = 50}).score(network, {}) == 4);
  Options options{.population = 6, .generations = 2};
  CHECK(run(network, score_in(make).within(0.002, -3), options).score == -3);
}

TEST_CASE("a time that is none is refused as the limit of an evaluation", "[evolve][fitness][limit]") {
  for (const double seconds :
       {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    CHECK_THROWS_WITH(Fitness(quick).within(seconds, 0), Catch::Matchers::Contains("wanted a finite number above 0"));
}

TEST_CASE("a fitness may return several scores: their mean counts, and all are the behaviour", "[evolve][fitness]") {
  const Fitness fitness(Goal::minimise, [](const Network&, const Trial& trial) {
    return std::vector<double>{1, 2, static_cast<double>(trial.individual)};
  });
  CHECK(fitness.goal() == Goal::minimise);
  CHECK(fitness.confirmations() == 0);
  CHECK(fitness.evaluate(architect::Perceptron({1, 1}), {0, 0, 9}) == Evaluation{4, false, {1, 2, 9}});
  const Result result = run(architect::Perceptron({1, 1}), fitness, {.population = 5, .generations = 3});
  CHECK(result.score == 1);
  const Fitness none(Goal::maximise, [](const Network&, const Trial&) { return std::vector<double>(); });
  CHECK_THROWS_WITH(run(architect::Perceptron({1, 1}), none, {.population = 2, .generations = 1}),
                    Catch::Matchers::Contains("returned no scores"));
  CHECK_THROWS_WITH(Fitness(Goal::maximise, Fitness::Scores()),
                    Catch::Matchers::EndsWith("Fitness: scores is empty, wanted a function"));
}

}  // namespace plexus::evolve
