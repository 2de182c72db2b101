#include <plexus/evolve/breed.hpp>

#include <algorithm>
#include <optional>
#include <utility>

#include <plexus/core/parallel.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/nursery.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/share.hpp>
#include <plexus/evolve/speciate.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t grain = 8;  // children that a thread makes in a row

// One place in the next generation: a network that lives on, a copy of a start, or a child of this species.
struct Place {
  std::size_t species = 0;
  std::optional<std::size_t> elite = {};
  std::optional<std::size_t> start = {};
};

class Breeder {
 public:
  Breeder(const Parents& parents, const State& state)
      : parents_(parents), state_(state), options_(state.options), nursery_(parents, state), places_(plan()) {}

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
  std::vector<Place> plan() const {
    const auto order = parents_.order;
    std::vector<Place> places;
    places.reserve(options_.population);
    std::vector<std::size_t> minima(parents_.species.size());
    for (std::size_t i = 0; i < std::min(options_.elitism, order.size()); ++i) {
      places.push_back({parents_.species_of[order[i]], order[i]});
      ++minima[places.back().species];
    }
    const auto counts = allocate(nursery_.shares(), minima, options_.population - options_.provenance);
    for (std::size_t species = 0; species < counts.size(); ++species) {
      std::size_t left = counts[species] - minima[species];
      const bool keeps_best =
          options_.species.elite_size > 0 && counts[species] >= options_.species.elite_size && minima[species] == 0;
      if (keeps_best && left > 0) {
        places.push_back({species, nursery_.best(species)});
        --left;
      }
      places.insert(places.end(), left, {species});
    }
    for (std::size_t i = 0; i < options_.provenance; ++i) places.push_back({.start = i % state_.starts.size()});
    return places;
  }

  Network make(std::size_t index) const {
    const Place& place = places_[index];
    if (place.elite) return parents_.networks[*place.elite].fresh_copy();
    Random random(options_.seed, state_.generation, index, key_of(Purpose::breed));
    return place.start ? nursery_.mutated(state_.starts[*place.start].fresh_copy(), random)
                       : nursery_.child(place.species, random);
  }

  const Parents& parents_;
  const State& state_;
  const Options& options_;
  Nursery nursery_;
  std::vector<Place> places_;
};

void vary(Network& network, const Options& options, Random& random) {
  const Topology& topology = network.topology();
  const auto shift = [&](double& value, double limit) {
    value = std::clamp(value + options.spread * random.normal(), -limit, limit);
  };
  const auto parameters = network.parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (topology.is_trainable(i))
      shift(parameters[i], i < topology.bias_count() ? options.mutation.biases.limit : options.mutation.weights.limit);
}

}  // namespace

Network first_network(std::span<const Network> starts, const Options& options, std::size_t position) {
  if (position < starts.size()) return starts[position];
  const Network& start = starts[position % starts.size()];
  Network network = start.fresh_copy();
  Random random(options.seed, 0, position, key_of(Purpose::begin));
  vary(network, options, random);
  if (network == start) mutate_unchecked(network, random, options.mutation);
  return network;
}

std::vector<Network> first_generation(std::span<const Network> starts, const Options& options, std::size_t count) {
  std::vector<std::optional<Network>> made(count);
  parallel_for(count, options.threads, [&](std::size_t i) { made[i] = first_network(starts, options, i); });
  std::vector<Network> networks;
  networks.reserve(count);
  for (auto& each : made) networks.push_back(*std::move(each));
  return networks;
}

std::vector<Network> next_generation(const Parents& parents, const State& state) {
  return Breeder(parents, state).breed();
}

Network one_child(const Parents& parents, const State& state, Random& random) {
  const Nursery nursery(parents, state);
  return nursery.child(draw_by_share(nursery.shares(), random), random);
}

}  // namespace plexus::evolve
