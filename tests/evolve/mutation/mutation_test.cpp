#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/network/network_check.hpp>

#include "support/random_network.hpp"

namespace plexus::evolve {
namespace {

Network memory_network(std::uint64_t seed) {
  const Layer input = Dense(2), memory = Memory(2, 3), hidden = Dense(3), output = Dense(2);
  input.connect(memory);
  input.connect(hidden);
  memory.connect(hidden);
  hidden.connect(output);
  return architect::Construct({input, memory, hidden, output}, {.seed = seed});
}

// Networks of every kind that a user may start from.
std::vector<Network> networks_of_every_kind(std::uint64_t seed) {
  return {architect::Perceptron({2, 1}, {.seed = seed}),
          architect::Perceptron({3, 4, 2}, {.seed = seed}),
          architect::LSTM({2, 3, 2}, {.seed = seed}),
          architect::GRU({2, 3, 1}, seed),
          memory_network(seed),
          testing::random_network(seed,
                                  {.hidden = 6, .connections = 30, .recurrent = true, .gated = true, .smooth = false}),
          testing::random_network(seed, {.inputs = 1, .hidden = 0, .outputs = 3, .connections = 6, .recurrent = true}),
          testing::random_network(seed, {.inputs = 1, .hidden = 2, .outputs = 1, .connections = 0})};
}

std::size_t count(const Topology& topology, bool (*is)(const Connection&)) {
  return static_cast<std::size_t>(std::ranges::count_if(topology.connections(), is));
}
std::size_t forward_count(const Topology& topology) {
  return count(topology, [](const Connection& each) { return each.from < each.to; });
}
std::size_t back_count(const Topology& topology) {
  return count(topology, [](const Connection& each) { return each.from > each.to; });
}
std::size_t self_count(const Topology& topology) {
  return count(topology, [](const Connection& each) { return each.is_self(); });
}
std::size_t fixed_count(const Topology& topology) {
  return count(topology, [](const Connection& each) { return !each.trainable; });
}

// What must hold when `mutation` turned `before` into `after`.
void check_change(Mutation mutation, const Network& before, const Network& after) {
  const Topology &a = before.topology(), &b = after.topology();
  const bool same_topology = before.shared_topology() == after.shared_topology();
  const auto units_added = static_cast<int>(b.unit_count()) - static_cast<int>(a.unit_count());
  const auto forward_added = static_cast<int>(forward_count(b)) - static_cast<int>(forward_count(a));
  const auto back_added = static_cast<int>(back_count(b)) - static_cast<int>(back_count(a));
  const auto self_added = static_cast<int>(self_count(b)) - static_cast<int>(self_count(a));
  const auto gates_added = static_cast<int>(b.gate_count()) - static_cast<int>(a.gate_count());
  const auto is_change = [&](int units, int forward, int back, int self, int gates) {
    CHECK(units_added == units);
    CHECK(forward_added == forward);
    CHECK(back_added == back);
    CHECK(self_added == self);
    CHECK(gates_added == gates);
  };
  switch (mutation) {
    case Mutation::add_node:
      CHECK(units_added == 1);
      CHECK(b.connection_count() == a.connection_count() + 1);
      CHECK(gates_added == 0);
      break;
    case Mutation::remove_node:
      CHECK(units_added == -1);
      break;
    case Mutation::add_connection:
      is_change(0, 1, 0, 0, 0);
      break;
    case Mutation::remove_connection:
      CHECK((units_added == 0 && forward_added == -1 && back_added == 0 && self_added == 0));
      break;
    case Mutation::add_back_connection:
      is_change(0, 0, 1, 0, 0);
      break;
    case Mutation::remove_back_connection:
      CHECK((units_added == 0 && forward_added == 0 && back_added == -1 && self_added == 0));
      break;
    case Mutation::enable_connection:
      CHECK((units_added == 0 && forward_added + back_added == 1 && self_added == 0 && gates_added == 0));
      CHECK(b.disabled().size() + 1 == a.disabled().size());
      break;
    case Mutation::disable_connection:
      CHECK((units_added == 0 && forward_added + back_added == -1 && self_added == 0));
      CHECK(b.disabled().size() == a.disabled().size() + 1);
      break;
    case Mutation::add_self_connection:
      is_change(0, 0, 0, 1, 0);
      break;
    case Mutation::remove_self_connection:
      CHECK((units_added == 0 && forward_added == 0 && back_added == 0 && self_added == -1));
      break;
    case Mutation::add_gate:
      is_change(0, 0, 0, 0, 1);
      break;
    case Mutation::remove_gate:
      is_change(0, 0, 0, 0, -1);
      break;
    case Mutation::modify_weight:
    case Mutation::modify_bias: {
      CHECK(same_topology);
      const bool weights = mutation == Mutation::modify_weight;
      for (std::size_t i = 0; i < before.parameters().size(); ++i) {
        const bool is_weight = i >= a.weight_index(0);
        const bool trainable =
            is_weight ? a.connections()[i - a.weight_index(0)].trainable : a.units()[a.input_count() + i].trainable;
        if (is_weight != weights || !trainable) CHECK(before.parameters()[i] == after.parameters()[i]);
      }
      break;
    }
    case Mutation::modify_activation: {
      is_change(0, 0, 0, 0, 0);
      std::size_t changed = 0;
      for (std::size_t i = 0; i < a.unit_count(); ++i)
        changed += a.units()[i].activation != b.units()[i].activation ? 1U : 0U;
      CHECK(changed == 1);
      break;
    }
    case Mutation::swap_nodes: {
      is_change(0, 0, 0, 0, 0);
      std::multiset<std::pair<double, Activation>> had, has;
      for (std::size_t i = a.input_count(); i < a.unit_count(); ++i) {
        had.emplace(before.bias(i), a.units()[i].activation);
        has.emplace(after.bias(i), b.units()[i].activation);
      }
      CHECK(had == has);
      break;
    }
  }
  if (mutation != Mutation::remove_node) CHECK(fixed_count(a) == fixed_count(b));
}

}  // namespace

TEST_CASE("every mutation changes what it says and leaves a sound network, thousands of times", "[evolve][mutation]") {
  MutationOptions options;
  std::set<Mutation> seen;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    std::size_t kind = 0;
    for (Network network : networks_of_every_kind(seed)) {
      Random random(seed, kind);
      for (int step = 0; step < 150; ++step) {
        options.change_outputs = random.chance(0.5);
        options.identity_nodes = random.chance(0.5);
        const MutationRow& mutation = random.pick(mutation_rows());
        CAPTURE(seed, kind, step, mutation.name);
        Network changed = network;
        const bool expected = can_apply(mutation.mutation, network, options);
        const bool applied = mutation.apply(changed, random, options);
        REQUIRE(in_words(check(changed)).empty());
        CHECK(applied == expected);
        if (applied) {
          check_change(mutation.mutation, network, changed);
          seen.insert(mutation.mutation);
        } else {
          CHECK(changed == network);
        }
        // Networks may shrink or grow at will, but not so far that the test takes long.
        if (changed.topology().connection_count() < 120) network = std::move(changed);
      }
      ++kind;
    }
  }
  CHECK(seen.size() == mutation_rows().size());
}

