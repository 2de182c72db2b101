#include <plexus/evolve/breed.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <plexus/core/parallel.hpp>
#include <plexus/evolve/cross.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/speciate.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t lasting_species = 2;  // the best so many have children even when they stagnate

constexpr std::size_t grain = 8;  // children that a thread makes in a row

// Networks that may have children, best first, and their fitness, of which more is better.
struct Pool {
  std::vector<std::size_t> members;
  std::vector<double> fitness;
  std::vector<double> prepared;  // for the selection
};

// One place in the next generation: a network that lives on, a copy of a start, or a child of this species.
struct Place {
  std::size_t species = 0;
  std::optional<std::size_t> elite = {};
  std::optional<std::size_t> start = {};
};

class Breeder {
 public:
  Breeder(const Parents& parents, const State& state)
      : parents_(parents), state_(state), options_(state.options), pools_(parents.species.size()), places_(plan()) {}

  std::vector<Network> breed() const {
    std::vector<std::optional<Network>> bred(places_.size());
    parallel_for_ranges(places_.size(), grain, options_.threads, [&](std::size_t first, std::size_t end) {
      for (std::size_t i = first; i < end; ++i) bred[i] = make(i);
    });
    std::vector<Network> networks;
    networks.reserve(bred.size());
    for (auto& each : bred) networks.push_back(*std::move(each));
    return networks;
  }

 private:
  std::vector<Place> plan() {
    const auto order = parents_.order;
    const auto merit = merits(parents_.scores, order, options_.goal);
    std::vector<double> shares(pools_.size());
    for (const std::size_t i : order) {
      const std::size_t species = parents_.species_of[i];
      pools_[species].members.push_back(i);
      shares[species] += merit[i] / static_cast<double>(parents_.species[species].size);
    }
    drop_stagnant(shares);

    std::vector<Place> places;
    places.reserve(options_.population);
    std::vector<std::size_t> minima(pools_.size());
    for (std::size_t i = 0; i < std::min(options_.elitism, order.size()); ++i) {
      places.push_back({parents_.species_of[order[i]], order[i]});
      ++minima[places.back().species];
    }
    const auto counts = allocate(shares, minima, options_.population - options_.provenance);
    for (std::size_t species = 0; species < pools_.size(); ++species) {
      std::size_t left = counts[species] - minima[species];
      const bool keeps_best =
          options_.species.elite_size > 0 && counts[species] >= options_.species.elite_size && minima[species] == 0;
      if (keeps_best && left > 0) {
        places.push_back({species, pools_[species].members.front()});
        --left;
      }
      places.insert(places.end(), left, {species});
      keep_survivors(pools_[species]);
    }
    for (std::size_t i = 0; i < options_.provenance; ++i) places.push_back({.start = i % state_.starts.size()});
    return places;
  }

  // No children for species without progress; but the best ones keep theirs, so that not all can go.
  void drop_stagnant(std::vector<double>& shares) const {
    if (options_.species.stagnation == 0) return;
    std::vector<double> best;
    for (const Pool& pool : pools_) best.push_back(parents_.scores[pool.members.front()]);
    const auto order = ranking(best, options_.goal);
    for (std::size_t i = lasting_species; i < order.size(); ++i)
      if (state_.generation - parents_.species[order[i]].improved >= options_.species.stagnation) shares[order[i]] = 0;
  }

  void keep_survivors(Pool& pool) const {
    const double share = std::ceil(options_.species.survival * static_cast<double>(pool.members.size()));
    pool.members.resize(std::max<std::size_t>(1, static_cast<std::size_t>(share)));
    for (const std::size_t i : pool.members)
      pool.fitness.push_back(options_.goal == Goal::maximise ? parents_.scores[i] : -parents_.scores[i]);
    pool.prepared = row(options_.selection.kind).prepare(pool.fitness, options_.selection);
  }

  Network make(std::size_t index) const {
    const Place& place = places_[index];
    if (place.elite) return parents_.networks[*place.elite].fresh_copy();

    Random random(options_.seed, state_.generation, index, key_of(Purpose::breed));
    if (place.start) return mutated(state_.starts[*place.start].fresh_copy(), random);
    const std::size_t first = pick(pools_[place.species], random);
    std::optional<std::size_t> second;
    if (random.chance(options_.crossover.share)) {
      const bool elsewhere = random.chance(options_.crossover.between_species);
      second = pick(elsewhere ? random.pick(pools_) : pools_[place.species], random);
    }
    if (!second || (second == first && !options_.crossover.with_itself)) {
      Network child = parents_.networks[first].fresh_copy();
      mutate_unchecked(child, random, options_.mutation);
      return child;
    }
    return mutated(join(first, *second, random), random);
  }

  Network mutated(Network network, Random& random) const {
    if (random.chance(options_.mutation.rate)) mutate_unchecked(network, random, options_.mutation);
    return network;
  }

  std::size_t pick(const Pool& pool, Random& random) const {
    const SelectionRow& selection = row(options_.selection.kind);
    return pool.members[selection.pick_prepared(pool.fitness, pool.prepared, options_.selection, random)];
  }

  Network join(std::size_t first, std::size_t second, Random& random) const {
    const auto is_fitter = [&](std::size_t a, std::size_t b) {
      return is_better(parents_.scores[a], parents_.scores[b], options_.goal);
    };
    const Fitter fitter =
        is_fitter(first, second) ? Fitter::first : (is_fitter(second, first) ? Fitter::second : Fitter::neither);
    return cross_unchecked({parents_.networks[first], parents_.networks[second], fitter}, random, options_.crossover,
                           options_.mutation.limits);
  }

  const Parents& parents_;
  const State& state_;
  const Options& options_;
  std::vector<Pool> pools_;  // of each species
  std::vector<Place> places_;
};

void vary(Network& network, const Options& options, Random& random) {
  const Topology& topology = network.topology();
  const auto shift = [&](double& value, double limit) {
    value = std::clamp(value + options.spread * random.normal(), -limit, limit);
  };
  for (std::size_t i = topology.input_count(); i < topology.unit_count(); ++i)
    if (topology.units()[i].trainable) shift(network.bias(i), options.mutation.biases.limit);
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    if (topology.connections()[i].trainable) shift(network.weight(i), options.mutation.weights.limit);
}

}  // namespace

std::vector<Network> first_generation(std::span<const Network> starts, const Options& options) {
  std::vector<Network> networks(starts.begin(), starts.end());
  networks.reserve(options.population);
  for (std::size_t i = starts.size(); i < options.population; ++i)
    networks.push_back(starts[i % starts.size()].fresh_copy());
  parallel_for(options.population - starts.size(), options.threads, [&](std::size_t nth) {
    const std::size_t i = starts.size() + nth;
    Random random(options.seed, 0, i, key_of(Purpose::begin));
    vary(networks[i], options, random);
    if (networks[i] == starts[i % starts.size()]) mutate_unchecked(networks[i], random, options.mutation);
  });
  return networks;
}

std::vector<Network> next_generation(const Parents& parents, const State& state) {
  return Breeder(parents, state).breed();
}

}  // namespace plexus::evolve
