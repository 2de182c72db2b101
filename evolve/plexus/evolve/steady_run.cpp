#include <plexus/evolve/steady_run.hpp>

#include <utility>

#include <plexus/evolve/run_steps.hpp>
#include <plexus/evolve/strategy/steady_state.hpp>

namespace plexus::evolve {

SteadyRun::SteadyRun(Population& population, ThreadEvaluator& evaluator)
    : population_(population),
      evaluator_(evaluator),
      evaluations_(population.ask().size()),
      queue_(population.options().threads) {
  if (population.has_champion()) best_ = population.champion().score;
  for (std::size_t i = 0; i < evaluations_.size(); ++i) begin(i, population.ask()[i], population.generation());
}

void SteadyRun::begin(std::size_t position, const Network& network, std::uint64_t generation) {
  const Trial trial{population_.options().seed, generation, position};
  evaluations_[position] = queue_.add([this, trial, network] { return evaluator_.evaluate(network, trial); });
}

void SteadyRun::tell_window() {
  const State& state = population_.state();
  State next = next_of(state);
  std::vector<Evaluation> found;
  found.reserve(evaluations_.size());
  for (std::size_t i = 0; i < evaluations_.size(); ++i) {
    Evaluation& evaluation = found.emplace_back(evaluations_[i].get());
    settle(state.networks[i], i, evaluation, state.generation);
    confirm(as_scored(state.networks[i], evaluation), i, evaluation);
    const Network parent = inherited(state.networks[i], evaluation, state.options);
    next.networks.push_back(replace_scored(next, state.starts, parent, evaluation.score, i));
    begin(i, next.networks.back(), state.generation + 1);
  }
  close_window(next);
  require_finite_scores(population_, scores_of(found));
  const std::size_t leader = population_.leader(scores_of(found));
  found[leader].solved =
      found[leader].solved || evaluator_.solves(as_scored(state.networks[leader], found[leader]), found[leader]);
  population_.tell(found, std::move(next));
}

void SteadyRun::confirm(const Network& network, std::size_t position, Evaluation& evaluation) {
  const State& state = population_.state();
  if (best_ && !is_better(evaluation.score, *best_, state.options.goal)) return;
  const bool is_champion = state.champion && network == state.champion->network;
  const auto found = is_champion ? std::optional(Confirmation{state.champion->score, 0})
                                 : evaluator_.confirm(network, {state.options.seed, state.generation, position}, best_);
  if (found) {
    evaluation.score = found->score;
    evaluation.evaluations += found->evaluations;
  }
  if (!best_ || is_better(evaluation.score, *best_, state.options.goal)) best_ = evaluation.score;
}

}  // namespace plexus::evolve
