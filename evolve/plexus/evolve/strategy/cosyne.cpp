#include <plexus/evolve/strategy/cosyne.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include <plexus/core/findings.hpp>
#include <plexus/core/parallel.hpp>
#include <plexus/core/sine.hpp>
#include <plexus/evolve/evaluation.hpp>
#include <plexus/evolve/option_ranges.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/strategy/movable.hpp>
#include <plexus/evolve/strategy/strategies.hpp>

namespace plexus::evolve {
namespace {

using Values = std::vector<double>;

double cauchy(Random& random) {
  const double angle = std::numbers::pi * (random.uniform() - 0.5);
  return sine(angle) / cosine(angle);
}

// So many of all, at least one.
std::size_t part_of(double share, std::size_t all) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(all)));
}

// Each value from either parent, and some a step from there.
Values offspring_of(std::span<const Values> parents, const Movable& moves, const CosyneOptions& options,
                    Random& random) {
  const std::size_t first = random.below(parents.size());
  std::size_t second = parents.size() > 1 ? random.below(parents.size() - 1) : 0;
  if (parents.size() > 1 && second >= first) ++second;
  Values child = parents[first];
  for (std::size_t i = 0; i < child.size(); ++i) {
    if (random.chance(0.5)) child[i] = parents[second][i];
    if (random.chance(options.mutation))
      child[i] = std::clamp(child[i] + options.scale * cauchy(random), -moves.limit(i), moves.limit(i));
  }
  return child;
}

std::vector<Network> networks_of(std::span<const Values> all, const Movable& moves) {
  std::vector<Network> networks;
  networks.reserve(all.size());
  for (const Values& values : all) networks.push_back(moves.network(values));
  return networks;
}

}  // namespace

double permutation_chance(double merit, std::size_t parameters) {
  return 1 - std::pow(merit, 1 / static_cast<double>(parameters));
}

void permute(std::span<double> subpopulation, std::span<const double> chances, Random& random) {
  std::vector<std::size_t> marked;
  for (std::size_t j = 0; j < subpopulation.size(); ++j)
    if (random.chance(chances[j])) marked.push_back(j);
  std::vector<double> values;
  values.reserve(marked.size());
  for (const std::size_t j : marked) values.push_back(subpopulation[j]);
  random.shuffle(values);
  for (std::size_t k = 0; k < marked.size(); ++k) subpopulation[marked[k]] = values[k];
}

void begin_cosyne(State& state, std::span<const Network> starts) {
  const Options& options = state.options;
  const Movable moves = keep_start(state, starts, row(options.strategy).name);
  std::vector<Values> all(options.population, moves.values_of(starts[0]));
  parallel_for(all.size(), options.threads, [&](std::size_t j) {
    Random random(options.seed, 0, j, key_of(Purpose::draw));
    for (double& value : all[j]) value += random.uniform(-options.cosyne.range, options.cosyne.range);
  });
  state.networks = networks_of(all, moves);
}

void advance_cosyne(const State& state, const Scored& scored, State& next) {
  const Options& options = state.options;
  const Movable moves = movable(state);
  const std::size_t count = state.networks.size(), n = moves.count();
  const auto merit = merits(scored.scores, scored.order, options.goal);
  std::vector<Values> all;  // best first
  std::vector<double> chances;
  const double best_merit = merit[scored.order.front()], worst_merit = merit[scored.order.back()];
  for (const std::size_t j : scored.order) {
    all.push_back(moves.values_of(state.networks[j]));
    const bool is_best = merit[j] == best_merit && best_merit > worst_merit;
    const double chance = is_best ? 0 : permutation_chance(merit[j], n);
    chances.push_back(options.cosyne.permute_all ? 1 : chance);
  }
  const std::size_t parents = part_of(options.cosyne.parents, count);
  const std::size_t replaced =
      std::min(count - 1, static_cast<std::size_t>(options.cosyne.offspring * static_cast<double>(count)));
  const std::vector<Values> best(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(parents));
  parallel_for(replaced, options.threads, [&](std::size_t k) {
    Random random(options.seed, state.generation + 1, k, key_of(Purpose::draw));
    all[count - 1 - k] = offspring_of(best, moves, options.cosyne, random);
    if (!options.cosyne.permute_all) chances[count - 1 - k] = 0;  // they are scored as they are, once
  });
  parallel_for(n, options.threads, [&](std::size_t i) {
    Random random(options.seed, state.generation + 1, i, key_of(Purpose::permute));
    Values subpopulation;
    for (const Values& values : all) subpopulation.push_back(values[i]);
    permute(subpopulation, chances, random);
    for (std::size_t j = 0; j < count; ++j) all[j][i] = subpopulation[j];
  });
  next.networks = networks_of(all, moves);
}

void check_cosyne_options(const Options& options, Findings& findings) {
  const CosyneOptions& all = options.cosyne;
  want_positive(findings, "cosyne.range", all.range);
  findings.want(all.parents > 0 && all.parents <= 1, "cosyne.parents", all.parents, "a number in (0, 1]");
  findings.want(all.offspring >= 0 && all.offspring < 1, "cosyne.offspring", all.offspring, "a number in [0, 1)");
  want_share(findings, "cosyne.mutation", all.mutation);
  want_not_negative(findings, "cosyne.scale", all.scale);
}

void check_cosyne(const State& state, Findings& findings) {
  check_one_topology(state, findings);
  findings.want(state.networks.size() == state.options.population, "the number of networks", state.networks.size(),
                "the population, " + std::to_string(state.options.population));
}

}  // namespace plexus::evolve
