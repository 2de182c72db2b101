#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <vector>

#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/evaluate.hpp>
#include <plexus/evolve/game/cartpole.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/game/game_lanes.hpp>
#include <plexus/evolve/game/lockstep.hpp>
#include <plexus/evolve/mutate.hpp>

#include "support/random_network.hpp"

namespace plexus::evolve {
namespace {

// Two numbers are shown, three taken; each step scores the first of them, so the score tells how the network computed
// and what it remembers. Some episodes are over before the first step.
class Echo : public Game {
 public:
  void reset(Random& random) override {
    steps_ = 0;
    sum_ = 0;
    limit_ = random.below(12);
    shown_ = {random.uniform(), 0.5};
  }
  std::span<const double> observe() const override { return shown_; }
  std::size_t action_count() const override { return 3; }
  void step(std::span<const double> action) override {
    sum_ += action[0] + action[2];
    shown_[1] = action[1];
    ++steps_;
  }
  bool over() const override { return steps_ >= limit_; }
  double score() const override { return sum_; }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return limit_; }
  std::string draw() const override { return "\n"; }

 private:
  std::array<double, 2> shown_{};
  double sum_ = 0;
  std::size_t steps_ = 0, limit_ = 0;
};

const MakeEnvironment echoes = [](std::size_t lanes) {
  return std::make_unique<GameLanes>([] { return std::make_unique<Echo>(); }, lanes);
};

Random from(std::size_t episode) { return Random(11, episode); }

std::vector<double> one_by_one(const GameLanes::MakeGame& make, const Network& network, std::size_t episodes) {
  std::vector<double> scores;
  Agent agent(network);
  for (std::size_t episode = 0; episode < episodes; ++episode) {
    Random random = from(episode);
    scores.push_back(play_episode(*make(), agent, random));
  }
  return scores;
}

std::vector<double> side_by_side(const MakeEnvironment& make, const Network& network, std::size_t episodes) {
  std::vector<double> scores(episodes, -1);
  play_episodes(make, network, from, scores);
  return scores;
}

// Networks of many sizes, as evolution makes them.
std::vector<Network> evolved(const Network& start, std::uint64_t seed, bool recurrent = false) {
  std::vector<Network> networks;
  for (std::size_t amount = 50; amount <= 1500; amount += 50) {
    Random random(seed, amount);
    networks.push_back(start);
    mutate(networks.back(), random,
           {.rate = 1, .amount = amount, .kinds = recurrent ? recurrent_mutations() : feed_forward_mutations()});
  }
  return networks;
}

}  // namespace

TEST_CASE("episodes of cart-pole played side by side score what they score one by one", "[evolve][game]") {
  const GameRow& game = game_named("cartpole");
  const auto lanes = [&](std::size_t count) { return make_lanes(game, count); };
  std::size_t units = 0;
  for (const bool recurrent : {false, true})
    for (const Network& network : evolved(architect::Perceptron({4, 2}), 1, recurrent)) {
      CAPTURE(recurrent, network.topology().unit_count());
      units = std::max(units, network.topology().unit_count());
      CHECK(side_by_side(lanes, network, 50) == one_by_one(game.make, network, 50));
    }
  CHECK(units > 30);
}

TEST_CASE("each episode begins in a lane without memories, however many there are and whatever was in it before",
          "[evolve][game]") {
  const auto make = [] { return std::make_unique<Echo>(); };
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    const Network network = testing::random_network(
        seed, {.inputs = 2, .hidden = 6, .outputs = 3, .connections = 40, .recurrent = true, .gated = seed % 2 == 0});
    for (const std::size_t episodes : {1U, 5U, 100U}) {
      const auto wanted = one_by_one(make, network, episodes), got = side_by_side(echoes, network, episodes);
      CHECK(got == wanted);
    }
  }
}

TEST_CASE("the score of an episode does not depend on the number of lanes", "[evolve][game]") {
  for (const Network& network : evolved(architect::Perceptron({2, 3}), 3)) {
    const auto wanted = side_by_side(echoes, network, 60);
    for (const std::size_t lanes : {1U, 7U, 16U, 60U, 90U}) {
      const auto environment = echoes(lanes);
      BatchAgent agent(network, lanes);
      for (int again = 0; again < 2; ++again) {
        std::vector<double> scores(60);
        play_episodes(*environment, agent, from, scores);
        CHECK(scores == wanted);
      }
    }
  }
}

