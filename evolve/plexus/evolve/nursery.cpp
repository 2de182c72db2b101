#include <plexus/evolve/nursery.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include <plexus/evolve/cross.hpp>
#include <plexus/evolve/mutate.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t lasting_species = 2;  // the best so many have children even when they stagnate

// In a simplification children have one parent, and mutations of their own.
Options options_of(const Parents& parents, const Options& options) {
  Options in_use = options;
  if (!parents.simplifies) return in_use;
  in_use.crossover.share = 0;
  in_use.mutation.kinds = options.phases.simplifying;
  in_use.mutation.choose = {};
  return in_use;
}

// Fitness of which more is better.
std::vector<double> fitness_of(std::span<const double> scores, Goal goal) {
  std::vector<double> fitness(scores.begin(), scores.end());
  if (goal == Goal::minimise) std::ranges::transform(fitness, fitness.begin(), std::negate<>());
  return fitness;
}

std::vector<double> worth(const Parents& parents, const Options& options) {
  return options.species.sharing == Sharing::fitness ? chances(fitness_of(parents.scores, options.goal))
                                                     : merits(parents.scores, parents.order, options.goal);
}

}  // namespace

Nursery::Nursery(const Parents& parents, const State& state)
    : parents_(parents),
      state_(state),
      options_(options_of(parents, state.options)),
      pools_(parents.species.size()),
      shares_(parents.species.size()) {
  const auto each_worth = worth(parents, options_);
  for (const std::size_t i : parents_.order) {
    const std::size_t species = parents_.species_of[i];
    pools_[species].members.push_back(i);
    shares_[species] += each_worth[i] / static_cast<double>(parents_.species[species].size);
  }
  drop_stagnant();
  for (Pool& pool : pools_) keep_survivors(pool);
}

void Nursery::drop_stagnant() {
  if (options_.species.stagnation == 0) return;
  std::vector<double> best;
  for (const Pool& pool : pools_) best.push_back(parents_.scores[pool.members.front()]);
  const auto order = ranking(best, options_.goal);
  for (std::size_t i = lasting_species; i < order.size(); ++i) {
    const std::size_t since = state_.generation - parents_.species[order[i]].improved;
    if (since / parents_.steps >= options_.species.stagnation) shares_[order[i]] = 0;
  }
}

void Nursery::keep_survivors(Pool& pool) const {
  const double share = std::ceil(options_.species.survival * static_cast<double>(pool.members.size()));
  pool.members.resize(std::max<std::size_t>(1, static_cast<std::size_t>(share)));
  for (const std::size_t i : pool.members)
    pool.fitness.push_back(options_.goal == Goal::maximise ? parents_.scores[i] : -parents_.scores[i]);
  pool.prepared = row(options_.selection.kind).prepare(pool.fitness, options_.selection);
}

Network Nursery::child(std::size_t species, Random& random) const {
  const std::size_t first = pick(pools_[species], random);
  std::optional<std::size_t> second;
  if (random.chance(options_.crossover.share)) {
    const bool elsewhere = random.chance(options_.crossover.between_species);
    second = pick(elsewhere ? random.pick(pools_) : pools_[species], random);
  }
  if (!second || (second == first && !options_.crossover.with_itself)) {
    Network child = parents_.networks[first].fresh_copy();
    mutate_unchecked(child, random, options_.mutation);
    return child;
  }
  return mutated(join(first, *second, random), random);
}

Network Nursery::mutated(Network network, Random& random) const {
  if (random.chance(options_.mutation.rate)) mutate_unchecked(network, random, options_.mutation);
  return network;
}

std::size_t Nursery::pick(const Pool& pool, Random& random) const {
  const SelectionRow& selection = row(options_.selection.kind);
  return pool.members[selection.pick_prepared(pool.fitness, pool.prepared, options_.selection, random)];
}

Network Nursery::join(std::size_t first, std::size_t second, Random& random) const {
  const auto is_fitter = [&](std::size_t a, std::size_t b) {
    return is_better(parents_.scores[a], parents_.scores[b], options_.goal);
  };
  const Fitter fitter =
      is_fitter(first, second) ? Fitter::first : (is_fitter(second, first) ? Fitter::second : Fitter::neither);
  return cross_unchecked({parents_.networks[first], parents_.networks[second], fitter}, random, options_.crossover,
                         options_.mutation.limits);
}

}  // namespace plexus::evolve
