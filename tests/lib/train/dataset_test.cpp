#include <catch2/catch.hpp>

#include <cmath>
#include <set>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/train/dataset.hpp>

using Catch::Contains;

namespace plexus {

TEST_CASE("dataset: holds samples alone and in sequences, in order", "[train]") {
  Dataset data{{{1, 2}, {3}}, {{4, 5}, {6}}};
  data.add_sequence(std::vector<Case>{{{7, 8}, {9}}, {{10, 11}, {12}}});
  CHECK(data.size() == 4);
  CHECK(data.sequence_count() == 3);
  CHECK(data.length_of(0) == 1);
  CHECK(data.first_of(2) == 2);
  CHECK(data.length_of(2) == 2);
  double expected = 1;
  for (const auto& [input, target] : data) {
    CHECK(input[0] == expected);
    CHECK(target[0] == expected + 2);
    expected += 3;
  }
}

TEST_CASE("dataset: a split keeps every sequence once and whole, by the seed", "[train]") {
  Dataset data(1, 1);
  for (double i = 0; i < 10; ++i) data.add_sequence(std::vector<Case>{{{i}, {0}}, {{i + 0.5}, {0}}});
  const auto [most, rest] = data.split(0.2, 3);
  CHECK(most.sequence_count() == 8);
  CHECK(rest.sequence_count() == 2);
  std::multiset<double> seen;
  for (const Dataset& part : {most, rest})
    for (std::size_t i = 0; i < part.sequence_count(); ++i) {
      const double first = part[part.first_of(i)].input[0];
      CHECK(part[part.first_of(i) + 1].input[0] == first + 0.5);
      seen.insert(first);
    }
  CHECK(seen == std::multiset<double>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK(data.split(0.2, 3).second[0].input[0] == rest[0].input[0]);
  CHECK_THROWS_WITH(data.split(0.01, 1), Contains("0.01 of 10"));
  CHECK_THROWS_WITH(data.split(1, 1), Contains("empty"));
}

TEST_CASE("dataset: refuses other sizes and keeps what it has", "[train]") {
  Dataset data(2, 1);
  CHECK_THROWS_WITH(data.add(std::vector<double>{1}, std::vector<double>{1}), Contains("2 + 1, got 1 + 1"));
  CHECK_THROWS_WITH(data.add_sequence(std::vector<Case>{{{1, 2}, {3}}, {{1}, {2}}}), Contains("got 1 + 1"));
  CHECK_THROWS_WITH(data.add_sequence({}), Contains("at least 1 step"));
  CHECK_THROWS_WITH(Dataset(0, 1), Contains("got 0 and 1"));
  CHECK_THROWS_WITH(data.add({1, std::nan("")}, {1}), Contains("sample 0 is nan"));
  CHECK(data.empty());
  CHECK(data.begin() == data.end());
}

}  // namespace plexus
