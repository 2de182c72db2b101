#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/architect/models/random_network.hpp>
#include <plexus/core/error.hpp>
#include <plexus/network/network_check.hpp>

#include "support/step_by_unit.hpp"

using Catch::Contains;

namespace plexus {
namespace {

struct Counts {
  std::size_t forward = 0, back = 0, selves = 0;

  explicit Counts(const Topology& topology) {
    for (const Connection& each : topology.connections())
      ++(each.is_self() ? selves : (each.from < each.to ? forward : back));
  }
};

// The most connections to later units: none from output to output, none into inputs.
std::size_t most_forward(std::size_t inputs, std::size_t hidden, std::size_t outputs) {
  std::size_t count = 0;
  for (std::size_t from = 0; from < inputs + hidden; ++from)
    for (std::size_t to = from + 1; to < inputs + hidden + outputs; ++to)
      if (to >= inputs) ++count;
  return count;
}

}  // namespace

TEST_CASE("Random: has as many of everything as was asked for, for any seed", "[architect]") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    const std::size_t hidden = seed % 12;
    const architect::RandomOptions options{.connections = hidden + seed % 5 * (hidden > 0),
                                           .back_connections = hidden > 2 ? seed % 4 : 0,
                                           .self_connections = hidden > 2 ? seed % 3 : 0,
                                           .gates = seed % 6,
                                           .seed = seed};
    Network network = architect::Random(3, hidden, 2, options);
    const Topology& topology = network.topology();
    CHECK(check(network).empty());
    CHECK(topology.hidden_count() == hidden);
    CHECK(topology.gate_count() == options.gates);
    const Counts counts(topology);
    CHECK(counts.forward == 3 * 2 + *options.connections);
    CHECK(counts.back == options.back_connections);
    CHECK(counts.selves == options.self_connections);
    for (const Connection& each : topology.connections()) {
      CHECK_FALSE((each.from >= 3 + hidden && each.from < each.to));
      CHECK_FALSE(each.gater < 3);
    }
    testing::StepByUnit slow(network);
    for (int step = 0; step < 3; ++step) {
      const std::vector<double> sample{0.5, -1, 0.25};
      CHECK(std::ranges::equal(network.activate(sample), slow.activate(sample)));
    }
  }
}

TEST_CASE("Random: has twice as many connections as hidden units unless told", "[architect]") {
  CHECK(architect::Random(3, 8, 2).topology().connection_count() == 3 * 2 + 2 * 8);
  CHECK(architect::Random(1, 1, 1).topology().connection_count() == 1 + 2);
  CHECK(architect::Random(3, 0, 2).topology().connection_count() == 3 * 2);
}

TEST_CASE("Random: is a function of its seed, and a split has the same id in all", "[architect]") {
  CHECK(architect::Random(3, 20, 2, {.gates = 5, .seed = 4}) == architect::Random(3, 20, 2, {.gates = 5, .seed = 4}));
  CHECK_FALSE(architect::Random(3, 20, 2, {.seed = 4}) == architect::Random(3, 20, 2, {.seed = 5}));
  for (std::uint64_t seed = 0; seed < 5; ++seed)
    CHECK(architect::Random(1, 1, 1, {.seed = seed}).topology().units()[1].id ==
          split_id(connection_id(input_id(0), output_id(0)), 0));
}

TEST_CASE("Random: can be asked for everything that there is room for, and for no more", "[architect]") {
  const std::size_t most = most_forward(3, 6, 2) - 3 * 2, back = 8 * 7 / 2;
  const architect::RandomOptions full{
      .connections = most, .back_connections = back, .self_connections = 8, .gates = most + 6 + back + 8};
  const Network network = architect::Random(3, 6, 2, full);
  CHECK(check(network).empty());
  CHECK(network.topology().gate_count() == network.topology().connection_count());

  CHECK_THROWS_WITH(architect::Random(3, 6, 2, {.connections = most + 1}),
                    Contains(std::to_string(most - 5) + " more forward connections") &&
                        Contains("room for " + std::to_string(most - 6)));
  CHECK_THROWS_WITH(architect::Random(3, 6, 2, {.back_connections = back + 1}), Contains("29 back") && Contains("28"));
  CHECK_THROWS_WITH(architect::Random(3, 6, 2, {.self_connections = 9}), Contains("9 self") && Contains("8"));
  CHECK_THROWS_WITH(architect::Random(3, 0, 2, {.gates = 7}), Contains("7 gates") && Contains("6"));
  CHECK_THROWS_WITH(architect::Random(3, 6, 2, {.connections = 5}),
                    Contains("connections is 5") && Contains("6 hidden"));
  CHECK_THROWS_WITH(architect::Random(0, 6, 2), Contains("0 and 2"));
  CHECK_THROWS_WITH(architect::Random(1, 6, 2, {.activations = {}}), Contains("activation"));
}

TEST_CASE("Random: adds each free pair as often, whether few or most are taken", "[architect]") {
  // Six units that are not inputs have 15 back connections; which are there is counted over many seeds.
  for (const std::size_t back : {4U, 11U}) {
    CAPTURE(back);
    constexpr std::size_t seeds = 3000;
    std::vector<std::size_t> seen(7 * 7);
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      const Network network = architect::Random(1, 0, 6, {.back_connections = back, .seed = seed});
      for (const Connection& each : network.topology().connections())
        if (each.from > each.to) ++seen[each.from * 7 + each.to];
    }
    const double share = static_cast<double>(back) / 15, deviation = std::sqrt(seeds * share * (1 - share));
    for (std::size_t from = 2; from < 7; ++from)
      for (std::size_t to = 1; to < from; ++to)
        CHECK(std::abs(static_cast<double>(seen[from * 7 + to]) - seeds * share) < 4 * deviation);
  }
}

TEST_CASE("Random: a thousand hidden units are no trouble", "[architect]") {
  const Network network =
      architect::Random(10, 1000, 4, {.connections = 20000, .back_connections = 500, .gates = 1000, .seed = 1});
  CHECK(check(network).empty());
  CHECK(network.topology().connection_count() == 40 + 20000 + 500);
}

}  // namespace plexus
