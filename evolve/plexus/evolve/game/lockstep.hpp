#pragma once

#include <cstddef>
#include <span>

#include <plexus/evolve/fitness.hpp>
#include <plexus/evolve/game/vector_environment.hpp>
#include <plexus/network/network.hpp>
#include <plexus/program/batch_agent.hpp>

namespace plexus::evolve {

/// Plays as many episodes as there are scores to write, side by side, and each as `play_episode` would: when one ends,
/// the next one begins in its lane. Only a network with dense blocks adds them up in another order than in an Agent, so
/// that an episode may, once in a while, take another turn. Throws Error when the sizes of agent and environment do not
/// fit, when `random` is empty, when a lane of the environment is not over, and when the environment ends a lane that
/// is not playing. An episode that the limit ends has the score that it has then, and its lane is left as it is; when
/// time ends them, all end, and some scores are not written.
void play_episodes(VectorEnvironment& environment, BatchAgent& agent, const EpisodeRandom& random,
                   std::span<double> scores, const EpisodeLimit& limit = {});

/// The same in an environment of as many lanes as are worth it. Throws Error when `make` is empty or returns null.
void play_episodes(const MakeEnvironment& make, const Network& network, const EpisodeRandom& random,
                   std::span<double> scores, const EpisodeLimit& limit = {});

/// More episodes than these gain nothing from standing side by side: they are better played by several threads.
inline constexpr std::size_t most_lanes = 32;

/// The mean score of some episodes that are played side by side, several times as fast as one by one. A champion is
/// confirmed over 1,000 of them unless the options say otherwise. Throws Error when the options ask for no episode, or
/// `make` is empty.
Fitness score_in(MakeEnvironment make, const EpisodeOptions& options = {});

}  // namespace plexus::evolve
