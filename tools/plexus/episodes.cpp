#include "episodes.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/parallel.hpp>
#include <plexus/evolve/game/lockstep.hpp>

#include "text.hpp"

namespace plexus::command {

void require_player(const Network& network, const evolve::GameRow& game) {
  if (network.input_count() != game.inputs || network.output_count() != game.outputs)
    throw Error(game.name, " shows ", count_of(game.inputs, "number"), " and takes ", game.outputs,
                "; the network has ", count_of(network.input_count(), "input"), " and ",
                count_of(network.output_count(), "output"));
}

std::vector<double> play_episodes(const Network& network, const evolve::GameRow& game, std::size_t episodes,
                                  std::uint64_t seed) {
  constexpr std::uint64_t stream = 0xE915;  // apart from those that evolution draws from the same seed
  require_player(network, game);
  std::vector<double> scores(episodes);
  constexpr std::size_t at_once = evolve::most_lanes;
  parallel_for((episodes + at_once - 1) / at_once, 0, [&](std::size_t i) {
    const std::size_t first = i * at_once;
    evolve::play_episodes([&](std::size_t lanes) { return evolve::make_lanes(game, lanes); }, network,
                          [&](std::size_t episode) { return Random(seed, stream, first + episode); },
                          std::span(scores).subspan(first, std::min(at_once, episodes - first)));
  });
  return scores;
}

std::string line_of(const evolve::GameRow& game, const std::vector<double>& scores) {
  const double mean = std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
  const auto [worst, best] = std::ranges::minmax(scores);
  std::string line = std::string(game.name) + ", " + count_of(scores.size(), "fresh episode") + " of at most " +
                     count_of(game.make()->limit(), "step") + ": ";
  if (scores.size() == 1) return line + "score " + rounded(mean, 6);
  if (worst == best) return line + "mean score " + rounded(worst, 6) + ", the same in each";
  return line + "mean score " + rounded(mean, 6) + ", worst " + rounded(worst, 6) + ", best " + rounded(best, 6);
}

}  // namespace plexus::command
