#include <catch2/catch.hpp>

#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/evaluate.hpp>

#include "evolve/game/echo.hpp"

// What cannot be played side by side is refused, in words.

namespace plexus::evolve {

TEST_CASE("functions that are empty are refused before anything is played", "[evolve][game][fitness]") {
  const auto empty = [](const char* name) {
    return Catch::Matchers::EndsWith(std::string(name) + " is empty, wanted a function");
  };
  const Network network = architect::Perceptron({2, 3});
  std::vector<double> scores(3, 8);
  CHECK_THROWS_WITH(Fitness(Goal::maximise, Fitness::Score()), empty("Fitness: score"));
  CHECK_THROWS_WITH(Fitness(
                        Goal::maximise, [](const Network&, const Trial&) { return 1.0; }, nullptr),
                    empty("Fitness: confirm"));
  CHECK_THROWS_WITH(Fitness(Fitness::Episode()), empty("Fitness: episode"));
  CHECK_THROWS_WITH(Fitness(std::function<float(Agent&, Random&)>()), empty("Fitness: episode"));
  CHECK_THROWS_WITH(Fitness({}, Fitness::Episodes(), 1), empty("Fitness: play"));
  CHECK_THROWS_WITH(PopulationEvaluator(Goal::maximise, nullptr), empty("PopulationEvaluator: score"));
  CHECK_THROWS_WITH(score_in(MakeEnvironment()), empty("score_in: make"));
  CHECK_THROWS_WITH(play_episodes(MakeEnvironment(), network, from, scores), empty("play_episodes: make"));
  CHECK_THROWS_WITH(play_episodes(echoes, network, EpisodeRandom(), scores), empty("play_episodes: random"));
  CHECK_THROWS_WITH(GameLanes(nullptr, 2), empty("GameLanes: make"));
  CHECK(scores == std::vector<double>(3, 8));
  const auto nothing = [](const Network&, const EpisodeRandom&, std::span<double>) {};
  CHECK_THROWS_WITH(Fitness({}, nothing, 0), Catch::Matchers::Contains("at least 1 episode at once, got 0"));
}

TEST_CASE("a network or an agent that does not fit an environment is refused", "[evolve][game]") {
  std::vector<double> scores(3);
  CHECK_THROWS_WITH(play_episodes(echoes, architect::Perceptron({4, 3}), from, scores),
                    Catch::Matchers::Contains("2 numbers") && Catch::Matchers::Contains("4 inputs"));
  CHECK_THROWS_WITH(play_episodes(echoes, architect::Perceptron({2, 2}), from, scores),
                    Catch::Matchers::Contains("3 numbers") && Catch::Matchers::Contains("2 outputs"));
  BatchAgent narrow(architect::Perceptron({2, 3}), 2);
  const auto environment = echoes(3);
  CHECK_THROWS_WITH(play_episodes(*environment, narrow, from, scores),
                    Catch::Matchers::Contains("3 lanes, the agent 2"));
  CHECK_THROWS_WITH(echoes(0), Catch::Matchers::Contains("at least 1 lane"));
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
  CHECK_THROWS_WITH(echoes(most), Catch::Matchers::Contains("not enough memory for 18446744073709551615 lanes"));
  CHECK_THROWS_WITH(make_lanes(game_named("cartpole"), most), Catch::Matchers::Contains("not enough memory"));
  CHECK_THROWS_WITH(BatchAgent(architect::Perceptron({2, 3}), most / 4),
                    Catch::Matchers::Contains("not enough memory"));
  CHECK_THROWS_WITH(BatchAgent(architect::GRU({2, 4, 3}), most / 4), Catch::Matchers::Contains("not enough memory"));
}

TEST_CASE("episodes are played in no environment that still plays others, and nothing of it is changed",
          "[evolve][game]") {
  const auto environment = make_lanes(game_named("cartpole"), 4);
  Random random = from(0);
  environment->reset(2, random);
  BatchAgent agent(architect::Perceptron({4, 2}), 4);
  std::vector<double> scores(1, -1);
  CHECK_THROWS_WITH(play_episodes(*environment, agent, from, scores),
                    Catch::Matchers::Contains("still being played in lane 2 of 4"));
  CHECK(scores == std::vector<double>{-1});
  CHECK_FALSE(environment->over(2));
  CHECK(environment->score(2) == 0);
  CHECK(environment->over(0));
}

TEST_CASE("an environment that ends lanes that are not playing is refused", "[evolve][game]") {
  // Ends lane `also` in every step, too.
  class Wrong : public GameLanes {
   public:
    explicit Wrong(std::uint32_t also) : GameLanes([] { return std::make_unique<Echo>(); }, 3), also_(also) {}
    std::span<const std::uint32_t> step(std::span<const float> actions) override {
      const auto right = GameLanes::step(actions);
      ended_.assign(right.begin(), right.end());
      ended_.push_back(also_);
      return ended_;
    }

   private:
    std::uint32_t also_;
    std::vector<std::uint32_t> ended_;
  };
  for (const std::uint32_t also : {2U, 3U}) {
    Wrong environment(also);
    BatchAgent agent(architect::Perceptron({2, 3}), 3);
    std::vector<double> scores(2);
    const auto long_ones = [](std::size_t episode) { return from(episode + 1); };
    CHECK_THROWS_WITH(play_episodes(environment, agent, long_ones, scores),
                      Catch::Matchers::Contains("ended in lane " + std::to_string(also) + " of 3, where none"));
  }
}

TEST_CASE("an environment that does not say which episodes ended is refused, not played for ever", "[evolve][game]") {
  class Silent : public GameLanes {
   public:
    Silent() : GameLanes([] { return std::make_unique<Echo>(); }, 3) {}
    std::span<const std::uint32_t> step(std::span<const float> actions) override {
      GameLanes::step(actions);
      return {};
    }
  };
  Silent environment;
  BatchAgent agent(architect::Perceptron({2, 3}), 3);
  std::vector<double> scores(3);
  CHECK_THROWS_WITH(play_episodes(environment, agent, from, scores),
                    Catch::Matchers::Contains("is over, but step did not"));
}

TEST_CASE("a function that makes no environment or no game is refused", "[evolve][game]") {
  std::vector<double> scores(3);
  const MakeEnvironment nothing = [](std::size_t) { return std::unique_ptr<VectorEnvironment>(); };
  CHECK_THROWS_WITH(play_episodes(nothing, architect::Perceptron({2, 3}), from, scores),
                    Catch::Matchers::Contains("returned null"));
  std::size_t made = 0;
  const auto one_game = [&]() -> std::unique_ptr<Game> { return made++ == 0 ? std::make_unique<Echo>() : nullptr; };
  CHECK_THROWS_WITH(GameLanes(one_game, 2), Catch::Matchers::Contains("none for lane 1"));
}

TEST_CASE("games in lanes refuse a lane that there is not, and too few or too many numbers", "[evolve][game]") {
  const auto environment = echoes(2);
  Random random = from(1);
  std::vector<float> numbers(5);
  CHECK_THROWS_WITH(environment->reset(2, random), Catch::Matchers::Contains("no lane 2"));
  CHECK_THROWS_WITH(environment->observe(numbers), Catch::Matchers::Contains("4 observations, 2 for each of 2 lanes"));
  CHECK_THROWS_WITH(environment->step(numbers), Catch::Matchers::Contains("6 actions, 3 for each of 2 lanes, got 5"));
}

}  // namespace plexus::evolve
