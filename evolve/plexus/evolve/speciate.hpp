#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <plexus/evolve/options.hpp>
#include <plexus/evolve/state.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// A part of a network with a lasting id: a connection and its weight, or a unit, not an input, and its bias. A unit
/// with another activation is another gene.
struct Gene {
  Id id = 0;
  double value = 0;
};

/// The genes of a network, in the order of their ids.
std::vector<Gene> genes_of(const Network& network);

/// How different two networks are: structure * (genes that one of them has) / (genes of the one with more) + weights *
/// (mean difference of the values of genes that both have). 0 for equal networks; symmetric.
/// Source: Stanley and Miikkulainen 2002, equation 1, with excess genes counted as disjoint ones.
double distance(std::span<const Gene> a, std::span<const Gene> b, const SpeciesOptions& options);
double distance(const Network& a, const Network& b, const SpeciesOptions& options);

/// Sorts networks into species: each joins the nearest representative that is within the threshold, or founds a
/// species. Returns the index of each network's species. In `state` the species get their new sizes, and those without
/// a member go. Without species (SpeciesOptions::enabled) all are in one.
std::vector<std::size_t> speciate(std::span<const Network> networks, State& state);

/// The threshold after a generation with so many species: higher when they were too many, lower when too few.
double steer(double threshold, std::size_t species, const SpeciesOptions& options);

/// Divides `total` children in proportion to `shares` (numbers >= 0), by largest remainders, so that each gets at least
/// its minimum. Their sum is always `total`, which must not be less than that of the minima. Shares that are all 0
/// count as equal.
std::vector<std::size_t> allocate(std::span<const double> shares, std::span<const std::size_t> minima,
                                  std::size_t total);

}  // namespace plexus::evolve
