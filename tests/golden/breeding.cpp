#include "breeding.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <plexus/evolve/crossover/operators.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/neataptic.hpp>
#include <plexus/evolve/score.hpp>
#include <plexus/evolve/select.hpp>
#include <plexus/evolve/share.hpp>

#include "functions.hpp"

namespace plexus::golden {
namespace {

std::vector<evolve::MutationShare> mutations_in(const Json& list) {
  if (list == "FFW") return evolve::even_shares(evolve::feed_forward_list());
  if (list == "ALL") return evolve::even_shares(evolve::all_mutations());
  std::vector<evolve::MutationShare> shares;
  for (const Json& name : list)
    shares.push_back({row_in_neataptic(evolve::mutation_rows(), name.get<std::string>()).mutation, 1});
  return shares;
}

}  // namespace

evolve::Options options_in(const Json& options) {
  evolve::Options found = evolve::neataptic_options();
  found.population = truthy_count(options, "popsize", found.population);
  found.elitism = truthy_count(options, "elitism", found.elitism);
  found.provenance = truthy_count(options, "provenance", found.provenance);
  found.mutation.rate = truthy(options, "mutationRate", found.mutation.rate);
  found.mutation.amount = truthy_count(options, "mutationAmount", found.mutation.amount);
  found.crossover.equal = flag(options, "equal");
  if (flag(options, "mutation")) found.mutation.kinds = mutations_in(options.at("mutation"));
  found.selection.kind =
      row_in_neataptic(evolve::selection_rows(), truthy_name(options, "selection", "POWER")).selection;
  return found;
}

Network as_tested(const Network& network, const Json& want, Comparison& comparison) {
  const double dropout = truthy(want, "dropout", 0), kept = 1 - dropout;
  if (dropout == 0) return network;
  TopologyParts parts = network.topology().parts();
  for (std::size_t i = 0; i < std::min(parts.units.size(), want.at("nodes").size()); ++i) {
    if (parts.units[i].role != Role::hidden || want.at("nodes")[i].at("mask") != kept) continue;
    if (parts.units[i].mask != kept) comparison.note("pins that a test sets masks after dropout; ours changes nothing");
    parts.units[i].mask = kept;
  }
  return evolve::with_topology(network, std::move(parts));
}

Network cross_as_neataptic(const Network& first, const Network& second, double first_score, double second_score,
                           bool equal, Draws& draws) {
  using evolve::Fitter;
  Fitter fitter = Fitter::neither;
  if (!equal && first_score != second_score) fitter = first_score > second_score ? Fitter::first : Fitter::second;
  return evolve::by_position({first, second, fitter}, draws.random(), {}, {});
}

std::vector<Network> breed(const std::vector<Network>& population, const std::vector<double>& scores,
                           const std::vector<Network>& starts, const evolve::Options& options, Draws& draws) {
  const auto order = evolve::ranking(scores, evolve::Goal::maximise);
  std::vector<double> fitness;
  for (const std::size_t i : order) fitness.push_back(scores[i]);
  const auto select = [&] {
    return order[evolve::row(options.selection.kind).pick(fitness, options.selection, draws.random())];
  };

  std::vector<Network> next;
  for (std::size_t i = 0; i < options.provenance; ++i) next.push_back(starts.at(0));
  while (next.size() + options.elitism < options.population) {
    const std::size_t first = select(), second = select();
    next.push_back(cross_as_neataptic(population[first], population[second], scores[first], scores[second],
                                      options.crossover.equal, draws));
  }
  for (Network& network : next) {
    if (draws.random().uniform() > options.mutation.rate) continue;
    Genome genome(network);
    for (std::size_t i = 0; i < options.mutation.amount; ++i) {
      const auto& kinds = options.mutation.kinds;
      genome.mutate(kinds[evolve::draw_by_share(kinds, draws.random())].mutation, draws, options.mutation);
    }
    network = genome.network();
  }
  for (std::size_t i = 0; i < options.elitism; ++i) next.push_back(population[order[i]]);
  return next;
}

}  // namespace plexus::golden
