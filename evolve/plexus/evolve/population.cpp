#include <plexus/evolve/population.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/evolve/breed.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/speciate.hpp>

namespace plexus::evolve {
namespace {

void require_starts(std::span<const Network> starts, const Options& options) {
  if (starts.empty() || starts.size() > options.population)
    throw Error("Population: there are ", starts.size(), " start networks, wanted 1 to the population, ",
                options.population, "; set Options::population");
  const Limits& limits = options.mutation.limits;
  for (const Network& each : starts) {
    const Topology& topology = each.topology();
    if (!is_within(topology, limits))
      throw Error("Population: the start has ", topology.unit_count(), " units, ", topology.connection_count(),
                  " connections and ", topology.gate_count(), " gates; the limits are ", limits.max_units, ", ",
                  limits.max_connections, " and ", limits.max_gates);
    if (each.input_count() != starts[0].input_count() || each.output_count() != starts[0].output_count())
      throw Error("Population: one start network has ", each.input_count(), " inputs and ", each.output_count(),
                  " outputs, the first has ", starts[0].input_count(), " and ", starts[0].output_count());
  }
}

State first_state(std::span<const Network> starts, const Options& options) {
  require_valid(options);
  require_starts(starts, options);
  State state;
  state.options = options;
  state.threshold = options.species.threshold;
  state.networks = first_generation(starts, options);
  if (options.provenance > 0) state.starts.assign(starts.begin(), starts.end());
  return state;
}

// Notes the best scores of the species, and draws the members that newcomers are compared with.
void update_species(State& state, std::span<const double> scores, std::span<const std::size_t> species_of) {
  std::vector<std::vector<std::size_t>> members(state.species.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    members[species_of[i]].push_back(i);
    Species& species = state.species[species_of[i]];
    if (!is_better(scores[i], species.best_score, state.options.goal)) continue;
    species.best_score = scores[i];
    species.improved = state.generation;
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    Random random(state.options.seed, state.generation, state.species[i].id, key_of(Purpose::represent));
    state.species[i].representative = state.networks[random.pick(members[i])];
  }
}

Record summarise(const State& state, std::span<const double> scores, std::span<const std::size_t> order) {
  const Topology& topology = state.networks[order.front()].topology();
  double sum = 0;
  std::size_t finite = 0;
  for (const double score : scores)
    if (std::isfinite(score)) {
      sum += score;
      ++finite;
    }
  return {.generation = state.generation,
          .best = scores[order.front()],
          .mean = finite > 0 ? sum / static_cast<double>(finite) : std::numeric_limits<double>::quiet_NaN(),
          .worst = scores[order.back()],
          .champion = state.champion->score,
          .species = state.species.size(),
          .hidden = topology.hidden_count(),
          .connections = topology.connection_count(),
          .gates = topology.gate_count(),
          .evaluations = (state.history.empty() ? 0 : state.history.back().evaluations) + scores.size()};
}

}  // namespace

Population::Population(const Network& start, const Options& options)
    : Population(std::span<const Network>(&start, 1), options) {}

Population::Population(std::span<const Network> starts, const Options& options)
    : state_(first_state(starts, options)) {}

Population::Population(State state) : state_(std::move(state)) { require_valid(state_); }

void Population::tell(std::span<const double> scores) {
  if (scores.size() != state_.networks.size())
    throw Error("tell: there are ", state_.networks.size(), " networks to score, got ", scores.size(), " scores");
  State next = state_;
  const auto order = ranking(scores, next.options.goal);
  const double score = scores[order.front()];
  if (!next.champion || is_better(score, next.champion->score, next.options.goal))
    next.champion = Champion{next.networks[order.front()], score, next.generation};

  const auto species_of = speciate(state_.networks, next);
  update_species(next, scores, species_of);
  next.history.push_back(summarise(next, scores, order));
  next.networks = next_generation({state_.networks, scores, species_of}, next);
  next.threshold = steer(next.threshold, next.species.size(), next.options.species);
  ++next.generation;
  state_ = std::move(next);
}

std::size_t Population::leader(std::span<const double> scores) const {
  if (scores.empty()) throw Error("leader: needs at least 1 score, got 0");
  return ranking(scores, state_.options.goal).front();
}

const Champion& Population::champion() const {
  if (!state_.champion) throw Error("champion: no generation was told its scores yet");
  return *state_.champion;
}

bool Population::reached_target() const {
  return state_.champion && state_.options.target && !std::isnan(state_.champion->score) &&
         !is_better(*state_.options.target, state_.champion->score, state_.options.goal);
}

}  // namespace plexus::evolve
