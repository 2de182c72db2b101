#include <plexus/evolve/task/poles.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/game/lockstep.hpp>
#include <plexus/evolve/game/poles_lanes.hpp>
#include <plexus/program/agent.hpp>
#include <plexus/program/batch_agent.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t for_ever = 100'000, a_while = 1'000;  // steps
constexpr std::size_t calm_steps = 100;
constexpr std::size_t enough_starts = 200;

void require_fit(const Network& network, std::size_t shown) {
  if (network.input_count() != shown || network.output_count() != 1)
    throw Error("the task shows ", count_of(shown, "number"), " and takes 1; the network has ",
                count_of(network.input_count(), "input"), " and ", count_of(network.output_count(), "output"));
}

// Plays from the start of the task, and returns for how many steps the poles stood; calls each(state) after each.
template <std::size_t count, class Each>
std::size_t balanced(const Network& network, const PoleTaskOptions& options, std::size_t limit, Each each) {
  Poles<count> game({.velocities = options.velocities, .limit = limit});
  game.start(Poles<count>::tilted(options.degrees));
  require_fit(network, game.observe().size());
  Agent agent(network);
  while (!game.over()) {
    game.step(agent.activate(game.observe()));
    if (game.stands()) each(game.state());
  }
  return game.balanced();
}

template <std::size_t count>
Fitness steps_balanced(const PoleTaskOptions& options) {
  return {Goal::maximise, [options](const Network& network, const Trial&) {
            const std::size_t steps = balanced<count>(network, options, for_ever, [](const auto&) {});
            return Evaluation{static_cast<double>(steps), steps == for_ever};
          }};
}

// How many of the starts are mastered; when only `enough` are of interest, it may stop as soon as it is clear.
std::size_t starts_mastered(const Network& network, bool velocities, std::optional<std::size_t> enough = {}) {
  const auto starts = double_pole_starts();
  DoublePoleLanes lanes(most_lanes, {.velocities = velocities, .limit = a_while});
  require_fit(network, lanes.observation_count());
  BatchAgent agent(network, most_lanes);
  std::size_t next = 0, mastered = 0, open = starts.size();  // begun or not, but not ended
  for (; next < most_lanes; ++next) lanes.start(next, starts[next]);
  const auto is_clear = [&] { return enough && (mastered >= *enough || mastered + open < *enough); };
  while (open > 0 && !is_clear()) {
    lanes.observe(agent.input());
    agent.step();
    for (const std::uint32_t lane : lanes.step(agent.output())) {
      --open;
      if (lanes.score(lane) >= static_cast<double>(a_while)) ++mastered;
      if (next == starts.size()) continue;
      lanes.start(lane, starts[next++]);
      agent.clear(lane);
    }
  }
  return mastered;
}

}  // namespace

Task single_pole_task(const PoleTaskOptions& options) { return {steps_balanced<1>(options)}; }

Task double_pole_task(const PoleTaskOptions& options) {
  const auto generalise = [velocities = options.velocities](const Network& network) {
    return Generalisation{starts_mastered(network, velocities), double_pole_starts().size()};
  };
  if (options.fitness == PoleFitness::steps) return {steps_balanced<2>(options), generalise};
  Fitness fitness(Goal::maximise,
                  [options](const Network& network, const Trial&) { return damping_fitness(network, options); });
  // The long test comes last: it takes long for those that pass it, most of whom would not master the starts.
  const auto solves = [options](const Network& network, const Evaluation&) {
    const auto stands_for = [&](std::size_t steps) {
      return balanced<2>(network, options, steps, [](const auto&) {}) == steps;
    };
    return stands_for(a_while) && starts_mastered(network, options.velocities, enough_starts) >= enough_starts &&
           stands_for(for_ever);
  };
  return {std::move(fitness).solved_when(solves), generalise};
}

double damping_fitness(const Network& network, const PoleTaskOptions& options) {
  std::array<double, calm_steps> unrest{};  // of the last steps, in a ring
  std::size_t step = 0;
  const std::size_t steps = balanced<2>(network, options, a_while, [&](const DoublePole::State& state) {
    unrest[step++ % calm_steps] = std::abs(state[0]) + std::abs(state[1]) + std::abs(state[2]) + std::abs(state[3]);
  });
  const double standing = 0.1 * static_cast<double>(steps) / static_cast<double>(a_while);
  if (steps < calm_steps) return standing;
  double sum = 0;
  for (std::size_t i = 0; i < calm_steps; ++i) sum += unrest[(step + i) % calm_steps];  // the oldest first
  return standing + 0.9 * (0.75 / sum);
}

std::vector<DoublePole::State> double_pole_starts() {
  constexpr std::array<double, 5> shares{0.05, 0.25, 0.5, 0.75, 0.95};
  constexpr double degree = std::numbers::pi / 180;
  constexpr std::array<double, 4> ranges{2.16, 1.35, 3.6 * degree, 8.6 * degree};
  const auto at = [&](std::size_t i, double share) { return (2 * share - 1) * ranges[i]; };
  std::vector<DoublePole::State> starts;
  for (const double x : shares)
    for (const double x_speed : shares)
      for (const double angle : shares)
        for (const double speed : shares)
          starts.push_back({at(0, x), at(1, x_speed), at(2, angle), at(3, speed), 0, 0});
  return starts;
}

}  // namespace plexus::evolve
