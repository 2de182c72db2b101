#include <plexus/evolve/game/lockstep.hpp>

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include <plexus/core/callable.hpp>
#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

void require_over(const VectorEnvironment& environment) {
  for (std::size_t lane = 0; lane < environment.lanes(); ++lane)
    if (!environment.over(lane))
      throw Error("play_episodes: an episode is still being played in lane ", lane, " of ", environment.lanes(),
                  "; give it an environment in which all are over, such as a new one");
}

void require_fit(const VectorEnvironment& environment, const BatchAgent& agent) {
  if (agent.lanes() != environment.lanes())
    throw Error("play_episodes: the environment has ", count_of(environment.lanes(), "lane"), ", the agent ",
                agent.lanes());
  if (agent.input_count() != environment.observation_count())
    throw Error("play_episodes: the game shows ", count_of(environment.observation_count(), "number"),
                ", the network has ", count_of(agent.input_count(), "input"));
  if (agent.output_count() != environment.action_count())
    throw Error("play_episodes: the game takes ", count_of(environment.action_count(), "number"), ", the network has ",
                count_of(agent.output_count(), "output"));
}

// An end that `step` kept to itself would never be noticed.
void require_told(const VectorEnvironment& environment, std::span<const std::size_t> episode_in) {
  for (std::size_t lane = 0; lane < episode_in.size(); ++lane)
    if (episode_in[lane] != none && environment.over(lane))
      throw Error("play_episodes: the episode in lane ", lane, " of ", environment.lanes(),
                  " is over, but step did not return that lane when it ended; let it");
}

constexpr std::size_t steps_between_looks = 1024;

}  // namespace

void play_episodes(VectorEnvironment& environment, BatchAgent& agent, const EpisodeRandom& random,
                   std::span<double> scores, const EpisodeLimit& limit) {
  require_callable(random, "play_episodes", "random");
  require_fit(environment, agent);
  require_over(environment);
  std::vector<std::size_t> episode_in(environment.lanes(), none);
  std::vector<std::size_t> begun_at(environment.lanes(), 0);  // the step
  std::vector<bool> left(environment.lanes(), false);         // still moves, but its episode is over by the limit
  std::size_t next = 0, playing = 0, step = 0;
  // Starts the next episode in a lane; passes over those that are over at once.
  const auto begin = [&](std::size_t lane) {
    while (next < scores.size()) {
      const std::size_t episode = next++;
      Random numbers = random(episode);
      environment.reset(lane, numbers);
      if (!environment.over(lane)) {
        episode_in[lane] = episode;
        begun_at[lane] = step;
        left[lane] = false;
        agent.clear(lane);
        return true;
      }
      scores[episode] = environment.score(lane);
    }
    episode_in[lane] = none;
    return false;
  };
  for (std::size_t lane = 0; lane < environment.lanes(); ++lane) playing += begin(lane) ? 1 : 0;
  while (playing > 0) {
    environment.observe(agent.input());
    agent.step();
    ++step;
    for (const std::uint32_t lane : environment.step(agent.output())) {
      if (lane < left.size() && left[lane]) continue;
      if (lane >= episode_in.size() || episode_in[lane] == none)
        throw Error("play_episodes: the environment says that an episode ended in lane ", lane, " of ",
                    environment.lanes(), ", where none was played");
      scores[episode_in[lane]] = environment.score(lane);
      if (!begin(lane)) --playing;
    }
    for (std::size_t lane = 0; limit.steps > 0 && lane < episode_in.size(); ++lane) {
      if (episode_in[lane] == none || step - begun_at[lane] < limit.steps) continue;
      scores[episode_in[lane]] = environment.score(lane);
      if (begin(lane)) continue;
      left[lane] = true;
      --playing;
    }
    if (step % steps_between_looks == 0) require_told(environment, episode_in);
    if (EpisodeLimit{0, limit.deadline}.ends_after(step)) return;
  }
}

void play_episodes(const MakeEnvironment& make, const Network& network, const EpisodeRandom& random,
                   std::span<double> scores, const EpisodeLimit& limit) {
  require_callable(make, "play_episodes", "make");
  if (scores.empty()) return;
  const auto environment = make(std::min(scores.size(), most_lanes));
  if (environment == nullptr)
    throw Error("play_episodes: the function that makes environments returned null; let it return one");
  BatchAgent agent(network, environment->lanes());
  play_episodes(*environment, agent, random, scores, limit);
}

Fitness score_in(MakeEnvironment make, const EpisodeOptions& options) {
  require_callable(make, "score_in", "make");
  const auto shared = std::make_shared<const MakeEnvironment>(std::move(make));
  EpisodeOptions complete = options;
  complete.confirm = options.confirm.value_or(usual_confirm_in_lanes);
  return {complete,
          [shared](const Network& network, const EpisodeRandom& random, std::span<double> scores,
                   const EpisodeLimit& limit) { play_episodes(*shared, network, random, scores, limit); },
          most_lanes};
}

}  // namespace plexus::evolve
