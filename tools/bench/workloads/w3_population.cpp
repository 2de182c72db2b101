// W3: a population at play. Every network makes 500 steps in each of its environments, which start again when they
// fail. Phenotypes are built before; the time is that of stepping.

#include <algorithm>
#include <cstdint>
#include <vector>

#include <plexus/core/parallel.hpp>
#include <plexus/evolve/game/cartpole.hpp>
#include <plexus/evolve/game/cartpole_lanes.hpp>
#include <plexus/program/agent.hpp>
#include <plexus/program/batch_agent.hpp>

#include "../recipes.hpp"
#include "makers.hpp"

namespace plexus::bench {
namespace {

using evolve::CartPole;
using evolve::CartPoleLanes;

constexpr std::size_t networks = 1000, steps = 500, environments = 16;

CartPole::Observation start_of(SplitMix64& random) {
  CartPole::Observation observation{};
  std::ranges::generate(observation, [&] { return random.uniform(-0.05, 0.05); });
  return observation;
}

// A game whose start or last step was counted already is over at its limit too; that is no failure.
bool failed(const CartPole& game) { return game.over() && game.steps() < game.limit(); }

// Plays one network in one environment; returns how often it failed.
std::size_t play(Agent& agent, std::uint64_t k) {
  SplitMix64 random(70000 + k);
  CartPole game;
  std::size_t failures = 0;
  game.start(start_of(random));
  agent.clear();
  for (std::size_t step = 0; step < steps; ++step) {
    game.step(agent.activate(game.observe()));
    if (!failed(game)) continue;
    ++failures;
    game.start(start_of(random));
  }
  return failures;
}

// Plays one network in 16 environments in lockstep.
std::size_t play(BatchAgent& agent, std::uint64_t k) {
  SplitMix64 random(70000 + k);
  CartPoleLanes games(environments);
  std::size_t failures = 0;
  for (std::size_t lane = 0; lane < environments; ++lane) games.start(lane, start_of(random));
  agent.clear();
  for (std::size_t step = 0; step < steps; ++step) {
    games.observe(agent.input());
    agent.step();
    for (const std::uint32_t lane : games.step(agent.output())) {
      if (games.score(lane) >= steps) continue;  // at its limit: no failure
      ++failures;
      games.start(lane, start_of(random));
    }
  }
  return failures;
}

template <class Player>
class Games : public Workload {
 public:
  template <class Make>
  Games(std::string_view name, double failures, double tolerance, std::size_t threads, Make make)
      : name_(name), wanted_(failures), tolerance_(tolerance), threads_(threads), failures_(networks) {
    for (std::uint64_t k = 0; k < networks; ++k) players_.push_back(make(pole_network(k)));
  }

  void check() override {
    run(networks);
    double sum = 0;
    for (const std::size_t each : failures_) sum += static_cast<double>(each);
    require_checksum(name_, wanted_, sum, tolerance_);
  }

  void run(std::size_t operations) override {
    for (std::size_t done = 0; done < operations; done += networks)
      parallel_for(std::min(networks, operations - done), threads_,
                   [&](std::size_t k) { failures_[k] = play(players_[k], k); });
  }

  std::size_t round() const override { return networks; }

 private:
  std::string_view name_;
  double wanted_, tolerance_;
  std::size_t threads_;
  std::vector<Player> players_;
  std::vector<std::size_t> failures_;  // of each network, in its last game
};

}  // namespace

std::unique_ptr<Workload> w3a(std::size_t threads) {
  return std::make_unique<Games<Agent>>("W3a: failures of all networks", 39838, 20, threads,
                                        [](const Network& network) { return Agent(network); });
}

std::unique_ptr<Workload> w3b(std::size_t threads) {
  return std::make_unique<Games<BatchAgent>>("W3b: failures of all networks", 637216, 200, threads,
                                             [](const Network& network) { return BatchAgent(network, environments); });
}

}  // namespace plexus::bench
