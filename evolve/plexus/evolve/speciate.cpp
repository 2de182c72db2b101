#include <plexus/evolve/speciate.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include <plexus/core/parallel.hpp>

namespace plexus::evolve {
namespace {

using Genes = std::vector<Gene>;

// The nearest of some representatives within the threshold.
std::optional<std::size_t> nearest(const Genes& genes, std::span<const Genes> representatives, double threshold,
                                   const SpeciesOptions& options) {
  std::optional<std::size_t> found;
  double closest = threshold;
  for (std::size_t i = 0; i < representatives.size(); ++i) {
    const double gap = distance(genes, representatives[i], options);
    if (gap < closest) {
      closest = gap;
      found = i;
    }
  }
  return found;
}

// Counts the members, and takes out the species without any.
void drop_empty(std::vector<Species>& species, std::vector<std::size_t>& species_of) {
  for (Species& each : species) each.size = 0;
  for (const std::size_t index : species_of) ++species[index].size;
  std::vector<std::size_t> moved(species.size());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < species.size(); ++i) {
    moved[i] = kept;
    if (species[i].size > 0) ++kept;
  }
  for (std::size_t& index : species_of) index = moved[index];
  std::erase_if(species, [](const Species& each) { return each.size == 0; });
}

}  // namespace

std::vector<Gene> genes_of(const Network& network) {
  const Topology& topology = network.topology();
  Genes genes;
  for (std::size_t i = topology.input_count(); i < topology.unit_count(); ++i)
    genes.push_back({mix(topology.units()[i].id, static_cast<Id>(topology.units()[i].activation)), network.bias(i)});
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    genes.push_back({topology.id_of(topology.connections()[i]), network.weight(i)});
  std::ranges::sort(genes, {}, &Gene::id);
  return genes;
}

double distance(std::span<const Gene> a, std::span<const Gene> b, const SpeciesOptions& options) {
  std::size_t common = 0;
  double difference = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->id == j->id) {
      ++common;
      difference += std::abs(i++->value - j++->value);
    } else {
      ++(i->id < j->id ? i : j);
    }
  }
  const auto longer = static_cast<double>(std::max(a.size(), b.size()));
  const auto disjoint = static_cast<double>(a.size() + b.size() - 2 * common);
  const double mean = common > 0 ? difference / static_cast<double>(common) : 0;
  return (longer > 0 ? options.structure * disjoint / longer : 0) + options.weights * mean;
}

double distance(const Network& a, const Network& b, const SpeciesOptions& options) {
  return distance(genes_of(a), genes_of(b), options);
}

std::vector<std::size_t> speciate(std::span<const Network> networks, State& state) {
  const SpeciesOptions& options = state.options.species;
  const double threshold = options.enabled ? state.threshold : std::numeric_limits<double>::infinity();
  std::vector<Species>& species = state.species;
  std::vector<Genes> representatives;
  for (const Species& each : species) representatives.push_back(genes_of(each.representative));

  std::vector<Genes> genes(networks.size());
  std::vector<std::optional<std::size_t>> joined(networks.size());
  parallel_for(networks.size(), state.options.threads, [&](std::size_t i) {
    genes[i] = genes_of(networks[i]);
    joined[i] = nearest(genes[i], representatives, threshold, options);
  });

  // Those that no species takes are compared with each other in their order, so that the answer has one.
  const std::size_t old_count = species.size();
  std::vector<std::size_t> species_of(networks.size());
  for (std::size_t i = 0; i < networks.size(); ++i) {
    if (!joined[i])
      if (const auto founded = nearest(genes[i], std::span(representatives).subspan(old_count), threshold, options))
        joined[i] = old_count + *founded;
    if (!joined[i]) {
      joined[i] = species.size();
      representatives.push_back(genes[i]);
      species.push_back({.id = ++state.species_seen,
                         .representative = networks[i],
                         .born = state.generation,
                         .best_score = std::numeric_limits<double>::quiet_NaN(),
                         .improved = state.generation,
                         .size = 0});
    }
    species_of[i] = *joined[i];
  }
  drop_empty(species, species_of);
  return species_of;
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
