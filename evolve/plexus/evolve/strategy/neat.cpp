#include <algorithm>
#include <cstddef>
#include <vector>

#include <plexus/core/findings.hpp>
#include <plexus/core/random.hpp>
#include <plexus/evolve/breed.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/share_topologies.hpp>
#include <plexus/evolve/speciate.hpp>
#include <plexus/evolve/strategy/strategies.hpp>
#include <plexus/evolve/strategy/strategy.hpp>

// Source: Stanley and Miikkulainen 2002, "Evolving neural networks through augmenting topologies".

namespace plexus::evolve {
namespace {

// Notes the best scores of the species, and draws the members that newcomers are compared with.
void update_species(std::vector<Species>& all, const State& state, std::span<const double> scores,
                    std::span<const std::size_t> species_of) {
  std::vector<std::vector<std::size_t>> members(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) members[i].reserve(all[i].size);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    members[species_of[i]].push_back(i);
    Species& species = all[species_of[i]];
    if (!is_better(scores[i], species.best_score, state.options.goal)) continue;
    species.best_score = scores[i];
    species.improved = state.generation;
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    Random random(state.options.seed, state.generation, all[i].id, key_of(Purpose::represent));
    all[i].representative = state.networks[random.pick(members[i])].fresh_copy();
  }
}

}  // namespace

void begin_neat(State& state, std::span<const Network> starts) {
  state.threshold = state.options.species.threshold;
  state.networks = first_generation(starts, state.options);
  share_topologies(state.networks, {});
  if (state.options.provenance > 0) state.starts.assign(starts.begin(), starts.end());
}

void advance_neat(const State& state, const Scored& scored, State& next) {
  const auto species_of = speciate(state.networks, next);
  update_species(next.species, state, scored.scores, species_of);
  next.networks = next_generation({state.networks, scored.scores, scored.order, next.species, species_of}, state);
  share_topologies(next.networks, state.networks);
  next.threshold = steer(next.threshold, next.species.size(), state.options.species);
}

void check_neat(const State& state, Findings& findings) {
  findings.want(state.networks.size() == state.options.population, "the number of networks", state.networks.size(),
                "the population, " + std::to_string(state.options.population));
  findings.want(state.threshold > 0, "threshold", state.threshold, "a number above 0");
  findings.want(!state.starts.empty() || state.options.provenance == 0, "the number of starts", state.starts.size(),
                "at least 1, for a provenance of " + std::to_string(state.options.provenance));
}

}  // namespace plexus::evolve
