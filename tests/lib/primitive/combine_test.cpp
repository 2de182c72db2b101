#include <catch2/catch.hpp>

#include <plexus/primitive/combine.hpp>

#include "support/primitive_run.hpp"

using namespace plexus;
using plexus::testing::check_primitive;
using plexus::testing::Given;
using plexus::testing::PrimitiveRun;
using plexus::testing::random_operands;
using primitive::Combine;
using primitive::Combining;

namespace {

std::vector<double> combined(Combining how, const std::vector<Given>& operands, std::size_t batch = 1) {
  return PrimitiveRun<double>(Combine{how}, operands, batch).forward();
}

}  // namespace

TEST_CASE("operands are combined element by element") {
  const std::vector<Given> operands{{{3}, {1, 5, -2}}, {{3}, {4, 2, -2}}};
  CHECK(combined(Combining::sum, operands) == std::vector<double>{5, 7, -4});
  CHECK(combined(Combining::difference, operands) == std::vector<double>{-3, 3, 0});
  CHECK(combined(Combining::product, operands) == std::vector<double>{4, 10, 4});
  CHECK(combined(Combining::mean, operands) == std::vector<double>{2.5, 3.5, -2});
  CHECK(combined(Combining::maximum, operands) == std::vector<double>{4, 5, -2});
  CHECK(combined(Combining::minimum, operands) == std::vector<double>{1, 2, -2});
}

TEST_CASE("axes of size 1, and axes that are missing, are repeated") {
  CHECK(combined(Combining::sum, {{{2, 1}, {10, 20}}, {{3}, {1, 2, 3}, true}}) ==
        std::vector<double>{11, 12, 13, 21, 22, 23});
  CHECK(combined(Combining::product, {{{}, {2, 3}}, {{2}, {1, 10}, true}}, 2) == std::vector<double>{2, 20, 3, 30});
  PrimitiveRun<double> bias(Combine{Combining::sum, {2, 2}}, {{{2}, {1, 10}, true}}, 1);
  CHECK(bias.shape() == Shape{2, 2});
  CHECK(bias.forward() == std::vector<double>{1, 10, 1, 10});
  CHECK_THROWS_WITH(combined(Combining::sum, {{{2}, {1, 2}}, {{3}, {1, 2, 3}}}),
                    Catch::Contains("(2), (3), () do not fit each other"));
}

TEST_CASE("the gradient of equal operands goes to the first of the largest") {
  PrimitiveRun<double> run(Combine{Combining::maximum}, {{{1}, {2}}, {{1}, {3}}, {{1}, {3}}}, 1);
  run.forward();
  CHECK(run.backward({5}) == std::vector<std::vector<double>>{{0}, {5}, {0}});
}

TEST_CASE("combining has the gradients of finite differences") {
  for (const Combining how :
       {Combining::sum, Combining::product, Combining::mean, Combining::maximum, Combining::minimum})
    check_primitive(Combine{how}, random_operands(1, {{2, 3}, {2, 1}}, {{3}}, 3), 3);
  check_primitive(Combine{Combining::difference}, random_operands(2, {{2, 3}}, {{2, 1}}, 3), 3);
  check_primitive(Combine{Combining::sum}, random_operands(3, {{2}}, {}, 3), 3);
}

TEST_CASE("a difference takes two operands") {
  CHECK_THROWS_WITH(result_shape(Combine{Combining::difference}, std::vector<Shape>{{1}}),
                    Catch::Contains("got 1 operands, wanted 2"));
  CHECK_THROWS_WITH(result_shape(Combine{}, std::vector<Shape>{}), Catch::Contains("wanted at least 1"));
}
