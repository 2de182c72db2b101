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
#include <plexus/evolve/game/poles_lanes.hpp>
#include <plexus/evolve/game/swing_up_lanes.hpp>

namespace plexus::evolve {
namespace {

template <std::size_t count, bool velocities>
std::unique_ptr<Game> make_poles() {
  return std::make_unique<Poles<count>>(PolesOptions{.velocities = velocities});
}

template <std::size_t count, bool velocities>
std::unique_ptr<VectorEnvironment> make_poles_lanes(std::size_t lanes) {
  return std::make_unique<PolesLanes<count>>(lanes, PolesOptions{.velocities = velocities});
}

template <SwingUpStart start>
std::unique_ptr<Game> make_swing_up() {
  return std::make_unique<SwingUp>(start);
}

template <SwingUpStart start>
std::unique_ptr<VectorEnvironment> make_swing_up_lanes(std::size_t lanes) {
  return std::make_unique<SwingUpLanes>(lanes, start);
}

constexpr auto rows = std::to_array<GameRow>({
    {"cartpole", "balance a pole on a cart for 500 steps (CartPole-v1)", 4, 2, 500,
     []() -> std::unique_ptr<Game> { return std::make_unique<CartPole>(); },
     [](std::size_t lanes) -> std::unique_ptr<VectorEnvironment> { return std::make_unique<CartPoleLanes>(lanes); }},
    {"single-pole", "balance a pole on a cart for 1000 steps", 4, 1, 1000, make_poles<1, true>,
     make_poles_lanes<1, true>},
    {"single-pole-hidden", "balance a pole on a cart for 1000 steps without seeing velocities", 2, 1, 1000,
     make_poles<1, false>, make_poles_lanes<1, false>},
    {"double-pole", "balance two poles on a cart for 1000 steps", 6, 1, 1000, make_poles<2, true>,
     make_poles_lanes<2, true>},
    {"double-pole-hidden", "balance two poles on a cart for 1000 steps without seeing velocities", 3, 1, 1000,
     make_poles<2, false>, make_poles_lanes<2, false>},
    {"swing-up-easy", "swing up a pole that hangs on a cart, and balance it", 5, 1, 900,
     make_swing_up<SwingUpStart::near_hanging>, make_swing_up_lanes<SwingUpStart::near_hanging>},
    {"swing-up-hard", "swing up a pole from anywhere and at any speed, and balance it", 5, 1, 600,
     make_swing_up<SwingUpStart::anywhere>, make_swing_up_lanes<SwingUpStart::anywhere>},
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
