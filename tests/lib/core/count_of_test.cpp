#include <catch2/catch.hpp>

#include <plexus/core/count_of.hpp>

using namespace plexus;

TEST_CASE("a count of things has an s unless it is one", "[core]") {
  CHECK(count_of(0, "unit") == "0 units");
  CHECK(count_of(1, "unit") == "1 unit");
  CHECK(count_of(2, "unit") == "2 units");
}

TEST_CASE("a range of one number is that number", "[core]") {
  CHECK(range_of(4, 7) == "4 to 7");
  CHECK(range_of(4, 4) == "4");
}
