#include <catch2/catch.hpp>

#include <memory>

#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/network/edit.hpp>
#include <plexus/network/network_check.hpp>

#include "support/random_network.hpp"

namespace plexus {
namespace {

// One random edit of those that a draft checks itself, as far as it is possible.
void edit(Draft& draft, Random& random) {
  const auto some_unit = [&] { return static_cast<std::uint32_t>(random.below(draft.units().size())); };
  const auto inputs = draft.input_count(), outputs = draft.output_count(), units = draft.units().size();
  switch (random.below(6)) {
    case 0:
      draft.insert_unit(inputs + random.below(units - inputs - outputs + 1),
                        {.id = random.bits(), .activation = Activation::tanh}, 0.5);
      break;
    case 1:
      if (units > inputs + outputs) draft.remove_unit(inputs + random.below(units - inputs - outputs));
      break;
    case 2: {
      const std::uint32_t from = some_unit(), to = some_unit();
      if (to >= inputs && !draft.find_connection(from, to)) draft.add_connection({.from = from, .to = to}, 1);
      break;
    }
    case 3:
      if (!draft.connections().empty()) draft.remove_connection(random.below(draft.connections().size()));
      break;
    case 4:
      if (!draft.connections().empty())
        draft.set_gater(random.below(draft.connections().size()), random.chance(0.5) ? some_unit() : no_unit);
      break;
    default:
      draft.set({.activation = Activation::relu});
  }
}

}  // namespace

TEST_CASE("edits that a draft checks itself keep every rule of topologies", "[network]") {
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Network network = seed % 3 == 0   ? testing::random_network(seed, {.recurrent = true, .gated = true})
                      : seed % 3 == 1 ? architect::GRU({2, 3, 2, 1}, seed)
                                      : architect::Perceptron({3, 4, 4, 2}, {.seed = seed});
    for (int round = 0; round < 12; ++round) {
      Draft draft(network);
      for (std::size_t i = 1 + random.below(4); i > 0; --i) edit(draft, random);
      network = std::move(draft).build();
      const auto broken = check(network);
      CAPTURE(round, in_words(broken));
      REQUIRE(broken.empty());
      // What is counted at once is what a checked topology counts.
      const Topology again(network.topology().parts());
      CHECK(again.gate_count() == network.topology().gate_count());
      CHECK(again.is_recurrent() == network.topology().is_recurrent());
    }
  }
}

TEST_CASE("a draft refuses to build what breaks a rule", "[network]") {
  const Network start = architect::Perceptron({2, 2, 1}, {.seed = 1});
  const auto refuses = [&](auto change, const char* words) {
    Draft draft(start);
    change(draft);
    CHECK_THROWS_WITH(std::move(draft).build(), Catch::Matchers::Contains(words));
  };
  const Id taken = start.topology().units()[2].id;
  refuses([&](Draft& draft) { draft.insert_unit(3, {.id = taken}, 0); }, "the id of an earlier unit");
  refuses([](Draft& draft) { draft.insert_unit(0, {.id = 9}, 0); }, "not in the order");
  refuses([](Draft& draft) { draft.insert_unit(5, {.id = 9}, 0); }, "not in the order");
  refuses([](Draft& draft) { draft.insert_unit(3, {.id = 9, .role = Role::output}, 0); }, "not in the order");
  refuses([](Draft& draft) { draft.insert_unit(3, {.id = 9, .mask = 1.0 / 0.0}, 0); }, "mask");
  refuses([](Draft& draft) { draft.insert_unit(0, {.id = 9, .role = Role::input, .mask = 2}, 0); }, "mask");
  refuses([](Draft& draft) { draft.insert_unit(3, {.id = 9, .activation = static_cast<Activation>(200)}, 0); },
          "unknown activation");
  refuses([](Draft& draft) { draft.set({.activation = static_cast<Activation>(200)}); }, "unknown activation");
  refuses([&](Draft& draft) { draft.unit(3).id = taken; }, "the id of an earlier unit");
}

TEST_CASE("a topology knows whether all of it is trained", "[network]") {
  TopologyParts parts = architect::Perceptron({2, 2, 1}).topology().parts();
  CHECK(Topology(parts).is_trainable());
  parts.units[0].trainable = false;  // an input has nothing to train
  CHECK(Topology(parts).is_trainable());
  auto fixed_unit = parts, fixed_connection = parts;
  fixed_unit.units[2].trainable = false;
  fixed_connection.connections[1].trainable = false;
  CHECK_FALSE(Topology(fixed_unit).is_trainable());
  CHECK_FALSE(Topology(fixed_connection).is_trainable());
}

TEST_CASE("a fresh copy is equal, shares the topology and remembers nothing", "[network]") {
  Network network = architect::Perceptron({2, 2, 1});
  network.activate({1, 2});
  const Network copy = network.fresh_copy();
  CHECK(copy == network);
  CHECK(copy.shared_topology() == network.shared_topology());
  CHECK(copy.outputs_of_units().empty());
}

}  // namespace plexus
