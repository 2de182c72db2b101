#include <catch2/catch.hpp>

#include <algorithm>

#include <plexus/core/error.hpp>

#include "support/primitive_run.hpp"

using namespace plexus;
using plexus::testing::check_primitive;
using plexus::testing::Given;
using plexus::testing::PrimitiveRun;
using plexus::testing::random_operands;
using primitive::adaptive_windows;
using primitive::Pool;
using primitive::Pooling;
using primitive::sliding_windows;

TEST_CASE("pooling takes the largest or the mean of each window") {
  const std::vector<Given> operands{{{2, 4, 1}, {1, 2, 3, 4, 8, 7, 6, -5}}};
  PrimitiveRun<double> largest(Pool{Pooling::maximum, {sliding_windows(2, 2, 2), sliding_windows(4, 2, 2)}}, operands,
                               1);
  CHECK(largest.shape() == Shape{1, 2, 1});
  CHECK(largest.forward() == std::vector<double>{8, 6});
  PrimitiveRun<double> mean(Pool{Pooling::mean, {sliding_windows(2, 2, 2), sliding_windows(4, 2, 2)}}, operands, 1);
  CHECK(mean.forward() == std::vector<double>{4.5, 2});
}

TEST_CASE("pads of a pooling count for nothing") {
  const std::vector<Given> operands{{{3, 1}, {-1, -2, -6}}};
  const auto pooled = [&](Pooling how) {
    return PrimitiveRun<double>(Pool{how, {sliding_windows(3, 2, 2, {0, 1})}}, operands, 1).forward();
  };
  CHECK(pooled(Pooling::maximum) == std::vector<double>{-1, -6});
  CHECK(pooled(Pooling::mean) == std::vector<double>{-1.5, -6});
}

TEST_CASE("axes without windows are pooled alike") {
  const std::vector<Given> operands{{{2, 2, 2}, {1, 2, 3, 4, 5, -6, 7, -8, 0, 0, 0, 0, 0, 0, 0, 1}}};
  PrimitiveRun<double> run(Pool{Pooling::maximum, {adaptive_windows(2, 1)}}, operands, 2);
  CHECK(run.shape() == Shape{1, 2, 2});
  CHECK(run.forward() == std::vector<double>{5, 2, 7, 4, 0, 0, 0, 1});
}

TEST_CASE("the gradient of a largest element goes to the first of equal ones") {
  PrimitiveRun<double> run(Pool{Pooling::maximum, {sliding_windows(4, 3, 1)}}, {{{4, 1}, {1, 2, 2, 2}}}, 1);
  run.forward();
  CHECK(run.backward({5, 7}) == std::vector<std::vector<double>>{{0, 12, 0, 0}});
}

TEST_CASE("pooling has the gradients of finite differences") {
  for (const Pooling how : {Pooling::maximum, Pooling::mean}) {
    check_primitive(Pool{how, {sliding_windows(5, 3, 1, {1, 1})}}, random_operands(1, {{5, 2}}, {}, 3), 3);
    check_primitive(Pool{how, {sliding_windows(4, 2, 1), adaptive_windows(5, 3)}},
                    random_operands(2, {{4, 5, 2}}, {}, 2), 2);
    check_primitive(Pool{how, {adaptive_windows(3, 2), adaptive_windows(2, 2), sliding_windows(3, 2, 1)}},
                    random_operands(3, {{3, 2, 3}}, {}, 2), 2);
    check_primitive(Pool{how, {sliding_windows(3, 2, 1)}}, random_operands(4, {{3}}, {}, 130), 130);
    check_primitive(Pool{how, {sliding_windows(4, 2, 1)}}, random_operands(5, {}, {{4, 2}}, 3), 3);
  }
}

TEST_CASE("a pooling that cannot be says why") {
  const auto shape_of = [](const Pool& pool, const std::vector<Shape>& operands) {
    return result_shape(pool, operands);
  };
  CHECK_THROWS_WITH(shape_of({Pooling::mean, {{{0, 1}}, {{0, 1}}}}, {{2}}), Catch::Contains("got the operands (2)"));
  CHECK_THROWS_WITH(shape_of({Pooling::mean, {{{0, 1}}}}, {{2}, {2}}), Catch::Contains("wanted one operand"));
  CHECK_THROWS_WITH(shape_of({Pooling::mean, {{}}}, {{2}}), Catch::Contains("axis 0 has no windows"));
  CHECK_THROWS_WITH(shape_of({Pooling::mean, {{{1, 1}}}}, {{2}}), Catch::Contains("the window [1, 1)"));
  CHECK_THROWS_WITH(shape_of({Pooling::mean, {{{1, 3}}}}, {{2}}), Catch::Contains("the window [1, 3) on axis 0"));
}
