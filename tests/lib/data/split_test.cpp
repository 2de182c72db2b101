#include <plexus/data/split.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <numeric>

#include <plexus/core/error.hpp>

using namespace plexus;

TEST_CASE("a split takes every row once, in rising order, as the seed says", "[data]") {
  const RowSplit split = split_rows(10, 3, 1);
  CHECK(split.held_out.size() == 3);
  CHECK(std::ranges::is_sorted(split.training));
  std::vector<std::size_t> all(split.training);
  all.insert(all.end(), split.held_out.begin(), split.held_out.end());
  std::ranges::sort(all);
  CHECK(all == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK(split_rows(10, 3, 1).held_out == split.held_out);
  CHECK(split_rows(1000, 300, 1).held_out != split_rows(1000, 300, 2).held_out);
}

TEST_CASE("in the order of time the last rows are held out", "[data]") {
  const RowSplit split = split_last_rows(5, 2);
  CHECK(split.training == std::vector<std::size_t>{0, 1, 2});
  CHECK(split.held_out == std::vector<std::size_t>{3, 4});
}

TEST_CASE("a split that leaves one part empty is an error", "[data]") {
  CHECK_THROWS_WITH(split_rows(5, 5, 1), "cannot hold out 5 of 5 rows; both parts need at least 1");
  CHECK_THROWS_AS(split_last_rows(5, 0), Error);
}
