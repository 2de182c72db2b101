#include "episodes.hpp"

#include <algorithm>
#include <numeric>

#include <plexus/core/error.hpp>
#include <plexus/core/parallel.hpp>

#include "text.hpp"

namespace plexus::command {

void require_player(const Network& network, const evolve::GameRow& game) {
  if (network.input_count() != game.inputs || network.output_count() != game.outputs)
    throw Error(game.name, " shows ", game.inputs, " numbers and takes ", game.outputs, "; the network has ",
                network.input_count(), " inputs and ", network.output_count(), " outputs");
}

std::vector<double> play_episodes(const Network& network, const evolve::GameRow& game, std::size_t episodes,
                                  std::uint64_t seed) {
  constexpr std::uint64_t stream = 0xE915;  // apart from those that evolution draws from the same seed
  require_player(network, game);
  std::vector<double> scores(episodes);
  parallel_for(episodes, 0, [&](std::size_t episode) {
    Random random(seed, stream, episode);
    Agent agent(network);
    scores[episode] = evolve::play_episode(*game.make(), agent, random);
  });
  return scores;
}

std::string line_of(const std::vector<double>& scores) {
  const double sum = std::accumulate(scores.begin(), scores.end(), 0.0);
  const auto [worst, best] = std::ranges::minmax(scores);
  return count_of(scores.size(), "fresh episode") + ": mean score " +
         with_decimals(sum / static_cast<double>(scores.size()), 1) + ", worst " + rounded(worst, 6) + ", best " +
         rounded(best, 6);
}

}  // namespace plexus::command
