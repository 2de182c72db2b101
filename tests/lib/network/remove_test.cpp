#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <utility>

#include <plexus/architect/layers.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/network/edit.hpp>
#include <plexus/network/network_check.hpp>
#include <plexus/network/remove.hpp>

#include "support/random_network.hpp"

using Catch::Contains;

namespace plexus {
namespace {

// The connections by lasting names, so that positions do not matter.
std::map<std::pair<Id, Id>, double> weights_of(const Network& network) {
  std::map<std::pair<Id, Id>, double> weights;
  const auto& units = network.topology().units();
  for (std::size_t i = 0; i < network.topology().connection_count(); ++i) {
    const Connection& each = network.topology().connections()[i];
    weights[{units[each.from].id, units[each.to].id}] = network.weight(i);
  }
  return weights;
}

Network tangle(std::uint64_t seed) {
  return testing::random_network(seed, {.connections = 40, .recurrent = true, .gated = true});
}

}  // namespace

TEST_CASE("remove: a linear unit that is bridged by products is not missed", "[network]") {
  const Group in(2), out(3, {.activation = Activation::identity});
  const Node middle({.activation = Activation::identity});
  in.connect(middle, {}, Weights{0.5, -2});
  middle.connect(out, {}, Weights{3, 4, 5});
  Network network = architect::Construct({in, middle, out});
  Random random(1);
  Network bridged = remove_unit(network, 2, random);
  CHECK(bridged.topology().hidden_count() == 0);
  const auto wanted = network.activate({0.25, 0.75}), got = bridged.activate({0.25, 0.75});
  CHECK(std::ranges::equal(got, wanted));
}

TEST_CASE("remove: joins every source to every target, and keeps what was there", "[network]") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    const Network network = tangle(seed);
    for (std::size_t unit = 2; unit < 7; ++unit) {
      CAPTURE(unit);
      const Id gone = network.topology().units()[unit].id;
      auto wanted = weights_of(network);
      const auto before = wanted;
      for (const auto& [enter, weight] : before)
        for (const auto& [leave, other] : before)
          if (enter.second == gone && leave.first == gone && enter.first != gone && leave.second != gone) {
            const bool self = enter.first == leave.second;
            const double product = self ? std::clamp(weight * other, -1.0, 1.0) : weight * other;
            wanted.try_emplace({enter.first, leave.second}, product);
          }
      std::erase_if(wanted, [=](const auto& each) { return each.first.first == gone || each.first.second == gone; });

      const Removal removal = plan_removal(network, unit);
      Random random(seed);
      const Network removed = remove_unit(network, removal, random);
      CHECK(weights_of(removed) == wanted);
      CHECK(check(removed).empty());
      CHECK(removed.topology().connection_count() == removal.connection_count);
      CHECK(removed.topology().gate_count() == removal.gate_count);
    }
  }
}

TEST_CASE("remove: gates of what goes pass to bridges, as many as there are, if they are to", "[network]") {
  // 0 -> 3, 1 -> 3 and 3 -> 4 are gated by 2, the self-connection of 3 by 4.
  const Group in(2), gate(1), middle(1), out(1);
  in.connect(gate);
  const Projection enter = in.connect(middle), leave = middle.connect(out), keep = middle.connect(middle);
  gate.gate({enter, leave}, Gating::source);
  out.gate(keep, Gating::self);
  const Network network = architect::Construct({in, gate, middle, out.set({.role = GroupRole::output})});
  REQUIRE(network.topology().gate_count() == 4);

  const Removal kept = plan_removal(network, 3), dropped = plan_removal(network, 3, {.keep_gates = false});
  CHECK(kept.gaters == std::vector<std::uint32_t>{2, 2, 2});
  CHECK(kept.bridges.size() == 2);
  CHECK(kept.gate_count == 2);
  CHECK(dropped.gate_count == 0);
  Random random(3);
  const Network removed = remove_unit(network, kept, random);
  for (const Connection& each : removed.topology().connections()) CHECK(each.gater == (each.to == 3 ? 2U : no_unit));
  CHECK(remove_unit(network, dropped, random).topology().gate_count() == 0);

  const Removal gater = plan_removal(network, 2);  // what it gated is gated no more
  CHECK(gater.gate_count == 1);
  CHECK(remove_unit(network, gater, random).topology().gate_count() == 1);
}

TEST_CASE("remove: draws the weights of bridges when asked, and 1 for a self-connection", "[network]") {
  const Group in(1), first(1), second(1), out(1);
  in.connect(second);
  first.connect(second);
  second.connect(first);
  second.connect(out);
  const Network network = architect::Construct({in, first, second, out});
  Random random = Random::replay({0.0, 0.25, 0.5});
  const Network removed = remove_unit(network, 2, random, {.weights = BridgeWeights::drawn});
  CHECK(random.left_to_replay() == 0);
  REQUIRE(removed.topology().connection_count() == 4);
  const auto weight_between = [&](std::uint32_t from, std::uint32_t to) {
    return removed.weight(Draft(removed).find_connection(from, to).value());
  };
  CHECK(weight_between(1, 1) == 1);
  // From the last source and target to the first: 1 -> 2, then 0 -> 2, 0 -> 1.
  CHECK(weight_between(1, 2) == Approx(-0.1));
  CHECK(weight_between(0, 2) == Approx(-0.05));
  CHECK(weight_between(0, 1) == Approx(0.0).margin(1e-12));
}

TEST_CASE("remove: products stay within the limit", "[network]") {
  const Group in(1), middle(1), out(1);
  in.connect(middle, {}, 5.0);
  middle.connect(out, {}, -5.0);
  const Network network = architect::Construct({in, middle, out});
  Random random(1);
  CHECK(remove_unit(network, 1, random).weight(0) == -25);
  CHECK(remove_unit(network, 1, random, {.limit = 8}).weight(0) == -8);
}

TEST_CASE("remove: a bridge into a unit that is not trained is not trained", "[network]") {
  const auto in = Dense(2), middle = Dense(2), memory = Memory(2, 1), out = Dense(1);
  in.connect(middle);
  middle.connect(memory);
  memory.connect(out);
  Random random(1);
  const Network removed = remove_unit(architect::Construct({in, middle, memory, out}), 2, random);
  for (const Connection& each : removed.topology().connections())
    CHECK(each.trainable == removed.topology().units()[each.to].trainable);
}

TEST_CASE("remove: refuses inputs, outputs and what is not there, with the values", "[network]") {
  const Network network = tangle(1);
  Random random(1);
  CHECK_THROWS_WITH(remove_unit(network, 1, random), Contains("unit 1 is not a hidden unit"));
  CHECK_THROWS_WITH(remove_unit(network, 8, random), Contains("unit 8"));
  CHECK_THROWS_WITH(remove_unit(network, 99, random), Contains("unit 99"));
  CHECK_THROWS_WITH(plan_removal(network, 3, {.limit = -1}), Contains("-1"));
}

}  // namespace plexus
