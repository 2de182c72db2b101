#include <plexus/evolve/population.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>
#include <plexus/evolve/breed.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/speciate.hpp>

namespace plexus::evolve {
namespace {

void require_starts(std::span<const Network> starts, const Options& options) {
  if (starts.empty() || starts.size() > options.population)
    throw Error("Population: got ", count_of(starts.size(), "start network"), ", wanted ",
                range_of(1, options.population), ", the population; set Options::population");
  const Limits& limits = options.mutation.limits;
  for (const Network& each : starts) {
    const Topology& topology = each.topology();
    if (!is_within(topology, limits))
      throw Error("Population: the start has ", count_of(topology.unit_count(), "unit"), ", ",
                  count_of(topology.connection_count(), "connection"), " and ", count_of(topology.gate_count(), "gate"),
                  "; the limits are ", limits.max_units, ", ", limits.max_connections, " and ", limits.max_gates);
    if (each.input_count() != starts[0].input_count() || each.output_count() != starts[0].output_count())
      throw Error("Population: one start network has ", count_of(each.input_count(), "input"), " and ",
                  count_of(each.output_count(), "output"), ", the first has ", starts[0].input_count(), " and ",
                  starts[0].output_count());
  }
}

State first_state(std::span<const Network> starts, const Options& options) {
  require_valid(options);
  require_starts(starts, options);
  require_memory(options.population, sizeof(Network) + sizeof(double) * starts.front().parameters().size(), "network");
  State state;
  state.options = options;
  state.threshold = options.species.threshold;
  state.networks = first_generation(starts, options);
  if (options.provenance > 0) state.starts.assign(starts.begin(), starts.end());
  return state;
}

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

Record summarise(const State& state, std::span<const double> scores, std::span<const std::size_t> order,
                 double champion, std::size_t species) {
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
          .champion = champion,
          .species = species,
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
    throw Error("tell: the population has ", count_of(state_.networks.size(), "network"), " to score, got ",
                count_of(scores.size(), "score"));
  const Options& options = state_.options;
  const auto order = ranking(scores, options.goal);
  const double score = scores[order.front()];
  std::optional<Champion> champion;
  if (!state_.champion || is_better(score, state_.champion->score, options.goal))
    champion = Champion{state_.networks[order.front()].fresh_copy(), score, state_.generation};

  // What may fail is done beside the state; the networks, which are most of it, are not copied.
  State next;
  next.options = options;
  next.generation = state_.generation;
  next.species = state_.species;
  next.threshold = state_.threshold;
  next.species_seen = state_.species_seen;
  const auto species_of = speciate(state_.networks, next);
  update_species(next.species, state_, scores, species_of);
  next.networks = next_generation({state_.networks, scores, order, next.species, species_of}, state_);
  state_.history.push_back(
      summarise(state_, scores, order, champion ? score : state_.champion->score, next.species.size()));

  if (champion) state_.champion = std::move(champion);
  state_.networks.swap(next.networks);
  state_.species.swap(next.species);
  state_.species_seen = next.species_seen;
  state_.threshold = steer(state_.threshold, state_.species.size(), options.species);
  ++state_.generation;
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
