#include <catch2/catch.hpp>

#include <plexus/core/error.hpp>
#include <plexus/primitive/index_maps.hpp>

#include "support/primitive_run.hpp"

using namespace plexus;
using plexus::testing::check_primitive;
using plexus::testing::PrimitiveRun;
using plexus::testing::random_operands;
using primitive::Gather;
using primitive::no_element;
using primitive::Scatter;

namespace {

const primitive::IndexMap some{{2, no_element, 0, 2}, {2, 2}};

}  // namespace

TEST_CASE("a gather moves elements, and its gradient adds them up where they came from") {
  PrimitiveRun<double> run(Gather{some, 9}, {{{3}, {1, 2, 3, 4, 5, 6}}}, 2);
  CHECK(run.shape() == Shape{2, 2});
  CHECK(run.forward() == std::vector<double>{3, 9, 1, 3, 6, 9, 4, 6});
  CHECK(run.backward({1, 10, 100, 1000, 2, 20, 200, 2000}) ==
        std::vector<std::vector<double>>{{100, 0, 1001, 200, 0, 2002}});
}

TEST_CASE("a scatter is the adjoint of a gather") {
  PrimitiveRun<double> run(Scatter{some, {3}}, {{{2, 2}, {1, 10, 100, 1000, 2, 20, 200, 2000}}}, 2);
  CHECK(run.shape() == Shape{3});
  CHECK(run.forward() == std::vector<double>{100, 0, 1001, 200, 0, 2002});
  CHECK(run.backward({1, 2, 3, 4, 5, 6}) == std::vector<std::vector<double>>{{3, 0, 1, 3, 6, 0, 4, 6}});
}

TEST_CASE("a scatter of a slice puts its operand into its place") {
  const auto operands = random_operands(31, {{2, 2}}, {}, 2);
  const auto gathered = PrimitiveRun<double>(Gather{primitive::place({2, 2}, 1, 1, 4)}, operands, 2).forward();
  PrimitiveRun<double> run(Scatter{primitive::slice({2, 4}, 1, 1, 2), {2, 4}}, operands, 2);
  CHECK(run.shape() == Shape{2, 4});
  CHECK(run.forward() == gathered);
}

TEST_CASE("gathers and scatters have the gradients of finite differences") {
  check_primitive(Gather{some, 0.5}, random_operands(1, {{3}}, {}, 3), 3);
  check_primitive(Gather{some}, random_operands(2, {}, {{3}}, 3), 3);
  check_primitive(Scatter{some, {1, 3}}, random_operands(3, {{2, 2}}, {}, 3), 3);
  check_primitive(Scatter{some, {4}}, random_operands(4, {}, {{2, 2}}, 3), 3);
}

TEST_CASE("gathers and scatters that cannot be say why") {
  const auto shape_of = [](const Primitive& primitive, const std::vector<Shape>& operands) {
    return result_shape(primitive, operands);
  };
  CHECK_THROWS_WITH(shape_of(Gather{some}, {{2}}),
                    Catch::Contains("gather: the map has element 2, wanted one below 2"));
  CHECK_THROWS_WITH(shape_of(Gather{{{0}, {2}}}, {{2}}), Catch::Contains("a map of 1 entries for the shape (2)"));
  CHECK_THROWS_WITH(shape_of(Gather{some}, {{3}, {3}}), Catch::Contains("got 2 operands"));
  CHECK_THROWS_WITH(shape_of(Scatter{some, {3}}, {{4}}), Catch::Contains("wanted one of the map's shape (2, 2)"));
  CHECK_THROWS_WITH(shape_of(Scatter{some, {2}}, {{2, 2}}), Catch::Contains("scatter: the map has element 2"));
}
