#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string_view>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/evaluate.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/game/lockstep.hpp>
#include <plexus/evolve/mutate.hpp>

namespace plexus::evolve {
namespace {

const auto classics = {"mountain-car", "mountain-car-continuous", "acrobot", "pendulum", "t-maze", "sequence-recall"};

std::vector<Network> some_networks(const GameRow& game) {
  std::vector<Network> networks;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    Random random(seed, 3);
    networks.push_back(
        architect::Perceptron({game.inputs, game.outputs}, {.output = Activation::identity, .seed = seed}));
    mutate(networks.back(), random, {.rate = 1, .amount = 1 + 20 * seed, .kinds = recurrent_mutations()});
  }
  return networks;
}

}  // namespace

TEST_CASE("episodes of the classic games score side by side what they score one by one", "[evolve][game]") {
  for (const char* name : classics) {
    const GameRow& game = game_named(name);
    CAPTURE(name);
    const auto from = [](std::size_t episode) { return Random(17, episode); };
    for (const Network& network : some_networks(game)) {
      std::vector<double> together(20, -1), alone;
      play_episodes([&](std::size_t lanes) { return make_lanes(game, lanes); }, network, from, together);
      Agent agent(network);
      for (std::size_t episode = 0; episode < together.size(); ++episode) {
        Random random = from(episode);
        alone.push_back(play_episode(*game.make(), agent, random));
      }
      CHECK(together == alone);
    }
  }
}

TEST_CASE("a game has a name for each number that it shows, and for each that it takes", "[evolve][game]") {
  const auto count = [](std::string_view names) {
    std::size_t parts = 1;
    for (std::size_t at = 0; (at = names.find(", ", at)) != std::string_view::npos; at += 2) ++parts;
    return parts;
  };
  for (const GameRow& row : game_rows()) {
    INFO(row.name);
    CHECK(count(row.sees) == row.inputs);
    CHECK(count(row.takes) == row.outputs);
  }
}

TEST_CASE("a game is scored as its row says unless told otherwise", "[evolve][game][fitness]") {
  GameRow game = game_named("pendulum");
  game.episodes = {.episodes = 5, .confirm = 9};
  CHECK(score_in(game).confirmations() == 9);
  CHECK(score_in(game, {.confirm = 7}).confirmations() == 7);
  const Network network = some_networks(game).front();
  const double score = score_in(game).score(network, {1, 2, 3});
  CHECK(score == score_in(game, {.episodes = 5}).score(network, {1, 2, 3}));
  CHECK(score != score_in(game, {.episodes = 3}).score(network, {1, 2, 3}));
}

TEST_CASE("a continuous action keeps within its bounds", "[evolve][game]") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(limited(0.3, 2) == 0.3);
  CHECK(limited(-0.3, 2) == -0.3);
  CHECK(limited(2.1, 2) == 2);
  CHECK(limited(-infinity, 2) == -2);
  CHECK(limited(std::nan(""), 2) == 0);
}

}  // namespace plexus::evolve
