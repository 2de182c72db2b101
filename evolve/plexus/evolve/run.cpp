#include <plexus/evolve/run.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/run_steps.hpp>
#include <plexus/evolve/steady_run.hpp>
#include <plexus/evolve/stop.hpp>

namespace plexus::evolve {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

// Whoever is best of all so far must prove it: its score is replaced by the confirmed one, which may make another the
// best. A champion that lives on keeps the score that it was confirmed with.
void confirm_best(const Population& population, Evaluator& evaluator, std::span<Evaluation> evaluations) {
  std::vector<double> scores = scores_of(evaluations);
  std::optional<double> to_beat;
  if (population.has_champion()) to_beat = population.champion().score;
  std::optional<double> bar = to_beat;  // the best confirmed score: who stays below it need not be scored carefully
  std::vector<bool> confirmed(scores.size());
  for (;;) {
    const std::size_t leader = population.leader(scores);
    if (confirmed[leader] || (to_beat && !is_better(scores[leader], *to_beat, population.options().goal))) return;
    const Network network = as_scored(population.ask()[leader], evaluations[leader]);
    const Trial trial{population.options().seed, population.generation(), leader};
    const bool is_champion = to_beat && network == population.champion().network;
    const auto found = is_champion ? std::optional(Confirmation{*to_beat, 0}) : evaluator.confirm(network, trial, bar);
    if (!found) return;
    evaluations[leader].score = scores[leader] = found->score;
    evaluations[leader].evaluations += found->evaluations;
    confirmed[leader] = true;
    if (!bar || is_better(found->score, *bar, population.options().goal)) bar = found->score;
  }
}

}  // namespace

void require_finite_scores(const Population& population, std::span<const double> scores) {
  if (std::ranges::any_of(scores, [](double score) { return std::isfinite(score); })) return;
  if (std::ranges::any_of(population.history(), [](const Record& record) { return !std::isnan(record.mean); })) return;
  const Options& options = population.options();
  const auto is_enough = [&](double score) {
    return options.target && !std::isnan(score) && !is_better(*options.target, score, options.goal);
  };
  if (std::ranges::any_of(scores, is_enough)) return;
  const auto none = std::ranges::count_if(scores, [](double score) { return std::isnan(score); });
  throw Error("run: in generation ", population.generation(), " the fitness gave none of ",
              count_of(scores.size(), "network"), " a finite score (", none, " NaN, ",
              static_cast<std::ptrdiff_t>(scores.size()) - none,
              " infinite), so there is nothing to select by; give networks that fail a finite score that is bad, and "
              "look for numbers that are too large or not finite in what the fitness reads");
}

Result run_steps(Population& population, Goal goal, const std::function<void()>& step,
                 const OnGeneration& on_generation) {
  population.aim(goal);
  const auto begin = Clock::now();
  const std::size_t before = evaluations_of(population);
  std::optional<Stopped> stopped = reason_to_stop(population, 0);
  for (const std::size_t first = population.generation(); !stopped;) {
    step();
    const double seconds = seconds_since(begin);
    stopped = reason_to_stop(population, seconds);
    if (!on_generation) continue;
    const double rate = static_cast<double>(evaluations_of(population) - before) / seconds;
    const double pace = seconds / static_cast<double>(population.generation() - first);
    const Generation report{population.history().back(),
                            population,
                            rate,
                            seconds,
                            stopped ? 0 : seconds_left(population, seconds, pace, rate),
                            stopped};
    if (!on_generation(report) && !stopped) stopped = Stopped::callback;
  }
  const Champion& champion = population.champion();
  Result result{champion.network,
                champion.score,
                population.generation(),
                *stopped,
                {population.history().begin(), population.history().end()}};
  result.best.clear();  // as it was when it was scored
  return result;
}

Result run(Population& population, Evaluator& evaluator, const OnGeneration& on_generation) {
  const auto step = [&] {
    auto evaluations = evaluator.evaluate(population.ask(), population.options().seed, population.generation());
    settle(population.ask(), evaluations, population.generation());
    confirm_best(population, evaluator, evaluations);
    require_finite_scores(population, scores_of(evaluations));
    const std::size_t leader = population.leader(scores_of(evaluations));
    evaluations[leader].solved =
        evaluations[leader].solved ||
        evaluator.solves(as_scored(population.ask()[leader], evaluations[leader]), evaluations[leader]);
    population.tell(evaluations);
  };
  return run_steps(population, evaluator.goal(), step, on_generation);
}

Result run(Population& population, const Fitness& fitness, const OnGeneration& on_generation) {
  ThreadEvaluator evaluator(fitness, population.options().threads);
  if (population.options().strategy != Strategy::steady_state) return run(population, evaluator, on_generation);
  std::optional<SteadyRun> steady;
  const auto step = [&] {
    if (!steady) steady.emplace(population, evaluator);
    steady->tell_window();
  };
  return run_steps(population, fitness.goal(), step, on_generation);
}

Result run(const Network& start, Evaluator& evaluator, const Options& options, const OnGeneration& on_generation) {
  Options directed = options;
  directed.goal = evaluator.goal();
  Population population(start, directed);
  return run(population, evaluator, on_generation);
}

Result run(const Network& start, const Fitness& fitness, const Options& options, const OnGeneration& on_generation) {
  Options directed = options;
  directed.goal = fitness.goal();
  Population population(start, directed);
  return run(population, fitness, on_generation);
}

}  // namespace plexus::evolve
