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

#include "evolve/game/echo.hpp"
#include "support/random_network.hpp"

namespace plexus::evolve {
namespace {

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

}  // namespace plexus::evolve
