#include <plexus/evolve/game/game.hpp>

#include <algorithm>
#include <array>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>
#include <plexus/evolve/game/cartpole.hpp>
#include <plexus/evolve/game/cartpole_lanes.hpp>
#include <plexus/evolve/game/game_lanes.hpp>
#include <plexus/evolve/game/lockstep.hpp>
#ifdef PLEXUS_BOX2D
#include <plexus/evolve/game/bipedal_walker.hpp>
#include <plexus/evolve/game/lunar_lander.hpp>
#endif

namespace plexus::evolve {
namespace {

constexpr auto rows = std::to_array<GameRow>({
    {"cartpole", "balance a pole on a cart for 500 steps (CartPole-v1)", 4, 2, 500,
     []() -> std::unique_ptr<Game> { return std::make_unique<CartPole>(); },
     [](std::size_t lanes) -> std::unique_ptr<VectorEnvironment> { return std::make_unique<CartPoleLanes>(lanes); }},
#ifdef PLEXUS_BOX2D
    {"lunar-lander", "land a ship on its legs, softly and on the pad (LunarLander-v3)", 8, 4, 200,
     []() -> std::unique_ptr<Game> { return std::make_unique<LunarLander>(); }},
    {"bipedal-walker", "walk on two legs over uneven ground (BipedalWalker-v3)", 24, 4, 300,
     []() -> std::unique_ptr<Game> { return std::make_unique<BipedalWalker>(); }},
#endif
});

void require_fit(const Game& game, std::size_t inputs, const Agent& agent) {
  if (agent.input_count() != inputs)
    throw Error("play_episode: the game shows ", count_of(inputs, "number"), ", the network has ",
                count_of(agent.input_count(), "input"));
  if (agent.output_count() != game.action_count())
    throw Error("play_episode: the game takes ", count_of(game.action_count(), "number"), ", the network has ",
                count_of(agent.output_count(), "output"));
}

}  // namespace

std::span<const GameRow> game_rows() { return rows; }

const GameRow& game_named(std::string_view name) { return row_named(rows, name, "game"); }

double play_episode(Game& game, Agent& agent, Random& random) {
  game.reset(random);
  require_fit(game, game.observe().size(), agent);
  agent.clear();
  while (!game.over()) game.step(agent.activate(game.observe()));
  return game.score();
}

std::unique_ptr<VectorEnvironment> make_lanes(const GameRow& game, std::size_t lanes) {
  return game.make_lanes != nullptr ? game.make_lanes(lanes) : std::make_unique<GameLanes>(game.make, lanes);
}

Fitness score_in(const GameRow& game, const EpisodeOptions& options) {
  return score_in([game](std::size_t lanes) { return make_lanes(game, lanes); }, options);
}

std::size_t largest(std::span<const double> values) {
  return static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
}

}  // namespace plexus::evolve
