#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <plexus/evolve/alignment.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/state.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// How different two networks are: structure * (genes that one of them has) / (genes of the one with more) + weights *
/// (mean difference of the values of genes that both have). A gene is a connection with its weight, or a unit, not an
/// input, with its bias; a unit with another activation is another gene, and a connection the
/// same, be it disabled or not. Inputs and outputs are the same by their
/// order, hidden units by their ids. 0 for equal networks; the same, but for rounding, when they change places. Where
/// both networks have fewer genes than SpeciesOptions::small_genomes, the first term is not divided.
///
/// Source: Stanley and Miikkulainen 2002, equation 1, with excess genes counted as disjoint ones.
double distance(const Network& a, const Network& b, const SpeciesOptions& options);
/// The same with their alignment, `align_alike(a.topology(), b.topology())`.
double distance(const Network& a, const Network& b, std::span<const CommonRun> runs, const SpeciesOptions& options);

/// The genes of a network that count for a distance: its parameters and the connections that are disabled.
std::size_t gene_count(const Topology& topology);

/// What the structure adds to the distance of networks with so many genes, of which so many are common.
double structural_distance(std::size_t genes, std::size_t other_genes, std::size_t common,
                           const SpeciesOptions& options);

/// Sorts networks, of which there is one at least, into species, by SpeciesOptions::kind (see speciation_rows.hpp).
/// Returns the index of each network's species. In `state` the species get their new sizes, and those without a member
/// go. The work grows with the networks and with their genes; networks of one structure share most of it. It is done on
/// Options::threads threads, and the answer does not depend on them. Without species (SpeciesOptions::enabled) all are
/// in one.
std::vector<std::size_t> speciate(std::span<const Network> networks, State& state);

/// Notes the best scores of the species that `speciate` sorted networks into. Where a threshold decides, it also draws
/// the members that newcomers are compared with from here on, and steers the threshold.
void update_species(std::span<const Network> networks, std::span<const double> scores,
                    std::span<const std::size_t> species_of, State& state);

/// The threshold after a generation with so many species: higher when they were too many, lower when too few.
double steer(double threshold, std::size_t species, const SpeciesOptions& options);

/// Divides `total` children in proportion to `shares` (numbers >= 0), by largest remainders, so that each gets at least
/// its minimum. Their sum is always `total`, which must not be less than that of the minima. Shares that are all 0
/// count as equal.
std::vector<std::size_t> allocate(std::span<const double> shares, std::span<const std::size_t> minima,
                                  std::size_t total);

}  // namespace plexus::evolve