TEST_CASE("mutated networks compute finite numbers in feed-forward search", "[evolve][mutation]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Network network = architect::Perceptron({2, 3, 1}, {.seed = seed});
    Random random(seed);
    const MutationOptions options{.amount = 60};
    mutate(network, random, options);
    CHECK_FALSE(network.topology().is_recurrent());
    CHECK(std::isfinite(network.activate({0.3, -0.8})[0]));
  }
}

TEST_CASE("the mutations of Neataptic's feed-forward list never make a network recurrent", "[evolve][mutation]") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    Network network = architect::Perceptron({3, 4, 2}, {.seed = seed});
    Random random(seed);
    for (int step = 0; step < 200; ++step) {
      row(random.pick(feed_forward_list())).apply(network, random, {});
      REQUIRE_FALSE(network.topology().is_recurrent());
    }
  }
}

TEST_CASE("what is not trainable keeps its weights, biases and connections, unless its unit is removed",
          "[evolve][mutation]") {
  for (const Network& start : {architect::GRU({2, 3, 1}, 5), memory_network(5)}) {
    Network network = start;
    Random random(9);
    MutationOptions options;
    options.change_outputs = true;
    for (int step = 0; step < 300; ++step) {
      const Mutation mutation = random.pick(all_mutations());
      if (mutation != Mutation::remove_node) row(mutation).apply(network, random, options);
    }
    const Topology& topology = network.topology();
    std::multiset<std::pair<Id, double>> had, has;
    const auto collect = [](const Network& from, auto& into) {
      const Topology& parts = from.topology();
      for (std::size_t i = 0; i < parts.connection_count(); ++i)
        if (!parts.connections()[i].trainable) into.emplace(parts.id_of(parts.connections()[i]), from.weight(i));
      for (std::size_t i = parts.input_count(); i < parts.unit_count(); ++i)
        if (!parts.units()[i].trainable)
          into.emplace(parts.units()[i].id + static_cast<Id>(parts.units()[i].activation), from.bias(i));
    };
    collect(start, had);
    collect(network, has);
    CHECK_FALSE(had.empty());
    CHECK(had == has);
    CHECK(topology.unit_count() > start.topology().unit_count());
  }
}

