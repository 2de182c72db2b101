#include <plexus/evolve/residents.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <string_view>

#include <plexus/core/findings.hpp>
#include <plexus/evolve/breed.hpp>
#include <plexus/evolve/phase.hpp>
#include <plexus/evolve/score.hpp>
#include <plexus/evolve/speciate.hpp>
#include <plexus/evolve/speciate/speciation_rows.hpp>

namespace plexus::evolve {
namespace {

constexpr std::string_view scores_name = "resident scores", species_name = "resident species";

std::ptrdiff_t at(std::size_t position) { return static_cast<std::ptrdiff_t>(position); }

std::vector<std::size_t> first_to_last(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

// The position of the species of this id; the number of species when there is none. Their ids rise.
std::size_t position_of(double id, const std::vector<Species>& species) {
  const auto found =
      std::ranges::lower_bound(species, id, {}, [](const auto& each) { return static_cast<double>(each.id); });
  const bool is_there = found != species.end() && static_cast<double>(found->id) == id;
  return is_there ? static_cast<std::size_t>(found - species.begin()) : species.size();
}

}  // namespace

std::size_t windows_of_generation(const Options& options) {
  return std::max<std::size_t>(1, options.population / options.steady_state.window);
}

void Residents::prepare(State& state) {
  remembered(state, scores_name);
  remembered(state, species_name);
}

void Residents::check(const State& state, Findings& findings) {
  const auto& scores = remembered(state, scores_name);
  const auto& ids = remembered(state, species_name);
  const bool agree = scores.size() == state.kept.size() && ids.size() == state.kept.size();
  findings.want(agree, "the numbers of scores and species of residents", scores.size() + ids.size(),
                "one of each for each resident");
  const auto is_out_of_order = [&](double a, double b) { return is_better(b, a, state.options.goal); };
  findings.want(std::ranges::adjacent_find(scores, is_out_of_order) == scores.end(), "the residents", "in disorder",
                "best first");
  findings.want(std::ranges::adjacent_find(state.species, std::greater_equal<>(), &Species::id) == state.species.end(),
                "the ids of species", "in disorder", "rising");
  std::vector<std::size_t> sizes(state.species.size() + 1);
  for (const double id : ids) ++sizes[position_of(id, state.species)];
  bool counted = sizes.back() == 0;
  for (std::size_t i = 0; i < state.species.size(); ++i)
    counted = counted && sizes[i] > 0 && sizes[i] == state.species[i].size;
  findings.want(counted, "the sizes of species", "wrong", "those that the residents' species come to");
}

Residents::Residents(State& state)
    : state_(state), scores_(remembered(state, scores_name)), ids_(remembered(state, species_name)) {}

void Residents::admit(const Network& network, double score, Random& random) {
  const Options& options = state_.options;
  if (state_.kept.size() >= options.population) {
    const bool has_others = options.elitism < state_.kept.size();
    const bool worst = options.steady_state.replacement == Replacement::worst || !has_others;
    if (worst && is_better(scores_.back(), score, options.goal)) return;
    remove(worst ? state_.kept.size() - 1 : victim(random));
  }
  const auto place = std::ranges::find_if(scores_, [&](double each) { return !is_better(each, score, options.goal); });
  const std::ptrdiff_t position = place - scores_.begin();
  Species& species = species_for(network);
  ++species.size;
  scores_.insert(place, score);
  ids_.insert(ids_.begin() + position, static_cast<double>(species.id));
  state_.kept.insert(state_.kept.begin() + position, network.fresh_copy());
}

// Some resident that is not one of the best.
std::size_t Residents::victim(Random& random) const {
  const SteadyStateOptions& options = state_.options.steady_state;
  const std::size_t first = state_.options.elitism, count = state_.kept.size() - first;
  if (options.replacement == Replacement::worst_species) return member_of_worst_species(first, random);
  std::size_t last = 0;
  for (std::size_t i = 0; i < options.tournament; ++i) last = std::max(last, first + random.below(count));
  return last;
}

std::size_t Residents::member_of_worst_species(std::size_t first, Random& random) const {
  const auto order = first_to_last(state_.kept.size());
  const auto merit = merits(scores_, order, state_.options.goal);
  const auto of = species_of();
  std::vector<double> means(state_.species.size());
  for (std::size_t i = 0; i < of.size(); ++i)
    means[of[i]] += merit[i] / static_cast<double>(state_.species[of[i]].size);
  std::size_t worst = of[first];
  for (std::size_t i = first; i < of.size(); ++i)
    if (means[of[i]] < means[worst]) worst = of[i];
  std::vector<std::size_t> members;
  for (std::size_t i = first; i < of.size(); ++i)
    if (of[i] == worst) members.push_back(i);
  return random.pick(members);
}

void Residents::remove(std::size_t resident) {
  const std::size_t species = position_of(ids_[resident], state_.species);
  if (--state_.species[species].size == 0) state_.species.erase(state_.species.begin() + at(species));
  scores_.erase(scores_.begin() + at(resident));
  ids_.erase(ids_.begin() + at(resident));
  state_.kept.erase(state_.kept.begin() + at(resident));
}

// The species that a newcomer joins: that of the nearest representative, or a new one.
Species& Residents::species_for(const Network& network) {
  const SpeciesOptions& options = state_.options.species;
  auto& all = state_.species;
  std::size_t nearest = options.enabled ? all.size() : 0;
  double gap = row(options.kind).by_threshold ? state_.threshold : std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < all.size() && options.enabled; ++i) {
    const double each = distance(network, all[i].representative, options);
    if (!(each < gap)) continue;
    gap = each;
    nearest = i;
  }
  if (nearest >= all.size()) {
    found_species(state_, network);
    return all.back();
  }
  return all[nearest];
}

Network Residents::child(Random& random) const {
  const auto order = first_to_last(state_.kept.size());
  const auto of = species_of();
  return one_child(
      {state_.kept, scores_, order, state_.species, of, windows_of_generation(state_.options), is_simplifying(state_)},
      state_, random);
}

void Residents::sort_into_species() {
  const auto of = speciate(state_.kept, state_);
  update_species(state_.kept, scores_, of, state_);
  for (std::size_t i = 0; i < of.size(); ++i) ids_[i] = static_cast<double>(state_.species[of[i]].id);
}

std::vector<std::size_t> Residents::species_of() const {
  std::vector<std::size_t> of;
  of.reserve(ids_.size());
  for (const double id : ids_) of.push_back(position_of(id, state_.species));
  return of;
}

}  // namespace plexus::evolve
