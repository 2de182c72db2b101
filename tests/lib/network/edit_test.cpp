#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/network/edit.hpp>
#include <plexus/network/network_check.hpp>

#include "support/random_network.hpp"

namespace plexus {
namespace {

// What a network is made of, by lasting names, so that positions do not matter: each connection's ends, gater, weight.
using Wires = std::map<std::pair<Id, Id>, std::pair<Id, double>>;

Wires wires_of(const Network& network) {
  Wires wires;
  const auto& units = network.topology().units();
  for (std::size_t i = 0; i < network.topology().connection_count(); ++i) {
    const Connection& each = network.topology().connections()[i];
    wires[{units[each.from].id, units[each.to].id}] = {each.is_gated() ? units[each.gater].id : 0, network.weight(i)};
  }
  return wires;
}

Network perceptron() { return architect::Perceptron({3, 4, 4, 2}, {.seed = 1}); }

}  // namespace

TEST_CASE("edit: a draft that nothing was done to builds the same network", "[network]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Network network = testing::random_network(seed, {.recurrent = true, .gated = true});
    CHECK(Draft(network).build() == network);
  }
  CHECK(Draft(perceptron()).build() == perceptron());
}

TEST_CASE("edit: a unit put in anywhere leaves all wires as they are", "[network]") {
  const Network network = testing::random_network(3, {.recurrent = true, .gated = true});
  for (std::uint32_t position = 2; position <= 7; ++position) {
    Draft draft(network);
    draft.insert_unit(position, {.id = 77, .activation = Activation::tanh}, 0.25);
    const Network edited = std::move(draft).build();
    CHECK(wires_of(edited) == wires_of(network));
    CHECK(edited.topology().units()[position].id == 77);
    CHECK(edited.bias(position) == 0.25);
  }
}

TEST_CASE("edit: a unit taken out takes just its own wires and gates with it", "[network]") {
  const Network network = testing::random_network(4, {.recurrent = true, .gated = true});
  for (std::uint32_t index = 2; index < 7; ++index) {
    Draft draft(network);
    draft.remove_unit(index);
    const Id gone = network.topology().units()[index].id;
    Wires wanted = wires_of(network);
    std::erase_if(wanted, [=](const auto& wire) { return wire.first.first == gone || wire.first.second == gone; });
    for (auto& [ends, wire] : wanted)
      if (wire.first == gone) wire.first = 0;
    CHECK(wires_of(std::move(draft).build()) == wanted);
  }
}

TEST_CASE("edit: blocks stay where they hold and go where they do not", "[network]") {
  const Network network = perceptron();
  REQUIRE(network.topology().blocks().size() == 3);

  Draft cut(network);
  cut.remove_connection(5);  // of the first block
  const Network holey = std::move(cut).build();
  CHECK(holey.topology().blocks().size() == 2);
  CHECK(check(holey).empty());

  Draft between(network);
  between.insert_unit(7, {.id = 5}, 0);  // between the two hidden groups
  const Network wider = std::move(between).build();
  CHECK(wider.topology().blocks().size() == 3);
  CHECK(wider.topology().groups().size() == 4);
  CHECK(check(wider).empty());

  Draft within(network);
  within.insert_unit(5, {.id = 5}, 0);  // into the first hidden group
  const Network split = std::move(within).build();
  CHECK(split.topology().groups().size() == 5);
  CHECK(split.topology().blocks().size() == 1);
  CHECK(check(split).empty());
}

TEST_CASE("edit: any sequence of edits ends in a sound network", "[network]") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    Random random(seed, 0, 0, 99);
    Draft draft(seed % 2 == 0 ? perceptron() : testing::random_network(seed, {.recurrent = true, .gated = true}));
    for (int i = 0; i < 30; ++i) {
      const std::size_t units = draft.units().size(), inputs = draft.input_count(), outputs = draft.output_count();
      const auto any_unit = [&] { return static_cast<std::uint32_t>(random.below(units)); };
      const auto kind = random.below(5);
      if (kind == 0)
        draft.insert_unit(inputs + random.below(units - inputs - outputs + 1), {.id = mix(seed, 1000U + random.bits())},
                          0.5);
      if (kind == 1 && units > inputs + outputs) draft.remove_unit(inputs + random.below(units - inputs - outputs));
      if (kind == 2 && !draft.connections().empty()) draft.remove_connection(random.below(draft.connections().size()));
      if (kind == 3 && !draft.connections().empty())
        draft.set_gater(random.below(draft.connections().size()), any_unit());
      const std::uint32_t from = any_unit(), to = any_unit();
      if (kind == 4 && to >= inputs && !draft.find_connection(from, to)) draft.add_connection({from, to}, 1);
    }
    const Network edited = std::move(draft).build();
    CHECK(check(edited).empty());
  }
}

TEST_CASE("edit: connections are gated, ungated and cut by their two units", "[network]") {
  const Network network = perceptron();
  Draft draft(network);
  draft.add_connection({.from = 4, .to = 4}, 1);
  draft.gate(7, 0, 3);
  draft.gate(7, 4, 4);
  CHECK(draft.connections()[*draft.find_connection(0, 3)].gater == 7);
  CHECK_THROWS_WITH(draft.gate(8, 0, 3), Catch::Contains("unit 0 to unit 3") && Catch::Contains("by unit 7 already"));
  draft.ungate(0, 3);
  CHECK_THROWS_WITH(draft.ungate(0, 3), Catch::Contains("not gated"));
  draft.disconnect(4, 4);
  CHECK_THROWS_WITH(draft.disconnect(4, 4), Catch::Contains("no connection from unit 4 to unit 4"));
  CHECK(std::move(draft).build() == network);
}

TEST_CASE("edit: set changes all units but the inputs, to a bias of 0 too", "[network]") {
  Network network = perceptron();
  for (std::size_t i = 3; i < 13; ++i) network.bias(i) = 0.5;
  Draft draft(network);
  CHECK_THROWS_WITH(draft.set({.bias = std::nan("")}), Catch::Contains("nan"));
  draft.set({.activation = Activation::relu, .bias = 0});
  const Network edited = std::move(draft).build();
  for (std::size_t i = 0; i < 13; ++i) {
    const bool input = i < 3;
    CHECK(edited.topology().units()[i].activation == (input ? Activation::identity : Activation::relu));
    if (!input) CHECK(edited.bias(i) == 0);
  }
}

TEST_CASE("edit: what cannot be is refused, with the values", "[network]") {
  Draft draft(perceptron());
  CHECK_THROWS_WITH(draft.remove_unit(0), Catch::Contains("unit 0"));
  CHECK_THROWS_WITH(draft.remove_unit(12), Catch::Contains("unit 12"));
  CHECK_THROWS_WITH(draft.add_connection({0, 3}, 1), Catch::Contains("0 and 3 are connected already"));
  CHECK_THROWS_WITH(draft.add_connection({5, 1}, 1), Catch::Contains("unit 1 is an input"));
  CHECK_THROWS_WITH(draft.remove_connection(999), Catch::Contains("no connection 999"));
  CHECK_THROWS_WITH(draft.set_gater(0, 99), Catch::Contains("no unit 99"));
  CHECK_THROWS_WITH(draft.bias(99), Catch::Contains("no unit 99"));
  CHECK_THROWS_WITH(draft.insert_unit(99, {}, 0), Catch::Contains("99"));
  CHECK(std::move(draft).build() == perceptron());
}

}  // namespace plexus
