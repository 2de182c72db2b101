#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <plexus/evolve/mutation/moves.hpp>
#include <support/random_network.hpp>

namespace plexus::evolve {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

// All pairs that may be connected, by the words of the header: in the order of their sources, then of their targets.
std::vector<Pair> allowed(const Topology& topology, bool back) {
  std::vector<Pair> pairs;
  for (std::uint32_t from = 0; from < topology.unit_count(); ++from)
    for (std::uint32_t to = 0; to < topology.unit_count(); ++to) {
      const Role source = topology.units()[from].role, target = topology.units()[to].role;
      const bool is_forward = from < to && target != Role::input && source != Role::output;
      const bool is_back = from > to && source != Role::input && target != Role::input;
      if (back ? is_back : is_forward) pairs.emplace_back(from, to);
    }
  return pairs;
}

// Guesses sixteen times, then picks from a list of all that are left; with Neataptic's draws only the latter.
std::optional<Pair> pick_plainly(const Topology& topology, bool back, Random& random, const MutationOptions& options) {
  const auto pairs = allowed(topology, back);
  std::set<Pair> taken;
  for (const Connection& each : topology.connections()) taken.emplace(each.from, each.to);
  if (pairs.empty()) return std::nullopt;
  for (int i = 0; i < 16 && !options.neataptic_draws; ++i)
    if (const Pair pair = random.pick(pairs); !taken.contains(pair)) return pair;
  std::vector<Pair> free;
  std::ranges::copy_if(pairs, std::back_inserter(free), [&](const Pair& pair) { return !taken.contains(pair); });
  if (free.empty()) return std::nullopt;
  return random.pick(free);
}

}  // namespace

TEST_CASE("an unconnected pair is picked with the draws of guesses and a list, however few pairs there are",
          "[evolve][mutation][moves]") {
  int nothing = 0, few = 0, many = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    CAPTURE(seed);
    Random choices(seed);
    testing::RandomNetworkOptions shape{.inputs = 1 + choices.below(seed % 9 == 0 ? 80 : 6),
                                        .hidden = choices.below(8),
                                        .outputs = 1 + choices.below(3),
                                        .recurrent = choices.chance(0.5)};
    shape.connections = choices.below(600);
    const Network network = testing::random_network(seed, shape);
    const Topology& topology = network.topology();
    for (const bool back : {false, true}) {
      MutationOptions options;
      options.neataptic_draws = seed % 3 == 0;
      Random one(seed, 1), other(seed, 1);
      for (int i = 0; i < 5; ++i) {
        const auto picked = pick_unconnected(topology, back, one, options);
        const auto wanted = pick_plainly(topology, back, other, options);
        REQUIRE(picked.has_value() == wanted.has_value());
        if (picked) REQUIRE(Pair(picked->from, picked->to) == *wanted);
        REQUIRE(one.bits() == other.bits());  // as many numbers were drawn
        ++(!picked ? nothing : (allowed(topology, back).size() <= 64 ? few : many));
      }
    }
  }
  CHECK(nothing > 500);
  CHECK(few > 500);
  CHECK(many > 500);
}

}  // namespace plexus::evolve
