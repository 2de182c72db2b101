#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <vector>

#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/alignment.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/nearest.hpp>
#include <plexus/evolve/speciate.hpp>

namespace plexus::evolve {
namespace {

std::vector<Network> relatives(std::uint64_t seed, std::size_t count, std::size_t mutations) {
  const Network start =
      seed % 2 == 0 ? architect::GRU({2, 2, 1}, seed) : architect::Perceptron({2, 3, 1}, {.seed = seed});
  std::vector<Network> all;
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, i);
    Network network = i < 3 || random.chance(0.3) ? start : all[random.below(all.size())].fresh_copy();
    MutationOptions options{.amount = 1 + random.below(mutations), .kinds = recurrent_mutations()};
    mutate(network, random, options);
    all.push_back(std::move(network));
  }
  return all;
}

// What each gene is, in words of units: the slow way, without hashes. Units are told apart by role, and by order or id.
using Name = std::tuple<int, std::uint64_t, int, std::uint64_t>;

std::vector<Name> names_of_genes(const Network& network) {
  const Topology& topology = network.topology();
  std::map<Role, std::uint64_t> counts;
  std::vector<std::pair<int, std::uint64_t>> units;
  for (const Unit& unit : topology.units()) {
    const std::uint64_t nth = counts[unit.role]++;
    units.emplace_back(static_cast<int>(unit.role), unit.role == Role::hidden ? unit.id : nth);
  }
  std::vector<Name> names;
  for (std::size_t i = topology.input_count(); i < units.size(); ++i)
    names.emplace_back(units[i].first, units[i].second, -1, 0);
  for (const Connection& each : topology.connections())
    names.emplace_back(units[each.from].first, units[each.from].second, units[each.to].first, units[each.to].second);
  return names;
}

// Pairs of parameters that two networks have in common, by the positions in the first.
std::vector<std::pair<std::size_t, std::size_t>> common_pairs(const Network& first, const Network& second, bool alike) {
  const auto ours = names_of_genes(first), theirs = names_of_genes(second);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const auto found = std::ranges::find(theirs, ours[i]);
    if (found == theirs.end()) continue;
    const auto j = static_cast<std::size_t>(found - theirs.begin());
    const bool bias = i < first.topology().weight_index(0);
    if (alike && bias &&
        first.topology().units()[first.input_count() + i].activation !=
            second.topology().units()[second.input_count() + j].activation)
      continue;
    pairs.emplace_back(i, j);
  }
  return pairs;
}

std::vector<std::pair<std::size_t, std::size_t>> pairs_in(const std::vector<CommonRun>& runs) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const CommonRun& run : runs)
    for (std::size_t i = 0; i < run.count; ++i) pairs.emplace_back(run.first + i, run.second + i);
  return pairs;
}

double slow_distance(const Network& a, const Network& b, const SpeciesOptions& options) {
  const auto pairs = common_pairs(a, b, true);
  double sum = 0;
  for (const auto& [i, j] : pairs) sum += std::abs(a.parameters()[i] - b.parameters()[j]);
  const double genes = static_cast<double>(a.parameters().size() + b.parameters().size());
  const double longer = static_cast<double>(std::max(a.parameters().size(), b.parameters().size()));
  const auto common = static_cast<double>(pairs.size());
  return options.structure * (genes - 2 * common) / longer + options.weights * (common > 0 ? sum / common : 0);
}

}  // namespace

TEST_CASE("align finds what both have, as runs that are as long as possible", "[evolve][speciate]") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const auto all = relatives(seed, 6, 20);
    for (const Network& a : all)
      for (const Network& b : all) {
        CAPTURE(seed);
        const auto runs = align(a.topology(), b.topology());
        CHECK(pairs_in(runs) == common_pairs(a, b, false));
        CHECK(pairs_in(align_alike(a.topology(), b.topology())) == common_pairs(a, b, true));
        for (std::size_t i = 1; i < runs.size(); ++i)
          CHECK_FALSE((runs[i].first == runs[i - 1].first + runs[i - 1].count &&
                       runs[i].second == runs[i - 1].second + runs[i - 1].count));
        // A topology that is equal and not shared gives the same, or what a run computes would depend on who shares.
        const Topology twin(b.topology().parts());
        CHECK(align(a.topology(), twin) == runs);
      }
  }
}

TEST_CASE("distance is what the slow way computes", "[evolve][speciate]") {
  const SpeciesOptions options{.structure = 1.5, .weights = 0.7};
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const auto all = relatives(seed, 6, 20);
    for (const Network& a : all)
      for (const Network& b : all) {
        CAPTURE(seed);
        CHECK(distance(a, b, options) == Approx(slow_distance(a, b, options)).epsilon(1e-12));
        CHECK(distance(a, b, options) == Approx(distance(b, a, options)).epsilon(1e-12));
      }
  }
}

TEST_CASE("speciate puts each network where comparing it with all representatives in turn puts it",
          "[evolve][speciate]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    for (const double threshold : {0.2, 0.6, 1.2}) {
      CAPTURE(seed, threshold);
      const auto old = relatives(seed, 5, 12), all = relatives(seed, 60, 12);
      State state;
      state.threshold = threshold;
      state.options.threads = 1 + seed % 3;
      if (seed % 2 == 0) state.options.species.weights = 0;  // so that many are equally near
      for (const Network& each : old) state.species.push_back({.id = ++state.species_seen, .representative = each});

      // The slow way: one network after the other, first the old species, then those that were founded before it.
      std::vector<Network> representatives = old;
      std::vector<std::size_t> wanted;
      for (const Network& each : all) {
        const auto nearest = [&](std::size_t first, std::size_t end) {
          std::size_t found = representatives.size();
          double closest = threshold;
          for (std::size_t i = first; i < end; ++i)
            if (const double gap = distance(each, representatives[i], state.options.species); gap < closest) {
              closest = gap;
              found = i;
            }
          return found;
        };
        std::size_t found = nearest(0, old.size());
        if (found == representatives.size()) found = nearest(old.size(), representatives.size());
        if (found == representatives.size()) representatives.push_back(each);
        wanted.push_back(found);
      }

      const auto species_of = speciate(all, state);
      REQUIRE(species_of.size() == all.size());
      CHECK(state.species_seen == representatives.size());
      for (std::size_t i = 0; i < all.size(); ++i) CHECK(state.species[species_of[i]].id == wanted[i] + 1);
    }
}

}  // namespace plexus::evolve
