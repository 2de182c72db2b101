#include <plexus/evolve/game/game.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>
#include <plexus/evolve/game/acrobot.hpp>
#include <plexus/evolve/game/cartpole.hpp>
#include <plexus/evolve/game/cartpole_lanes.hpp>
#include <plexus/evolve/game/game_lanes.hpp>
#include <plexus/evolve/game/lockstep.hpp>
#include <plexus/evolve/game/maze.hpp>
#include <plexus/evolve/game/mountain_car.hpp>
#include <plexus/evolve/game/pendulum.hpp>
#include <plexus/evolve/game/poles_lanes.hpp>
#include <plexus/evolve/game/prey_capture.hpp>
#include <plexus/evolve/game/sequence_recall.hpp>
#include <plexus/evolve/game/swing_up_lanes.hpp>
#include <plexus/evolve/game/t_maze.hpp>
#ifdef PLEXUS_BOX2D
#include <plexus/evolve/game/bipedal_walker.hpp>
#include <plexus/evolve/game/lunar_lander.hpp>
#endif

namespace plexus::evolve {
namespace {

template <class Kind>
std::unique_ptr<Game> one() {
  return std::make_unique<Kind>();
}

// Short ones that differ in what is to be remembered, so that a few tell little.
constexpr EpisodeOptions many{.episodes = 32, .confirm = 1000};

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
    {"cartpole", "balance a pole on a cart for 500 steps (CartPole-v1)", 4, 2,
     "position, velocity, angle, angular velocity", "left, right", 500,
     []() -> std::unique_ptr<Game> { return std::make_unique<CartPole>(); },
     [](std::size_t lanes) -> std::unique_ptr<VectorEnvironment> { return std::make_unique<CartPoleLanes>(lanes); },
     "Barto, Sutton and Anderson 1983, as Gym's CartPole-v1"},
    {"mountain-car", "drive out of a valley with too weak a motor (MountainCar-v0)", 2, 3, "position, velocity",
     "left, nothing, right", -110, one<MountainCar>, nullptr, "Moore 1990, as Gym's MountainCar-v0"},
    {"mountain-car-continuous", "the same with as little force as possible (MountainCarContinuous-v0)", 2, 1,
     "position, velocity", "force", 90, one<MountainCarContinuous>, nullptr,
     "Moore 1990, as Gym's MountainCarContinuous-v0"},
    {"acrobot", "swing two hanging links up by the joint between them (Acrobot-v1)", 6, 3,
     "cosine 1, sine 1, cosine 2, sine 2, angular velocity 1, angular velocity 2", "torque -1, no torque, torque 1",
     -100, one<Acrobot>, nullptr, "Sutton 1996, as Gym's Acrobot-v1"},
    {"pendulum", "swing a pendulum up and hold it upright (Pendulum-v1)", 3, 1, "cosine, sine, angular velocity",
     "torque", -150, one<Pendulum>, nullptr, "Gym's Pendulum-v1"},
    {"t-maze", "remember a sign, and turn as it said at the end of a corridor", 3, 4, "signal 1, signal 2, signal 3",
     "north, east, south, west", 4, one<TMaze>, nullptr, "Bakker 2002", true, many},
    {"sequence-recall", "remember a sequence of signs, and turn as they said at one junction after the other", 2, 2,
     "sign, junction", "left, right", 1, one<SequenceRecall>, nullptr, "after Rawal and Miikkulainen 2016", true, many},
    {"single-pole", "balance a pole on a cart for 1000 steps", 4, 1, "position, velocity, angle, angular velocity",
     "force", 1000, make_poles<1, true>, make_poles_lanes<1, true>, "Gomez, Schmidhuber and Miikkulainen 2008"},
    {"single-pole-hidden", "balance a pole on a cart for 1000 steps without seeing velocities", 2, 1, "position, angle",
     "force", 1000, make_poles<1, false>, make_poles_lanes<1, false>, "Gomez, Schmidhuber and Miikkulainen 2008", true},
    {"double-pole", "balance two poles on a cart for 1000 steps", 6, 1,
     "position, velocity, angle 1, angular velocity 1, angle 2, angular velocity 2", "force", 1000, make_poles<2, true>,
     make_poles_lanes<2, true>, "Wieland 1991"},
    {"double-pole-hidden", "balance two poles on a cart for 1000 steps without seeing velocities", 3, 1,
     "position, angle 1, angle 2", "force", 1000, make_poles<2, false>, make_poles_lanes<2, false>, "Wieland 1991",
     true},
    {"swing-up-easy", "swing up a pole that hangs on a cart, and balance it", 5, 1,
     "position, velocity, cosine, sine, angular velocity", "force", 900, make_swing_up<SwingUpStart::near_hanging>,
     make_swing_up_lanes<SwingUpStart::near_hanging>, "Gal, McAllister and Rasmussen 2016, as in EvoJAX"},
    {"swing-up-hard", "swing up a pole from anywhere and at any speed, and balance it", 5, 1,
     "position, velocity, cosine, sine, angular velocity", "force", 600, make_swing_up<SwingUpStart::anywhere>,
     make_swing_up_lanes<SwingUpStart::anywhere>, "Gal, McAllister and Rasmussen 2016, as in EvoJAX"},
    {"maze-hard", "steer a robot through a maze of dead ends within 400 steps", 10, 2,
     "wall at -90, wall at -45, wall at 0, wall at 45, wall at 90, wall at 180, goal ahead, goal at 90, goal behind, "
     "goal at -90",
     "turn, speed up", 1, []() -> std::unique_ptr<Game> { return std::make_unique<Maze>(hard_maze()); }, nullptr,
     "Lehman and Stanley 2011"},
    {"maze-medium", "steer a robot through a maze within 400 steps", 10, 2,
     "wall at -90, wall at -45, wall at 0, wall at 45, wall at 90, wall at 180, goal ahead, goal at 90, goal behind, "
     "goal at -90",
     "turn, speed up", 1, []() -> std::unique_ptr<Game> { return std::make_unique<Maze>(medium_maze()); }, nullptr,
     "Lehman and Stanley 2011"},
    {"prey-capture", "catch a prey that flees and is seen only when near", 13, 4,
     "prey north-east, prey north, prey north-west, prey west, prey south-west, prey south, prey south-east, prey "
     "east, prey near, wall north, wall east, wall south, wall west",
     "north, east, south, west", 0.99, one<PreyCapture>, nullptr, "Gomez and Miikkulainen 1997, as in SharpNEAT", true},
#ifdef PLEXUS_BOX2D
    {"lunar-lander", "land a ship on its legs, softly and on the pad (LunarLander-v3)", 8, 4,
     "position x, position y, velocity x, velocity y, angle, angular velocity, leg 1 down, leg 2 down",
     "nothing, push left, main engine, push right", 200, one<LunarLander>, nullptr, "Gym's LunarLander-v3"},
    {"bipedal-walker", "walk on two legs over uneven ground (BipedalWalker-v3)", 24, 4,
     "hull angle, hull angular velocity, hull velocity x, hull velocity y, hip 1, hip 1 velocity, knee 1, knee 1 "
     "velocity, leg 1 down, hip 2, hip 2 velocity, knee 2, knee 2 velocity, leg 2 down, ray 1, ray 2, ray 3, ray 4, "
     "ray 5, ray 6, ray 7, ray 8, ray 9, ray 10",
     "hip 1, knee 1, hip 2, knee 2", 300, one<BipedalWalker>, nullptr, "Gym's BipedalWalker-v3"},
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

double play_episode(Game& game, Agent& agent, Random& random, const EpisodeLimit& limit) {
  game.reset(random);
  require_fit(game, game.observe().size(), agent);
  agent.clear();
  for (std::size_t steps = 0; !game.over() && (steps == 0 || !limit.ends_after(steps)); ++steps)
    game.step(agent.activate(game.observe()));
  return game.score();
}

std::unique_ptr<VectorEnvironment> make_lanes(const GameRow& game, std::size_t lanes) {
  return game.make_lanes != nullptr ? game.make_lanes(lanes) : std::make_unique<GameLanes>(game.make, lanes);
}

Fitness score_in(const GameRow& game) { return score_in(game, game.episodes); }

Fitness score_in(const GameRow& game, const EpisodeOptions& options) {
  return score_in([game](std::size_t lanes) { return make_lanes(game, lanes); }, options);
}

std::size_t largest(std::span<const double> values) {
  return static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
}

double limited(double value, double most) { return std::isnan(value) ? 0 : std::clamp(value, -most, most); }

}  // namespace plexus::evolve
