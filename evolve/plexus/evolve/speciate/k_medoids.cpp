#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

#include <plexus/core/id.hpp>
#include <plexus/core/parallel.hpp>
#include <plexus/core/random.hpp>
#include <plexus/evolve/nearest.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/share.hpp>
#include <plexus/evolve/speciate.hpp>
#include <plexus/evolve/speciate/speciation_rows.hpp>

namespace plexus::evolve {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::uint64_t rounds = 3;         // of choosing medoids and sorting
constexpr std::size_t most_candidates = 8;  // members of a species that may become its medoid
constexpr std::size_t most_judges = 24;     // members whose distance to them counts

// Sorts networks around medoids. The distances from the nearest one are kept, for drawing the next.
class Clusters {
 public:
  Clusters(std::span<const Network> networks, State& state)
      : networks_(networks), state_(state), of_(networks.size()), gaps_(networks.size(), infinity) {}

  std::vector<std::size_t> sort() && {
    merge_small();
    if (!state_.species.empty()) {
      assign();
      drop_empty(state_.species, of_);
    }
    seed();
    for (std::uint64_t round = 0; round < rounds; ++round) {
      const auto before = of_;
      if (!choose_medoids(round)) break;
      assign();
      if (of_ == before) break;
    }
    return std::move(of_);
  }

 private:
  const SpeciesOptions& options() const { return state_.options.species; }

  // With more species than wanted, those that were smallest go; of equally small ones the last.
  void merge_small() {
    auto& species = state_.species;
    while (species.size() > options().target) {
      const auto smallest = std::min_element(species.rbegin(), species.rend(),
                                             [](const auto& a, const auto& b) { return a.size < b.size; });
      species.erase(std::next(smallest).base());
    }
  }

  // Each network goes to the nearest medoid.
  void assign() {
    std::vector<const Network*> medoids;
    for (const Species& each : state_.species) medoids.push_back(&each.representative);
    NearestSearch search(networks_, infinity, options(), state_.options.threads);
    search.offer(medoids);
    of_ = search.nearest();
    gaps_.assign(search.gaps().begin(), search.gaps().end());
    // A distance beyond all numbers is none: then the first medoid is as good as any.
    for (std::size_t& each : of_)
      if (each >= medoids.size()) each = 0;
  }

  // Draws founders until there are enough species, or all networks are medoids or equal to one.
  void seed() {
    Random random(state_.options.seed, state_.generation, everyone, key_of(Purpose::cluster));
    while (state_.species.size() < std::min(options().target, networks_.size())) {
      const auto founder = draw_far(random);
      if (founder == networks_.size()) return;
      const auto number = state_.species.size();
      found_species(state_, networks_[founder]);
      NearestSearch search(networks_, infinity, options(), state_.options.threads);
      const Network* const medoid = &networks_[founder];
      search.offer({&medoid, 1});
      for (std::size_t i = 0; i < networks_.size(); ++i) {
        if (i != founder && !(search.gaps()[i] < gaps_[i])) continue;
        of_[i] = number;
        gaps_[i] = search.gaps()[i];
      }
    }
  }

  // A network drawn in proportion to its distance from the nearest medoid; the number of networks if all are 0.
  std::size_t draw_far(Random& random) const {
    if (state_.species.empty()) return random.below(networks_.size());
    const double longest = std::ranges::max(gaps_);  // by which all are divided, so that their sum is finite
    if (!(longest > 0)) return networks_.size();
    if (longest == infinity) return static_cast<std::size_t>(std::ranges::find(gaps_, infinity) - gaps_.begin());
    std::vector<double> shares;
    shares.reserve(gaps_.size());
    for (const double gap : gaps_) shares.push_back(gap / longest);
    return draw_by_share(shares, random);
  }

  // Makes a member the medoid of each species that has one; whether any medoid changed.
  bool choose_medoids(std::uint64_t round) {
    std::vector<std::vector<std::size_t>> members(state_.species.size());
    for (std::size_t i = 0; i < of_.size(); ++i) members[of_[i]].push_back(i);
    std::vector<std::size_t> medoids(members.size(), networks_.size());
    parallel_for(members.size(), state_.options.threads, [&](std::size_t i) {
      Random random(state_.options.seed, state_.generation, mix(state_.species[i].id, round), key_of(Purpose::medoid));
      if (!members[i].empty()) medoids[i] = medoid_of(members[i], random);
    });
    bool changed = false;
    for (std::size_t i = 0; i < medoids.size(); ++i) {
      if (medoids[i] == networks_.size() || state_.species[i].representative == networks_[medoids[i]]) continue;
      state_.species[i].representative = networks_[medoids[i]].fresh_copy();
      changed = true;
    }
    return changed;
  }

  // The member with the least distance to the others, both of a few that are drawn. What is nearest to the medoid so
  // far is always among the candidates, so that one round does not undo what another found.
  std::size_t medoid_of(std::vector<std::size_t> members, Random& random) const {
    const auto nearest = std::ranges::min_element(members, {}, [&](std::size_t i) { return gaps_[i]; });
    std::swap(members.front(), *nearest);
    const auto draw = [&](std::size_t first, std::size_t count) {
      const std::size_t end = std::min(count, members.size());
      for (std::size_t i = first; i < end; ++i) std::swap(members[i], members[i + random.below(members.size() - i)]);
      return end;
    };
    const std::vector<std::size_t> candidates(members.begin(),
                                              members.begin() + static_cast<std::ptrdiff_t>(draw(1, most_candidates)));
    const std::size_t judges = draw(0, most_judges);
    double least = infinity;
    std::size_t best = candidates.front();
    for (const std::size_t candidate : candidates) {
      double sum = 0;
      for (std::size_t i = 0; i < judges && sum < least; ++i)
        sum += distance(networks_[candidate], networks_[members[i]], options());
      if (sum < least) {
        least = sum;
        best = candidate;
      }
    }
    return best;
  }

  std::span<const Network> networks_;
  State& state_;
  std::vector<std::size_t> of_;  // the species of each network
  std::vector<double> gaps_;     // and the distance from its medoid
};

}  // namespace

std::vector<std::size_t> sort_by_medoids(std::span<const Network> networks, State& state) {
  return Clusters(networks, state).sort();
}

}  // namespace plexus::evolve
