#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/findings.hpp>
#include <plexus/core/random.hpp>
#include <plexus/evolve/evaluation.hpp>
#include <plexus/evolve/novelty.hpp>
#include <plexus/evolve/option_ranges.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/score.hpp>
#include <plexus/evolve/state.hpp>
#include <plexus/evolve/strategy/strategies.hpp>
#include <plexus/evolve/strategy/strategy.hpp>

// Source: Lehman and Stanley 2011, "Abandoning objectives: evolution through the search for novelty alone".

namespace plexus::evolve {
namespace {

constexpr std::size_t most_behaviours = 10'000'000;

// How the threshold adapts.
constexpr std::size_t crowd = 4, patience = 10;
constexpr double raise = 1.2, lower = 0.95;

// What is remembered, by name: the behaviours of the archive, [behaviour][number], and three numbers.
constexpr std::string_view archive_name = "novelty archive", pace_name = "novelty pace";

struct Pace {
  double dimension;  // numbers of a behaviour
  double threshold;
  double without;  // generations in a row of which none entered
};

Pace pace_of(const State& state) {
  const auto& numbers = remembered(state, pace_name);
  return {numbers.at(0), numbers.at(1), numbers.at(2)};
}

// The behaviours of a generation. Throws Error when one has none, or another number of numbers.
std::vector<double> behaviours_of(std::span<const Evaluation> evaluations, const State& state, std::size_t dimension) {
  std::vector<double> numbers;
  numbers.reserve(evaluations.size() * dimension);
  for (std::size_t i = 0; i < evaluations.size(); ++i) {
    const auto& behaviour = evaluations[i].behaviour;
    if (behaviour.empty())
      throw Error("novelty search: the evaluation of network ", i, " of generation ", state.generation,
                  " has no behaviour; use a fitness that fills Evaluation::behaviour, or another strategy");
    if (behaviour.size() != dimension)
      throw Error("novelty search: the behaviour of network ", i, " of generation ", state.generation, " has ",
                  behaviour.size(), " numbers, wanted as many as all others, ", dimension);
    numbers.insert(numbers.end(), behaviour.begin(), behaviour.end());
  }
  return numbers;
}

bool enters(Behaviours archive, Behaviours generation, std::size_t i, double threshold, const State& state) {
  if (!is_finite(generation[i])) return false;
  if (state.options.novelty.admission == Admission::threshold) return is_apart(generation[i], archive, threshold);
  Random random(state.options.seed, state.generation, i, key_of(Purpose::admission));
  return random.chance(state.options.novelty.chance);
}

void update_archive(std::vector<double>& archive, Pace& pace, Behaviours generation, const State& state) {
  std::size_t entered = 0;
  if (state.options.novelty.limit == 0) return;
  for (std::size_t i = 0; i < generation.size(); ++i) {
    if (!enters({archive, generation.dimension}, generation, i, pace.threshold, state)) continue;
    archive.insert(archive.end(), generation[i].begin(), generation[i].end());
    ++entered;
  }
  const std::size_t most = state.options.novelty.limit * generation.dimension;
  if (archive.size() > most) archive.erase(archive.begin(), archive.end() - static_cast<std::ptrdiff_t>(most));

  pace.without = entered == 0 ? pace.without + 1 : 0;
  if (entered > crowd) pace.threshold = std::min(pace.threshold * raise, std::numeric_limits<double>::max());
  if (pace.without < patience) return;
  const double least =
      std::max(std::min(state.options.novelty.floor, pace.threshold), std::numeric_limits<double>::min());
  pace.threshold = std::max(pace.threshold * lower, least);
  pace.without = 0;
}

// What has children: the novel, mixed with the good. More is better, or less, as the options say.
std::vector<double> worth(std::vector<double> novelty, std::span<const double> scores, const Options& options) {
  const double weight = options.novelty.score;
  if (weight > 0) {
    const auto by_novelty = merits(novelty, Goal::maximise), by_score = merits(scores, options.goal);
    for (std::size_t i = 0; i < novelty.size(); ++i)
      if (!std::isnan(novelty[i])) novelty[i] = (1 - weight) * by_novelty[i] + weight * by_score[i];
  }
  if (options.goal == Goal::minimise)
    for (double& each : novelty) each = -each;
  return novelty;
}

}  // namespace

void begin_novelty(State& state, std::span<const Network> starts) {
  begin_neat(state, starts);
  remembered(state, archive_name);
  remembered(state, pace_name) = {0, state.options.novelty.threshold, 0};
}

// NEAT, with novelty in place of the scores. What is novel in one generation no longer is in the next, so that the best
// novelty ever says nothing about a species: each begins anew in every generation, and none stagnates.
void advance_novelty(const State& state, const Scored& scored, State& next) {
  Pace pace = pace_of(state);
  const auto dimension =
      pace.dimension > 0 ? static_cast<std::size_t>(pace.dimension) : scored.evaluations.front().behaviour.size();
  const auto numbers = behaviours_of(scored.evaluations, state, dimension);
  const Behaviours generation{numbers, dimension};
  auto& archive = remembered(next, archive_name);
  const auto merit =
      worth(novelties(generation, {archive, dimension}, state.options.novelty.neighbours, state.options.threads),
            scored.scores, state.options);
  pace.dimension = static_cast<double>(dimension);
  update_archive(archive, pace, generation, state);
  remembered(next, pace_name) = {pace.dimension, pace.threshold, pace.without};
  for (Species& species : next.species) species.best_score = std::numeric_limits<double>::quiet_NaN();
  advance_neat(state, {scored.evaluations, merit, ranking(merit, state.options.goal)}, next);
}

void check_novelty_options(const Options& options, Findings& findings) {
  const NoveltyOptions& novelty = options.novelty;
  findings.want(novelty.neighbours >= 1, "novelty.neighbours", novelty.neighbours, "at least 1");
  findings.want(novelty.admission <= Admission::chance, "novelty.admission", static_cast<unsigned>(novelty.admission),
                "threshold or chance");
  want_positive(findings, "novelty.threshold", novelty.threshold);
  want_not_negative(findings, "novelty.floor", novelty.floor);
  want_share(findings, "novelty.chance", novelty.chance);
  findings.want(novelty.limit <= most_behaviours, "novelty.limit", novelty.limit,
                "0 to " + std::to_string(most_behaviours));
  want_share(findings, "novelty.score", novelty.score);
}

void check_novelty(const State& state, Findings& findings) {
  check_neat(state, findings);
  const auto& archive = remembered(state, archive_name);
  const auto& numbers = remembered(state, pace_name);
  findings.want(numbers.size() == 3, "the numbers of the pace of novelty search", numbers.size(), "3");
  if (numbers.size() != 3) return;
  const Pace pace = pace_of(state);
  const double most = static_cast<double>(std::numeric_limits<std::uint32_t>::max());
  const bool whole = pace.dimension >= 0 && pace.dimension <= most && pace.dimension == std::floor(pace.dimension);
  findings.want(whole && (pace.dimension > 0 || state.generation == 0), "the numbers of a behaviour", pace.dimension,
                "a whole number, above 0 after the first generation");
  findings.want(pace.threshold > 0 && std::isfinite(pace.threshold), "the threshold of the archive", pace.threshold,
                "a finite number above 0");
  findings.want(pace.without >= 0 && pace.without < static_cast<double>(patience),
                "the generations without an admission", pace.without, "0 to " + std::to_string(patience - 1));
  if (!whole) return;
  const auto dimension = static_cast<std::size_t>(pace.dimension);
  findings.want(dimension > 0 ? archive.size() % dimension == 0 : archive.empty(), "the numbers in the archive",
                archive.size(), "a multiple of the numbers of a behaviour, " + std::to_string(dimension));
  findings.want(is_finite(archive), "the archive", "not finite", "finite numbers");
}

}  // namespace plexus::evolve
