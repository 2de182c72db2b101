#include <plexus/evolve/speciate.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include <plexus/core/random.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/score.hpp>
#include <plexus/evolve/speciate/speciation_rows.hpp>

namespace plexus::evolve {
std::size_t gene_count(const Topology& topology) { return topology.parameter_count() + topology.disabled().size(); }

double structural_distance(std::size_t genes, std::size_t other_genes, std::size_t common,
                           const SpeciesOptions& options) {
  const auto longer = static_cast<double>(std::max(genes, other_genes));
  const double disjoint =
      static_cast<double>(genes) + static_cast<double>(other_genes) - 2.0 * static_cast<double>(common);
  if (!(longer > 0)) return 0;
  const double divisor = longer < static_cast<double>(options.small_genomes) ? 1 : longer;
  return options.structure * std::max(disjoint, 0.0) / divisor;
}

double distance(const Network& a, const Network& b, std::span<const CommonRun> runs, const SpeciesOptions& options) {
  const CommonGenes enabled = compare(a, b, runs), disabled = compare_disabled(a, b);
  const std::size_t common = enabled.count + disabled.count;
  const double mean = common > 0 ? (enabled.difference + disabled.difference) / static_cast<double>(common) : 0;
  return structural_distance(gene_count(a.topology()), gene_count(b.topology()), common, options) +
         options.weights * mean;
}

double distance(const Network& a, const Network& b, const SpeciesOptions& options) {
  return distance(a, b, align_alike(a.topology(), b.topology()), options);
}

std::vector<std::size_t> speciate(std::span<const Network> networks, State& state) {
  const SpeciesOptions& options = state.options.species;
  std::vector<std::size_t> species_of(networks.size(), 0);
  if (options.enabled)
    species_of = row(options.kind).sort(networks, state);
  else if (state.species.empty())
    found_species(state, networks.front());
  drop_empty(state.species, species_of);
  return species_of;
}

void update_species(std::span<const Network> networks, std::span<const double> scores,
                    std::span<const std::size_t> species_of, State& state) {
  auto& all = state.species;
  std::vector<std::vector<std::size_t>> members(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) members[i].reserve(all[i].size);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    members[species_of[i]].push_back(i);
    Species& species = all[species_of[i]];
    if (!is_better(scores[i], species.best_score, state.options.goal)) continue;
    species.best_score = scores[i];
    species.improved = state.generation;
  }
  if (!row(state.options.species.kind).by_threshold) return;
  for (std::size_t i = 0; i < members.size(); ++i) {
    Random random(state.options.seed, state.generation, all[i].id, key_of(Purpose::represent));
    all[i].representative = networks[random.pick(members[i])].fresh_copy();
  }
  state.threshold = steer(state.threshold, all.size(), state.options.species);
}

double steer(double threshold, std::size_t species, const SpeciesOptions& options) {
  if (species > options.target) return std::min(threshold * (1 + options.steering), 1e9);
  if (species < options.target) return std::max(threshold / (1 + options.steering), 1e-9);
  return threshold;
}

std::vector<std::size_t> allocate(std::span<const double> shares, std::span<const std::size_t> minima,
                                  std::size_t total) {
  double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  const bool equal = !(sum > 0);
  if (equal) sum = static_cast<double>(shares.size());

  std::vector<std::size_t> counts(shares.size());
  std::vector<double> remainders(shares.size());
  std::size_t given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double wanted = (equal ? 1 : shares[i]) / sum * static_cast<double>(total);
    counts[i] = std::min(static_cast<std::size_t>(wanted), total - given);
    remainders[i] = wanted - std::floor(wanted);
    given += counts[i];
  }
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; given < total; i = (i + 1) % order.size(), ++given) ++counts[order[i]];

  const auto spare = [&](std::size_t i) { return counts[i] > minima[i] ? counts[i] - minima[i] : 0; };
  for (std::size_t i = 0; i < counts.size(); ++i)
    for (; counts[i] < minima[i]; ++counts[i]) {
      std::size_t richest = 0;
      for (std::size_t k = 1; k < counts.size(); ++k)
        if (spare(k) > spare(richest)) richest = k;
      --counts[richest];
    }
  return counts;
}

}  // namespace plexus::evolve