TEST_CASE("the limits on units, connections and gates hold against any mutation", "[evolve][mutation]") {
  MutationOptions options;
  options.kinds.clear();
  for (const Mutation each : all_mutations()) options.kinds.push_back({each, 1});
  options.limits = {.max_units = 9, .max_connections = 14, .max_gates = 3};
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Network network = architect::Perceptron({2, 3, 1}, {.seed = seed});
    Random random(seed);
    for (int step = 0; step < 200; ++step) {
      mutate(network, random, options);
      const Topology& topology = network.topology();
      CAPTURE(seed, step);
      REQUIRE(topology.unit_count() <= 9);
      REQUIRE(topology.connection_count() <= 14);
      REQUIRE(topology.gate_count() <= 3);
    }
  }
}

TEST_CASE("mutate does nothing and says so when no mutation is possible", "[evolve][mutation]") {
  Network network = testing::random_network(1, {.inputs = 1, .hidden = 0, .outputs = 1, .connections = 0});
  const Network before = network;
  Random random(1);
  MutationOptions options;
  options.kinds = {{Mutation::remove_node, 1},
                   {Mutation::remove_connection, 1},
                   {Mutation::add_node, 1},
                   {Mutation::modify_bias, 0}};
  CHECK_FALSE(mutate(network, random, options));
  CHECK(network == before);
}

TEST_CASE("the table of mutations has a name for each, and Neataptic's lists", "[evolve][mutation]") {
  CHECK(mutation_rows().size() == 16);
  CHECK(all_mutations().size() == 14);
  CHECK(feed_forward_list().size() == 8);
  for (const MutationRow& each : mutation_rows()) CHECK(mutation_named(each.name) == each.mutation);
  CHECK_THROWS_WITH(mutation_named("add_nodes"), Catch::Matchers::Contains("add_node, remove_node"));
}

TEST_CASE("mutate refuses options out of their range by name, and changes nothing", "[evolve][mutation]") {
  Network network = architect::Perceptron({2, 3, 1});
  const Network before = network;
  MutationOptions options;
  options.activations.clear();
  options.weights.step = -1;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Random random(seed);
    CHECK_THROWS_WITH(mutate(network, random, options),
                      Catch::Contains("mutation.activations") && Catch::Contains("mutation.weights.step is -1"));
    CHECK(network == before);
  }
}

}  // namespace plexus::evolve
