#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <plexus/evolve/options.hpp>
#include <plexus/evolve/state.hpp>
#include <plexus/network/network.hpp>

// The ways to sort networks into species: their table, and their functions, each in a file of its own.

namespace plexus::evolve {

/// One row of the table.
struct SpeciationRow {
  Speciation kind;
  std::string_view name;  ///< what the command line says
  /// The position in `state.species` of each network's species. Species may be added at the end (see found_species) and
  /// get new representatives; some may be left without a member.
  std::vector<std::size_t> (*sort)(std::span<const Network> networks, State& state);
  /// Whether a threshold decides, which is steered: then a member that is drawn represents its species from here on.
  /// Else `sort` says who does.
  bool by_threshold;
};

/// All ways, in the order of the enumeration.
std::span<const SpeciationRow> speciation_rows();
const SpeciationRow& row(Speciation kind);

/// Each joins the nearest representative that is within the threshold, or founds a species.
/// Source: Stanley and Miikkulainen 2002, section 3.3; there the first representative that is near enough is joined.
std::vector<std::size_t> sort_by_threshold(std::span<const Network> networks, State& state);

/// As many species as SpeciesOptions::target, or as many as there are networks that differ: each around its medoid, the
/// member with the least distance to the others, and each network in the species of the nearest medoid. It begins with
/// the representatives of the generation before, so that species last; those that are missing begin with networks drawn
/// in proportion to the distance from the nearest medoid. Then, a few times, medoids are chosen and networks
/// sorted anew. Medoids are chosen among some members by their distance to some, all drawn, so that the work grows with
/// networks times species. The answer depends on the seed and the generation, and not on the threads.
///
/// Sources: Kaufman and Rousseeuw 1987, "Clustering by means of medoids"; Park and Jun 2009, "A simple and fast
/// algorithm for k-medoids clustering", for the iteration; Arthur and Vassilvitskii 2007, "k-means++: the advantages of
/// careful seeding", for the beginning, here with distances that are not squared, as they are not in what is minimised.
std::vector<std::size_t> sort_by_medoids(std::span<const Network> networks, State& state);

/// Counts the members of species, and takes out those without any. `species_of` is kept in step.
void drop_empty(std::vector<Species>& species, std::vector<std::size_t>& species_of);

/// Adds the species that a network founds.
void found_species(State& state, const Network& founder);

}  // namespace plexus::evolve
