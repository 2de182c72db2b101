#include <catch2/catch.hpp>

#include <plexus/core/error.hpp>
#include <plexus/primitive/index_maps.hpp>

using namespace plexus;
using namespace plexus::primitive;

namespace {

constexpr std::uint32_t none = no_element;
using Map = std::vector<std::uint32_t>;
using Axes = std::vector<std::int64_t>;
using AllPads = std::vector<Pads>;

}  // namespace

TEST_CASE("a map takes what is listed along each axis") {
  const std::vector<Map> lists{{1, none}, {2, 0, 0}};
  CHECK(take({2, 3}, lists) == IndexMap{{5, 3, 3, none, none, none}, {2, 3}});
  CHECK_THROWS_WITH(take({2, 2}, lists), Catch::Contains("element 2 of axis 1"));
  CHECK_THROWS_WITH(take({2, 3, 1}, lists), Catch::Contains("lists for 2 axes"));
}

TEST_CASE("a map reshapes and permutes") {
  CHECK(reshape({2, 3}, {6}) == IndexMap{{0, 1, 2, 3, 4, 5}, {6}});
  CHECK_THROWS_WITH(reshape({2, 3}, {5}), Catch::Contains("(2, 3) has 6 elements, (5) has 5"));
  CHECK(permute({2, 3}, Axes{1, 0}) == IndexMap{{0, 3, 1, 4, 2, 5}, {3, 2}});
  CHECK(permute({2, 3, 2}, Axes{-1, 0, 1}) == IndexMap{{0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11}, {2, 2, 3}});
  CHECK(permute({}, Axes{}) == IndexMap{{0}, {}});
  CHECK_THROWS_WITH(permute({2, 3}, Axes{0, 0}), Catch::Contains("wanted each of its 2 once"));
  CHECK_THROWS_WITH(permute({2, 3}, Axes{0, 2}), Catch::Contains("axis 2"));
}

TEST_CASE("a map crops and pads") {
  CHECK(crop({3, 3}, AllPads{{1, 0}, {0, 2}}) == IndexMap{{3, 6}, {2, 1}});
  CHECK(crop({2, 2}, AllPads{{0, 1}}) == IndexMap{{0, 1}, {1, 2}});
  CHECK_THROWS_WITH(crop({3}, AllPads{{1, 2}}), Catch::Contains("cutting 1 + 2") && Catch::Contains("leaves nothing"));
  CHECK_THROWS_WITH(crop({3}, AllPads{{}, {}}), Catch::Contains("values for 2 axes"));
  CHECK(pad({2}, AllPads{{1, 2}}) == IndexMap{{none, 0, 1, none, none}, {5}});
  CHECK(pad({1, 2}, AllPads{{1, 0}}) == IndexMap{{none, none, 0, 1}, {2, 2}});
  CHECK_THROWS_WITH(pad({2}, AllPads{{4000000000, 4000000000}}), Catch::Contains("more elements than can be held"));
}

TEST_CASE("a map repeats, flips and slices an axis") {
  CHECK(repeat({2, 2}, 0, 2) == IndexMap{{0, 1, 0, 1, 2, 3, 2, 3}, {4, 2}});
  CHECK(repeat({2}, -1, 3) == IndexMap{{0, 0, 0, 1, 1, 1}, {6}});
  CHECK_THROWS_WITH(repeat({2}, 0, 0), Catch::Contains("no elements"));
  CHECK(flip({2, 3}, -1) == IndexMap{{2, 1, 0, 5, 4, 3}, {2, 3}});
  CHECK(slice({2, 4}, 1, 1, 2) == IndexMap{{1, 2, 5, 6}, {2, 2}});
  CHECK_THROWS_WITH(slice({2, 4}, 1, 3, 2), Catch::Contains("2 elements from 3 on"));
  CHECK_THROWS_WITH(slice({4}, 0, 0, 0), Catch::Contains("0 elements from 0 on"));
}

TEST_CASE("a map places elements in a longer axis") {
  CHECK(place({2, 1}, 1, 1, 3) == IndexMap{{none, 0, none, none, 1, none}, {2, 3}});
  CHECK_THROWS_WITH(place({2}, 0, 2, 3), Catch::Contains("does not fit into 3 elements from 2 on"));
}

TEST_CASE("a map broadcasts as NumPy does") {
  CHECK(broadcast_to({2, 1}, {2, 3}) == IndexMap{{0, 0, 0, 1, 1, 1}, {2, 3}});
  CHECK(broadcast_to({2}, {2, 2}) == IndexMap{{0, 1, 0, 1}, {2, 2}});
  CHECK(broadcast_to({}, {2}) == IndexMap{{0, 0}, {2}});
  CHECK_THROWS_WITH(broadcast_to({2, 2}, {2, 1}), Catch::Contains("(2, 2) cannot be repeated to (2, 1)"));
}

TEST_CASE("a map lists the windows of a convolution") {
  CHECK(windows({4}, Map{2}, std::vector<Sliding>{{2, 1, {1, 0}}}) == IndexMap{{none, 0, 1, 2}, {2, 2}});
  CHECK(windows({2, 3, 1}, Map{2, 2}, std::vector<Sliding>{{}, {}}) ==
        IndexMap{{0, 1, 3, 4, 1, 2, 4, 5}, {1, 2, 2, 2, 1}});
  CHECK(windows({3, 2}, Map{2}, std::vector<Sliding>{{1, 2, {}}}) == IndexMap{{0, 1, 4, 5}, {1, 2, 2}});
  CHECK_THROWS_WITH(windows({4}, Map{2, 2}, std::vector<Sliding>{{}}), Catch::Contains("got 2 sizes for 1 axes"));
  CHECK_THROWS_WITH(windows({4}, Map{5}, std::vector<Sliding>{{}}), Catch::Contains("windows: a window spans 5"));
}

TEST_CASE("two maps make one") {
  CHECK(compose(pad({2}, AllPads{{1, 1}}), flip({4}, 0)) == IndexMap{{none, 1, 0, none}, {4}});
  CHECK(compose(flip({2}, 0), pad({2}, AllPads{{0, 1}})) == IndexMap{{1, 0, none}, {3}});
  CHECK_THROWS_WITH(compose(flip({2}, 0), flip({3}, 0)), Catch::Contains("compose: the map has element 2"));
}
