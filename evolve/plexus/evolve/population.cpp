#include <plexus/evolve/population.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/strategy/strategy.hpp>

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
  row(options.strategy).begin(state, starts);
  return state;
}

Record summarise(const State& state, const Scored& scored, double champion, std::size_t species) {
  const auto [evaluations, scores, order] = scored;
  const Topology& topology = state.networks[order.front()].topology();
  double sum = 0;
  std::size_t finite = 0;
  for (const double score : scores)
    if (std::isfinite(score)) {
      sum += score;
      ++finite;
    }
  std::size_t made = state.history.empty() ? 0 : state.history.back().evaluations;
  for (const Evaluation& each : evaluations) made += each.evaluations;
  return {.generation = state.generation,
          .best = scores[order.front()],
          .mean = finite > 0 ? sum / static_cast<double>(finite) : std::numeric_limits<double>::quiet_NaN(),
          .worst = scores[order.back()],
          .champion = champion,
          .species = species,
          .hidden = topology.hidden_count(),
          .connections = topology.connection_count(),
          .gates = topology.gate_count(),
          .evaluations = made};
}

// The best of those that solve the problem, or else of all.
std::size_t best_of(std::span<const Evaluation> evaluations, std::span<const std::size_t> order) {
  const auto solved = std::ranges::find_if(order, [&](std::size_t i) { return evaluations[i].solved; });
  return solved != order.end() ? *solved : order.front();
}

bool is_new_champion(const Evaluation& best, const State& state) {
  if (!state.champion) return true;
  if (best.solved != state.champion->solved) return best.solved;
  return is_better(best.score, state.champion->score, state.options.goal);
}

// The evaluations as they are safe to go on with; none when they are so already, as without learning.
std::vector<Evaluation> settled_if_needed(const State& state, std::span<const Evaluation> evaluations) {
  if (std::ranges::all_of(evaluations, [](const auto& each) { return each.learned.empty(); })) return {};
  std::vector<Evaluation> settled(evaluations.begin(), evaluations.end());
  settle(state.networks, settled, state.generation);
  return settled;
}

// Lets networks have what they learned while the next ones are made from them.
class Inheritance {
 public:
  Inheritance(std::vector<Network>& networks, std::span<const Evaluation> evaluations, const Options& options)
      : networks_(networks) {
    if (!options.inherit_learned || !row(options.strategy).inherits ||
        std::ranges::all_of(evaluations, [](const auto& each) { return each.learned.empty(); }))
      return;
    scored_.reserve(networks.size());
    for (std::size_t i = 0; i < networks.size(); ++i)
      scored_.push_back(inherited(networks[i], evaluations[i], options));
    networks_.swap(scored_);
  }
  Inheritance(const Inheritance&) = delete;
  Inheritance& operator=(const Inheritance&) = delete;
  ~Inheritance() {
    if (!scored_.empty()) networks_.swap(scored_);
  }

 private:
  std::vector<Network>& networks_;
  std::vector<Network> scored_;
};

}  // namespace

Population::Population(const Network& start, const Options& options)
    : Population(std::span<const Network>(&start, 1), options) {}

Population::Population(std::span<const Network> starts, const Options& options)
    : state_(first_state(starts, options)) {}

Population::Population(State state) : state_(std::move(state)) { require_valid(state_); }

void Population::tell(std::span<const double> scores) {
  std::vector<Evaluation> evaluations;
  evaluations.reserve(scores.size());
  for (const double score : scores) evaluations.push_back({score});
  tell(evaluations);
}

void Population::tell(std::span<const Evaluation> evaluations) {
  require_all(evaluations.size());
  const auto settled = settled_if_needed(state_, evaluations);
  if (!settled.empty()) evaluations = settled;
  const auto scores = scores_of(evaluations);
  const auto order = ranking(scores, state_.options.goal);
  State next = next_of(state_);
  {
    const Inheritance inheritance(state_.networks, evaluations, state_.options);
    row(state_.options.strategy).advance(state_, {evaluations, scores, order}, next);
  }
  go_on({evaluations, scores, order}, std::move(next));
}

void Population::tell(std::span<const Evaluation> evaluations, State next) {
  require_all(evaluations.size());
  const auto scores = scores_of(evaluations);
  const auto order = ranking(scores, state_.options.goal);
  go_on({evaluations, scores, order}, std::move(next));
}

void Population::require_all(std::size_t evaluations) const {
  if (evaluations != state_.networks.size())
    throw Error("tell: the population has ", count_of(state_.networks.size(), "network"), " to score, got ",
                count_of(evaluations, "score"));
}

// What may fail is done before anything is changed.
void Population::go_on(const Scored& scored, State next) {
  const std::size_t best = best_of(scored.evaluations, scored.order);
  const Evaluation& found = scored.evaluations[best];
  std::optional<Champion> champion;
  if (is_new_champion(found, state_))
    champion = Champion{as_scored(state_.networks[best], found), found.score, state_.generation, found.solved};
  state_.history.push_back(
      summarise(state_, scored, champion ? champion->score : state_.champion->score, next.species.size()));

  if (champion) state_.champion = std::move(champion);
  state_.networks.swap(next.networks);
  state_.species.swap(next.species);
  state_.species_seen = next.species_seen;
  state_.threshold = next.threshold;
  state_.memory.swap(next.memory);
  state_.kept.swap(next.kept);
  ++state_.generation;
}

void Population::aim(Goal goal) {
  if (goal == state_.options.goal) return;
  if (generation() > 0)
    throw Error("the fitness is to be ", goal == Goal::maximise ? "maximised" : "minimised",
                ", but the population was ", goal == Goal::maximise ? "minimising" : "maximising", " for ",
                count_of(generation(), "generation"),
                "; go on with a fitness of that goal, or begin with a new Population");
  state_.options.goal = goal;
}

std::size_t Population::leader(std::span<const double> scores) const {
  if (scores.empty()) throw Error("leader: needs at least 1 score, got 0");
  std::size_t first = 0;  // of a ranking, which keeps the order of equals
  for (std::size_t i = 1; i < scores.size(); ++i)
    if (is_better(scores[i], scores[first], state_.options.goal)) first = i;
  return first;
}

const Champion& Population::champion() const {
  if (!state_.champion) throw Error("champion: no generation was told its scores yet");
  return *state_.champion;
}

bool Population::reached_target() const {
  if (state_.champion && state_.champion->solved) return true;
  return state_.champion && state_.options.target && !std::isnan(state_.champion->score) &&
         !is_better(*state_.options.target, state_.champion->score, state_.options.goal);
}

}  // namespace plexus::evolve
