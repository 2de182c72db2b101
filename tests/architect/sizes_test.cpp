#include <catch2/catch.hpp>

#include <cstddef>
#include <limits>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/hopfield.hpp>
#include <plexus/architect/models/liquid.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/narx.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/architect/models/random_network.hpp>
#include <plexus/core/error.hpp>

using Catch::Contains;

namespace plexus {

TEST_CASE("sizes beyond any memory are refused before it is used up", "[architect]") {
  constexpr std::size_t huge = std::numeric_limits<std::size_t>::max(), billion = 1'000'000'000;
  CHECK_THROWS_WITH(Dense(huge), Contains("Group: 18446744073709551615 units are wanted, at most 4294967294"));
  CHECK_THROWS_WITH(
      Memory(2, 1'000 * billion),
      "Memory: 2 units for each of 1000000000000 steps are wanted, at most 4294967294 are possible together");
  CHECK_THROWS_WITH(Memory(std::size_t{1} << 32U, std::size_t{1} << 32U), Contains("at most 4294967294"));
  CHECK_THROWS_WITH(
      architect::Perceptron({100'000, 100'000}),
      "connect: all_to_all between groups of 100000 and 100000 units makes 10000000000 connections, at most "
      "4294967294 are possible");
  CHECK_THROWS_WITH(architect::Hopfield(70'000), Contains("at most 4294967294"));
  CHECK_THROWS_WITH(architect::LSTM({1, 100'000, 1}), Contains("at most 4294967294"));
  CHECK_THROWS_WITH(architect::NARX(1, {3}, 1, 1'000 * billion, 0), Contains("Memory: 1 unit for each of"));
  CHECK_THROWS_WITH(architect::Liquid(1, billion * billion, 1), Contains("at most 4294967294"));
  CHECK_THROWS_WITH(architect::Liquid(1, 100 * billion, 1), Contains("at most 4294967294"));
  CHECK_THROWS_WITH(architect::Liquid(1, 1'000'000, 1, {.connectivity = 1}),
                    Contains("connections, at most 4294967294"));
  CHECK_THROWS_WITH(architect::Random(3 * billion, 3 * billion, 3 * billion), Contains("together at most 4294967294"));
  CHECK_THROWS_WITH(architect::Random(2 * billion, 0, 2 * billion), Contains("not enough memory for"));
  CHECK_THROWS_WITH(architect::Random(2, 3, 1, {.connections = huge}), Contains("there is room for"));
  CHECK_THROWS_WITH(architect::Random(2, 3, 1, {.back_connections = huge}), Contains("there is room for"));
}

TEST_CASE("a projection has as many connections as pairs", "[architect]") {
  for (const std::size_t from : {1U, 2U, 5U})
    for (const std::size_t to : {1U, 2U, 5U})
      for (const Pattern pattern : {Pattern::all_to_all, Pattern::all_to_else, Pattern::one_to_one}) {
        if (pattern == Pattern::one_to_one && from != to) continue;
        if (pattern == Pattern::all_to_else && from == 1 && to == 1) continue;
        const Group a(from), b(to);
        const Projection projection = a.connect(b, pattern);
        CAPTURE(from, to, name_of(pattern));
        CHECK(projection.size() == pairs_of(a.graph(), projection.key().key()).size());
      }
}

}  // namespace plexus
