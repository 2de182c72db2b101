#include <catch2/catch.hpp>

#include <limits>

#include <plexus/core/error.hpp>

#include "bench/workload.hpp"

namespace plexus::bench {

TEST_CASE("bench: a checksum that is not what all systems must come to is refused with both numbers", "[bench]") {
  CHECK_NOTHROW(require_checksum("W1a", 12.5, 12.5, 0));
  CHECK_NOTHROW(require_checksum("W1a", -12.5, -12.75, 0.25));
  for (const double found :
       {12.76, 12.24, -12.5, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    CHECK_THROWS_AS(require_checksum("W1a", 12.5, found, 0.25), Error);
  CHECK_THROWS_WITH(require_checksum("W1a", 12.5, 13, 0.25),
                    Catch::Matchers::StartsWith("W1a: the checksum is 13, wanted 12.5 within 0.25"));
}

}  // namespace plexus::bench
