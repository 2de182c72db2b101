#include <catch2/catch.hpp>

#include <plexus/primitive/reduce.hpp>

#include "support/primitive_run.hpp"

using namespace plexus;
using plexus::testing::check_primitive;
using plexus::testing::Given;
using plexus::testing::PrimitiveRun;
using plexus::testing::random_operands;
using primitive::Reduce;
using primitive::Reducing;

namespace {

const Given numbers{{2, 3}, {1, 5, -2, 4, 0, -6}};

std::vector<double> reduced(const Reduce& reduce, const Given& operand = numbers, std::size_t batch = 1) {
  return PrimitiveRun<double>(reduce, {operand}, batch).forward();
}

}  // namespace

TEST_CASE("the numbers along an axis become one") {
  CHECK(reduced({Reducing::sum, {1}}) == std::vector<double>{4, -2});
  CHECK(reduced({Reducing::sum, {0}}) == std::vector<double>{5, 5, -8});
  CHECK(reduced({Reducing::mean, {0}}) == std::vector<double>{2.5, 2.5, -4});
  CHECK(reduced({Reducing::maximum, {-1}}) == std::vector<double>{5, 4});
  CHECK(reduced({Reducing::minimum, {-1}}) == std::vector<double>{-2, -6});
  CHECK(reduced({Reducing::any, {1}}, {{3, 2}, {0, 0, 0, 2, -1, 0}}) == std::vector<double>{0, 1, 1});
}

TEST_CASE("all axes are reduced when none is named, and several when they are") {
  CHECK(reduced({Reducing::sum, {}}) == std::vector<double>{2});
  CHECK(reduced({Reducing::sum, {}}, {{}, {7}}) == std::vector<double>{7});
  const Given block{{2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8}};
  CHECK(reduced({Reducing::sum, {0, 2}}, block) == std::vector<double>{14, 22});
  CHECK(reduced({Reducing::sum, {-1, 0}}, block) == std::vector<double>{14, 22});
  CHECK(reduced({Reducing::maximum, {1}}, {{1, 2}, {1, 2, 4, 3}}, 2) == std::vector<double>{2, 4});
}

TEST_CASE("reduced axes are dropped, or kept with size 1") {
  const auto shape_of = [](const Axes& axes, bool keep) {
    return result_shape(Reduce{Reducing::sum, axes, keep}, std::vector<Shape>{{2, 3, 4}});
  };
  CHECK(shape_of({1}, false) == Shape{2, 4});
  CHECK(shape_of({1}, true) == Shape{2, 1, 4});
  CHECK(shape_of({0, -1}, false) == Shape{3});
  CHECK(shape_of({}, false) == Shape{});
  CHECK(shape_of({}, true) == Shape{1, 1, 1});
}

TEST_CASE("the gradient of equal numbers goes to the first of the largest, or smallest") {
  for (const auto how : {Reducing::maximum, Reducing::minimum}) {
    PrimitiveRun<double> run(Reduce{how, {0}}, {{{3}, {3, 3, 3}}}, 1);
    run.forward();
    CHECK(run.backward({5}) == std::vector<std::vector<double>>{{5, 0, 0}});
  }
}

TEST_CASE("a reduction has the gradients of finite differences") {
  for (const auto how : {Reducing::sum, Reducing::mean, Reducing::maximum, Reducing::minimum, Reducing::any}) {
    check_primitive(Reduce{how, {1}}, random_operands(1, {{2, 3, 2}}, {}, 3), 3);
    check_primitive(Reduce{how, {0, 2}, true}, random_operands(2, {{2, 3, 2}}, {}, 35), 35);
    check_primitive(Reduce{how, {}}, random_operands(3, {}, {{4, 2}}, 3), 3);
  }
}

TEST_CASE("a reduction that cannot be says why") {
  const auto shape_of = [](const Axes& axes, const std::vector<Shape>& operands) {
    return result_shape(Reduce{Reducing::sum, axes}, operands);
  };
  CHECK_THROWS_WITH(shape_of({}, {{1}, {2}}), Catch::Contains("got 2 operands, wanted 1"));
  CHECK_THROWS_WITH(shape_of({2}, {{3, 4}}), Catch::Contains("reduce: got axis 2 for the shape (3, 4)"));
  CHECK_THROWS_WITH(shape_of({1, -1}, {{3, 4}}), Catch::Contains("got axis 1 of the shape (3, 4) twice"));
}
