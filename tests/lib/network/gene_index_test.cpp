#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/random.hpp>
#include <plexus/network/edit.hpp>
#include <plexus/network/gene_index.hpp>
#include <plexus/network/id_table.hpp>

#include "support/random_network.hpp"

namespace plexus {
namespace {

std::vector<std::uint32_t> found_by_looking(const std::vector<Id>& ids, Id wanted) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < ids.size(); ++i)
    if (ids[i] == wanted) found.push_back(i);
  return found;
}

}  // namespace

TEST_CASE("an id table finds what looking at all ids finds", "[network]") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<Id> ids(random.below(400));
    // Of every third list all ids begin with the same bits, and of every second some are repeated.
    for (Id& id : ids) id = seed % 3 == 0 ? random.below(1000) : random.bits();
    if (seed % 2 == 0 && !ids.empty())
      for (int i = 0; i < 50; ++i) ids[random.below(ids.size())] = ids[random.below(ids.size())];
    const IdTable table(ids);
    std::vector<Id> wanted = ids;
    for (int i = 0; i < 50; ++i) wanted.push_back(seed % 3 == 0 ? random.below(1000) : random.bits());
    for (const Id id : wanted) {
      const auto found = table.find(ids, id);
      CHECK(std::vector<std::uint32_t>(found.begin(), found.end()) == found_by_looking(ids, id));
    }
  }
}

TEST_CASE("genes of two networks have the same name when they belong to the same units", "[network]") {
  const Network start = architect::Perceptron({3, 2}, {.seed = 1});
  Draft draft(start);
  draft.insert_unit(3, {.id = 77, .activation = Activation::tanh}, 0.5);
  draft.add_connection({.from = 0, .to = 3}, 1);
  draft.add_connection({.from = 3, .to = 4}, 2);
  const Network grown = std::move(draft).build();
  const GeneIndex &before = start.topology().genes(), &after = grown.topology().genes();
  REQUIRE(before.size() == start.topology().parameter_count());
  REQUIRE(after.size() == grown.topology().parameter_count());
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    CHECK(before.find(before.ids()[i]) == i);
    const std::uint32_t place = after.find(before.ids()[i]);
    REQUIRE(place != no_gene);
    CHECK(grown.parameters()[place] == start.parameters()[i]);
  }
  CHECK(before.find(after.ids()[0]) == no_gene);  // the bias of the unit that was put in
}

TEST_CASE("inputs and outputs are named by their order, hidden units by their ids", "[network]") {
  const auto network = [](Id input, Id hidden, Id output) {
    return Topology({{{.id = input, .role = Role::input}, {.id = hidden}, {.id = output, .role = Role::output}},
                     {{.from = 0, .to = 1}, {.from = 1, .to = 2}, {.from = 0, .to = 2}},
                     {},
                     {}});
  };
  const Topology one = network(1, 2, 3), other_ends = network(11, 2, 13), other_middle = network(1, 12, 3);
  const auto ids = [](const Topology& topology) {
    const auto all = topology.genes().ids();
    return std::vector<Id>(all.begin(), all.end());
  };
  CHECK(ids(one) == ids(other_ends));
  for (const std::size_t i : {0U, 2U, 3U}) CHECK(ids(one)[i] != ids(other_middle)[i]);
  for (const std::size_t i : {1U, 4U}) CHECK(ids(one)[i] == ids(other_middle)[i]);
}

}  // namespace plexus
