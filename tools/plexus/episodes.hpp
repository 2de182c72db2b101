#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <plexus/evolve/game/game.hpp>
#include <plexus/network/network.hpp>

namespace plexus::command {

/// Throws Error when the network cannot play the game.
void require_player(const Network& network, const evolve::GameRow& game);

/// The scores of fresh episodes, each a function of the seed and its number, played in parallel.
std::vector<double> play_episodes(const Network& network, const evolve::GameRow& game, std::size_t episodes,
                                  std::uint64_t seed);

/// One line, in the score of the game: "cartpole, 100 fresh episodes of at most 500 steps: mean score 498.2, worst 431,
/// best 500". At least one score.
std::string line_of(const evolve::GameRow& game, const std::vector<double>& scores);

}  // namespace plexus::command
