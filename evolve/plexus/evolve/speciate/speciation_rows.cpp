#include <plexus/evolve/speciate/speciation_rows.hpp>

#include <array>
#include <limits>

#include <plexus/core/table.hpp>

namespace plexus::evolve {
namespace {

constexpr auto rows = std::to_array<SpeciationRow>({
    {Speciation::threshold, "threshold", sort_by_threshold, true},
    {Speciation::k_medoids, "k_medoids", sort_by_medoids, false},
});

static_assert(rows_follow_enumeration(rows, &SpeciationRow::kind));

}  // namespace

std::span<const SpeciationRow> speciation_rows() { return rows; }

const SpeciationRow& row(Speciation kind) { return rows[static_cast<std::size_t>(kind)]; }

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

void found_species(State& state, const Network& founder) {
  state.species.push_back({.id = ++state.species_seen,
                           .representative = founder.fresh_copy(),
                           .born = state.generation,
                           .best_score = std::numeric_limits<double>::quiet_NaN(),
                           .improved = state.generation,
                           .size = 0});
}

}  // namespace plexus::evolve
