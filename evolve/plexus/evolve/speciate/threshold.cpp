#include <vector>

#include <plexus/evolve/nearest.hpp>
#include <plexus/evolve/speciate/speciation_rows.hpp>

namespace plexus::evolve {

std::vector<std::size_t> sort_by_threshold(std::span<const Network> networks, State& state) {
  NearestSearch search(networks, state.threshold, state.options.species, state.options.threads);
  std::vector<const Network*> representatives;
  for (const Species& each : state.species) representatives.push_back(&each.representative);
  search.offer(representatives);
  // Those that no species takes are compared with each other in their order, so that the answer has one.
  for (auto founder = search.first_left(); founder; founder = search.first_left()) {
    found_species(state, networks[*founder]);
    search.offer_founder(*founder);
  }
  return search.nearest();
}

}  // namespace plexus::evolve