TEST_CASE("a game in lanes of its own plays as so many games", "[evolve][game]") {
  for (const GameRow& game : game_rows()) {
    CAPTURE(game.name);
    const auto own = make_lanes(game, 11);
    GameLanes games(game.make, 11);
    CHECK(own->lanes() == 11);
    CHECK(own->observation_count() == game.inputs);
    CHECK(own->action_count() == game.outputs);
    CHECK(games.observation_count() == game.inputs);
    CHECK(games.action_count() == game.outputs);
    Random draw(5);
    for (std::size_t lane = 0; lane < 10; ++lane) {  // the last one is never begun
      Random random = from(lane), same = from(lane);
      own->reset(lane, random);
      games.reset(lane, same);
    }
    for (int step = 0; step < 600; ++step) {
      std::vector<float> seen(11 * game.inputs, -1), wanted(seen), actions(11 * game.outputs);
      own->observe(seen);
      games.observe(wanted);
      REQUIRE(seen == wanted);
      for (float& each : actions) each = static_cast<float>(draw.uniform(-1, 1));
      const auto ended = own->step(actions);
      REQUIRE(std::ranges::equal(ended, games.step(actions)));
      for (std::size_t lane = 0; lane < 11; ++lane) {
        REQUIRE(own->over(lane) == games.over(lane));
        REQUIRE(own->score(lane) == games.score(lane));
      }
      for (const std::uint32_t lane : ended)
        if (step % 3 != 0) {
          Random random = from(lane + static_cast<std::size_t>(step)), same = random;
          own->reset(lane, random);
          games.reset(lane, same);
        }
    }
  }
}

TEST_CASE("a fitness side by side is the fitness one by one, on any number of threads", "[evolve][game][fitness]") {
  const GameRow& game = game_named("cartpole");
  for (const bool shared : {true, false}) {
    const EpisodeOptions options{.episodes = 5, .confirm = 150, .shared = shared};
    const Fitness alone([&game](Agent& agent, Random& random) { return play_episode(*game.make(), agent, random); },
                        options);
    const auto networks = evolved(architect::Perceptron({4, 2}), 4);
    ThreadEvaluator plain(alone, 1);
    const auto wanted = scores_of(plain.evaluate(networks, 9, 3));
    CHECK(std::ranges::max(wanted) > std::ranges::min(wanted));
    for (const std::size_t threads : {1U, 3U}) {
      ThreadEvaluator evaluator(score_in(game, options), threads);
      CHECK(scores_of(evaluator.evaluate(networks, 9, 3)) == wanted);
      for (std::uint64_t i = 0; i < networks.size(); ++i) {
        CHECK(evaluator.confirm(networks[i], {9, 3, i}, {}) == plain.confirm(networks[i], {9, 3, i}, {}));
        CHECK(evaluator.confirm(networks[i], {9, 3, i}, 20) == plain.confirm(networks[i], {9, 3, i}, 20));
      }
    }
  }
}

TEST_CASE("a fitness may be given an environment of one's own", "[evolve][game][fitness]") {
  const Network network = architect::GRU({2, 4, 3}, 4);
  const Fitness alone(
      [](Agent& agent, Random& random) {
        Echo game;
        return play_episode(game, agent, random);
      },
      {.episodes = 70});
  const Fitness fitness = score_in(echoes, {.episodes = 70, .confirm = 40, .goal = Goal::minimise});
  CHECK(fitness.goal() == Goal::minimise);
  CHECK(fitness.confirmations() == 40);
  CHECK(fitness.score(network, {1, 2, 3}) == Approx(alone.score(network, {1, 2, 3})).epsilon(1e-5));
  CHECK_THROWS_WITH(score_in(echoes, {.episodes = 0}), Catch::Matchers::Contains("at least 1 episode"));
}

TEST_CASE("a champion is confirmed by as many episodes whatever else the options say", "[evolve][game][fitness]") {
  const auto alone = [](Agent&, Random& random) { return random.uniform(); };
  for (const EpisodeOptions& options : {EpisodeOptions{}, EpisodeOptions{.episodes = 7},
                                        EpisodeOptions{.shared = false}, EpisodeOptions{.goal = Goal::minimise}}) {
    CHECK(score_in(echoes, options).confirmations() == 1000);
    CHECK(score_in(game_named("cartpole"), options).confirmations() == 1000);
    CHECK(Fitness(alone, options).confirmations() == 100);
  }
  CHECK(score_in(echoes).confirmations() == 1000);
  CHECK(score_in(game_named("cartpole")).confirmations() == 1000);
  CHECK(score_in(game_named("cartpole"), {.confirm = 0}).confirmations() == 0);
  CHECK(Fitness(alone, {.confirm = 3}).confirmations() == 3);
}

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
