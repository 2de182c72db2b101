#include <algorithm>
#include <array>
#include <string>

#include <plexus/core/findings.hpp>
#include <plexus/evolve/breed.hpp>
#include <plexus/evolve/phase.hpp>
#include <plexus/evolve/share_topologies.hpp>
#include <plexus/evolve/speciate.hpp>
#include <plexus/evolve/strategy/strategies.hpp>
#include <plexus/evolve/strategy/strategy.hpp>

// Source: Stanley and Miikkulainen 2002, "Evolving neural networks through augmenting topologies".

namespace plexus::evolve {
void begin_neat(State& state, std::span<const Network> starts) {
  state.threshold = state.options.species.threshold;
  state.networks = first_generation(starts, state.options, state.options.population);
  share_topologies(state.networks, {});
  if (state.options.provenance > 0) state.starts.assign(starts.begin(), starts.end());
}

void advance_neat(const State& state, const Scored& scored, State& next) {
  const auto species_of = speciate(state.networks, next);
  update_species(state.networks, scored.scores, species_of, next);
  update_phase(state.networks, next);
  next.networks = next_generation(
      {state.networks, scored.scores, scored.order, next.species, species_of, 1, is_simplifying(next)}, state);
  share_topologies(next.networks, state.networks);
}

// Of all strategies that are NEAT at heart: others have no elites, and their own way to start.
void check_neat_options(const Options& options, Findings& findings) {
  constexpr std::array alike{Strategy::neat, Strategy::novelty, Strategy::steady_state};
  if (std::ranges::find(alike, options.strategy) == alike.end()) return;
  findings.want(options.elitism <= options.population, "elitism", options.elitism, "at most the population");
  findings.want(options.elitism > options.population || options.provenance <= options.population - options.elitism,
                "provenance", options.provenance, "at most the population less elitism");
}

void check_neat(const State& state, Findings& findings) {
  findings.want(state.networks.size() == state.options.population, "the number of networks", state.networks.size(),
                "the population, " + std::to_string(state.options.population));
  check_phase(state, findings);
  findings.want(state.threshold > 0, "threshold", state.threshold, "a number above 0");
  findings.want(!state.starts.empty() || state.options.provenance == 0, "the number of starts", state.starts.size(),
                "at least 1, for a provenance of " + std::to_string(state.options.provenance));
}

}  // namespace plexus::evolve
