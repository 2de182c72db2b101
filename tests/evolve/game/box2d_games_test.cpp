#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#include <plexus/core/parallel.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/game/vector_environment.hpp>

namespace plexus::evolve {
namespace {

using Trace = std::vector<double>;

// All that is seen of an episode of random outputs, and its score.
Trace trace_of(Game& game, std::uint64_t seed) {
  Random start(seed), outputs(seed, 1);
  game.reset(start);
  Trace trace;
  std::vector<double> action(game.action_count());
  while (!game.over() && game.steps() < 150) {
    for (double& each : action) each = outputs.uniform(-1, 1);
    game.step(action);
    trace.insert(trace.end(), game.observe().begin(), game.observe().end());
  }
  trace.push_back(game.score());
  return trace;
}

constexpr std::uint64_t episodes = 24;

}  // namespace

TEST_CASE("an episode on Box2D is a function of its random numbers, whatever was played before", "[evolve][game]") {
  for (const char* name : {"lunar-lander", "bipedal-walker"}) {
    CAPTURE(name);
    const GameRow& row = game_named(name);
    const auto used = row.make();
    for (std::uint64_t seed = 0; seed < episodes; ++seed) {
      const Trace trace = trace_of(*used, seed);
      CHECK(trace == trace_of(*row.make(), seed));
      CHECK(trace != trace_of(*used, seed + 1));
    }
  }
}

TEST_CASE("episodes on Box2D are the same on many threads", "[evolve][game]") {
  for (const char* name : {"lunar-lander", "bipedal-walker"}) {
    CAPTURE(name);
    const GameRow& row = game_named(name);
    std::vector<Trace> together(episodes);
    parallel_for(episodes, 8, [&](std::size_t i) { together[i] = trace_of(*row.make(), i); });
    for (std::uint64_t seed = 0; seed < episodes; ++seed) CHECK(together[seed] == trace_of(*row.make(), seed));
  }
}

TEST_CASE("episodes on Box2D are the same side by side and alone", "[evolve][game]") {
  constexpr std::size_t lanes = 5, steps = 60;
  for (const char* name : {"lunar-lander", "bipedal-walker"}) {
    CAPTURE(name);
    const GameRow& row = game_named(name);
    const auto together = make_lanes(row, lanes);
    std::vector<std::unique_ptr<Game>> alone;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      alone.push_back(row.make());
      Random random(lane), same(lane);
      together->reset(lane, random);
      alone.back()->reset(same);
    }
    Random outputs(7);
    std::vector<float> actions(row.outputs * lanes), seen(row.inputs * lanes);
    for (std::size_t step = 0; step < steps; ++step) {
      for (float& each : actions) each = static_cast<float>(outputs.uniform(-1, 1));
      together->step(actions);
      together->observe(seen);
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        std::vector<double> action;
        for (std::size_t i = 0; i < row.outputs; ++i) action.push_back(static_cast<double>(actions[i * lanes + lane]));
        if (!alone[lane]->over()) alone[lane]->step(action);
        CHECK(together->over(lane) == alone[lane]->over());
        CHECK(together->score(lane) == alone[lane]->score());
        for (std::size_t i = 0; i < row.inputs; ++i)
          CHECK(static_cast<double>(seen[i * lanes + lane]) == alone[lane]->observe()[i]);
      }
    }
  }
}

TEST_CASE("games on Box2D bear outputs that are no numbers", "[evolve][game]") {
  for (const char* name : {"lunar-lander", "bipedal-walker"}) {
    const auto game = game_named(name).make();
    Random random(1);
    game->reset(random);
    for (int step = 0; step < 20 && !game->over(); ++step)
      game->step(std::vector<double>(4, std::numeric_limits<double>::quiet_NaN()));
    for (const double seen : game->observe()) CHECK(std::isfinite(seen));
    CHECK(std::isfinite(game->score()));
  }
}

}  // namespace plexus::evolve
