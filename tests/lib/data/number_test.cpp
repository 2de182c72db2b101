#include <plexus/data/number.hpp>

#include <catch2/catch.hpp>

#include <cmath>

#include <plexus/core/error.hpp>

using namespace plexus;

TEST_CASE("a cell is a number when all of it is, and finite", "[data]") {
  CHECK(number_in("5.1") == 5.1);
  CHECK(number_in("-3") == -3.0);
  CHECK(number_in("+2") == 2.0);
  CHECK(number_in("1e3") == 1000.0);
  CHECK(number_in(" 7\t") == 7.0);
  for (const char* text : {"", " ", "x", "1x", "1 2", "1,5", "nan", "inf", "1e999", "--1", "+-1", "0x10", "NA"}) {
    CAPTURE(text);
    CHECK_FALSE(number_in(text).has_value());
  }
}

TEST_CASE("text where a number is wanted is named with file, line and column", "[data]") {
  const Table table = parse_csv("a,b\n1,2\n3,x\n,4\n", "f.csv");
  CHECK_THROWS_WITH(numbers_in(table, table.column("b")),
                    "f.csv:3: column 'b' has 'x', which is not a number; correct it or remove the row");
  CHECK_THROWS_WITH(numbers_in(table, table.column("a"), ", or not"),
                    "f.csv:4: column 'a' is empty; fill in a number or remove the row, or not");
  CHECK(numbers_in(table, table.column("b"), std::vector<std::size_t>{2, 0}) == std::vector<double>{4, 2});
}

TEST_CASE("a scale has the mean and the population standard deviation", "[data]") {
  const Scale scale = scale_of(std::vector<double>{2, 4, 4, 4, 5, 5, 7, 9});  // the textbook's: mean 5, deviation 2
  CHECK(scale.mean == Approx(5));
  CHECK(scale.deviation == Approx(2));
  CHECK(scale.scale(9) == Approx(2));
  CHECK(scale.unscale(scale.scale(3.7)) == Approx(3.7));
}

TEST_CASE("numbers that are all the same are divided by 1", "[data]") {
  CHECK(scale_of(std::vector<double>{0.1, 0.1, 0.1}) == Scale{0.1, 1});
  CHECK(scale_of(std::vector<double>{7}) == Scale{7, 1});
}

TEST_CASE("numbers that cannot be scaled are an error", "[data]") {
  CHECK_THROWS_AS(scale_of(std::vector<double>{}), Error);
  CHECK_THROWS_AS(scale_of(std::vector<double>{-1e308, 1e308}), Error);
}
