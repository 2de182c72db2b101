#include <plexus/evolve/game/lockstep.hpp>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <plexus/core/error.hpp>

namespace plexus::evolve {
namespace {

void require_fit(const VectorEnvironment& environment, const BatchAgent& agent) {
  if (agent.lanes() != environment.lanes())
    throw Error("play_episodes: the environment has ", environment.lanes(), " lanes, the agent ", agent.lanes());
  if (agent.input_count() != environment.observation_count())
    throw Error("play_episodes: the game shows ", environment.observation_count(), " numbers, the network has ",
                agent.input_count(), " inputs");
  if (agent.output_count() != environment.action_count())
    throw Error("play_episodes: the game takes ", environment.action_count(), " numbers, the network has ",
                agent.output_count(), " outputs");
}

}  // namespace

void play_episodes(VectorEnvironment& environment, BatchAgent& agent, const EpisodeRandom& random,
                   std::span<double> scores) {
  require_fit(environment, agent);
  std::vector<std::size_t> episode_in(environment.lanes());
  std::size_t next = 0, playing = 0;
  // Starts the next episode in a lane; passes over those that are over at once.
  const auto begin = [&](std::size_t lane) {
    while (next < scores.size()) {
      const std::size_t episode = next++;
      Random numbers = random(episode);
      environment.reset(lane, numbers);
      if (!environment.over(lane)) {
        episode_in[lane] = episode;
        agent.clear(lane);
        return true;
      }
      scores[episode] = environment.score(lane);
    }
    return false;
  };
  for (std::size_t lane = 0; lane < environment.lanes(); ++lane) playing += begin(lane) ? 1 : 0;
  while (playing > 0) {
    environment.observe(agent.input());
    agent.step();
    for (const std::uint32_t lane : environment.step(agent.output())) {
      scores[episode_in[lane]] = environment.score(lane);
      if (!begin(lane)) --playing;
    }
  }
}

void play_episodes(const MakeEnvironment& make, const Network& network, const EpisodeRandom& random,
                   std::span<double> scores) {
  if (scores.empty()) return;
  const auto environment = make(std::min(scores.size(), most_lanes));
  BatchAgent agent(network, environment->lanes());
  play_episodes(*environment, agent, random, scores);
}

Fitness score_in(MakeEnvironment make, const EpisodeOptions& options) {
  const auto shared = std::make_shared<const MakeEnvironment>(std::move(make));
  return {options,
          [shared](const Network& network, const EpisodeRandom& random, std::span<double> scores) {
            play_episodes(*shared, network, random, scores);
          },
          most_lanes};
}

}  // namespace plexus::evolve
