#include <plexus/evolve/evaluate.hpp>

#include <algorithm>
#include <exception>
#include <new>

#include <plexus/core/callable.hpp>
#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/parallel.hpp>
#include <plexus/evolve/purpose.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t first_round = 4;  // episodes

// Calls `score`, and says where it was when it throws.
template <class Score, class... Where>
auto guarded(Score score, const Where&... where) {
  try {
    return score();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw Error("the fitness failed in generation ", where..., ": ", error.what());
  } catch (...) {
    throw Error("the fitness failed in generation ", where..., ": it threw something that is no std::exception");
  }
}

template <class Score>
auto guarded(Score score, const Trial& trial) {
  return guarded(score, trial.generation, " for individual ", trial.individual);
}

}  // namespace

std::vector<Evaluation> ThreadEvaluator::evaluate(std::span<const Network> networks, std::uint64_t seed,
                                                  std::uint64_t generation) {
  std::vector<Evaluation> evaluations(networks.size());
  parallel_for(networks.size(), threads_, [&](std::size_t i) {
    evaluations[i] = evaluate(networks[i], {seed, generation, i});
  });
  return evaluations;
}

Evaluation ThreadEvaluator::evaluate(const Network& network, const Trial& trial) const {
  return guarded([&] { return fitness_.evaluate(network, trial); }, trial);
}

std::optional<Confirmation> ThreadEvaluator::confirm(const Network& network, const Trial& trial,
                                                     std::optional<double> to_beat) {
  const std::size_t count = fitness_.confirmations();
  if (count == 0) return std::nullopt;
  const std::size_t at_once = fitness_.confirmed_at_once();
  std::vector<double> parts(count);
  double sum = 0;
  // In rounds that grow, so that most of those that were only lucky are found out after a few episodes.
  for (std::size_t first = 0, end = std::min(first_round, count);; first = end, end = std::min(2 * end, count)) {
    parallel_for((end - first + at_once - 1) / at_once, threads_, [&](std::size_t i) {
      const std::size_t begin = first + i * at_once;
      const std::span<double> scores(&parts[begin], std::min(at_once, end - begin));
      guarded([&] { fitness_.confirm(network, trial, begin, scores); }, trial);
    });
    for (std::size_t i = first; i < end; ++i) sum += parts[i];
    const double mean = sum / static_cast<double>(end);
    if (end == count || (to_beat && !is_better(mean, *to_beat, goal())))
      return Confirmation{mean, fitness_.evaluations_in(end)};
  }
}

PopulationEvaluator::PopulationEvaluator(Goal goal, Score score) : goal_(goal), score_(std::move(score)) {
  require_callable(score_, "PopulationEvaluator", "score");
}

std::vector<Evaluation> PopulationEvaluator::evaluate(std::span<const Network> networks, std::uint64_t seed,
                                                      std::uint64_t generation) {
  Random random(seed, generation, everyone, key_of(Purpose::episode));
  const auto scores = guarded([&] { return score_(networks, random); }, generation);
  if (scores.size() != networks.size())
    throw Error("the fitness returned ", count_of(scores.size(), "score"), " in generation ", generation, " for ",
                count_of(networks.size(), "network"), "; wanted one for each");
  std::vector<Evaluation> evaluations;
  evaluations.reserve(scores.size());
  for (const double score : scores) evaluations.push_back({score});
  return evaluations;
}

}  // namespace plexus::evolve
