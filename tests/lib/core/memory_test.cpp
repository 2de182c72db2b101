#include <catch2/catch.hpp>

#include <limits>

#include <plexus/core/memory.hpp>

namespace plexus {

using Catch::Contains;

TEST_CASE("what no machine can hold is refused with its size, however large", "[core]") {
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
  CHECK_NOTHROW(require_memory(1000, 1000, "number"));
  CHECK_NOTHROW(require_memory(0, most, "number"));
  CHECK_NOTHROW(require_memory(most, 0, "number"));
  CHECK_THROWS_WITH(require_memory(std::size_t{1} << 53U, 1024, "number"),
                    Contains("not enough memory for 9007199254740992 numbers: wanted about 8.59e+09 GiB, this machine "
                             "has"));
  CHECK_THROWS_WITH(require_memory(1, most, "planet"), Contains("for 1 planet: wanted about 1.72e+10 GiB"));
  // Products that wrap around to something small.
  CHECK_THROWS_WITH(require_memory(std::size_t{1} << 60U, 16, "number"), Contains("wanted about 1.72e+10 GiB"));
  CHECK_THROWS_WITH(require_memory(most, most, "number"), Contains("not enough memory"));
}

}  // namespace plexus
