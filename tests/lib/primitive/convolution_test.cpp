#include <catch2/catch.hpp>

#include <plexus/core/error.hpp>
#include <plexus/primitive/index_maps.hpp>

#include "support/keras_golden.hpp"
#include "support/primitive_run.hpp"

using namespace plexus;
using plexus::testing::check_numbers;
using plexus::testing::check_primitive;
using plexus::testing::Given;
using plexus::testing::PrimitiveRun;
using plexus::testing::random_operands;
using primitive::Convolution;
using primitive::Sliding;

TEST_CASE("a convolution slides its kernel along a sequence") {
  const std::vector<Given> operands{{{4, 1}, {1, 2, 3, 4, 0, 0, 5, 0}}, {{2, 1, 2}, {1, 10, 2, 20}, true}};
  PrimitiveRun<double> run(Convolution{{{}}}, operands, 2);
  CHECK(run.shape() == Shape{3, 2});
  CHECK(run.forward() == std::vector<double>{5, 50, 8, 80, 11, 110, 0, 0, 10, 100, 5, 50});
}

TEST_CASE("strides, dilation and pads place the windows of a convolution") {
  const std::vector<Given> operands{{{5, 1}, {1, 2, 3, 4, 5}}, {{2, 1, 1}, {1, 10}, true}};
  const auto made = [&](const Sliding& sliding) {
    return PrimitiveRun<double>(Convolution{{sliding}}, operands, 1).forward();
  };
  CHECK(made({.stride = 2}) == std::vector<double>{21, 43});
  CHECK(made({.dilation = 3}) == std::vector<double>{41, 52});
  CHECK(made({.pads = {1, 1}}) == std::vector<double>{10, 21, 32, 43, 54, 5});
  CHECK(made({.stride = 3, .dilation = 2, .pads = {3, 0}}) == std::vector<double>{0, 31});
}

TEST_CASE("a convolution is a product of its windows and the kernel") {
  const auto operands = random_operands(11, {{5, 6, 2}}, {{3, 2, 2, 3}}, 2);
  const std::vector<Sliding> axes{{2, 1, {1, 2}}, {1, 2, {0, 1}}};
  PrimitiveRun<double> gathered(primitive::Gather{primitive::windows({5, 6, 2}, Shape{3, 2}, axes)}, {operands[0]}, 2);
  PrimitiveRun<double> product(primitive::Einsum{"xyhwc,hwcf->xyf"},
                               {{gathered.shape(), gathered.forward()}, operands[1]}, 2);
  PrimitiveRun<double> run(Convolution{axes}, operands, 2);
  CHECK(run.shape() == product.shape());
  check_numbers(run.forward(), product.forward(), 1e-13);
}

TEST_CASE("each group of channels makes its own filters") {
  const std::vector<Given> operands{{{1, 4}, {1, 2, 3, 4}}, {{1, 2, 2}, {1, 10, 100, 1000}, true}};
  CHECK(PrimitiveRun<double>(Convolution{{{}}, 2}, operands, 1).forward() == std::vector<double>{201, 4030});
}

TEST_CASE("a depthwise kernel may have Keras's layout") {
  auto operands = random_operands(12, {{4, 3}}, {{2, 1, 6}}, 2);
  const auto want = PrimitiveRun<double>(Convolution{{{}}, 3}, operands, 2).forward();
  operands[1].shape = {2, 3, 2};
  PrimitiveRun<double> run(Convolution{{{}}, 3}, operands, 2);
  CHECK(run.shape() == Shape{3, 6});
  CHECK(run.forward() == want);
}

TEST_CASE("a convolution has the gradients of finite differences") {
  check_primitive(Convolution{{{2, 1, {1, 1}}}}, random_operands(1, {{5, 2}}, {{3, 2, 3}}, 3), 3);
  check_primitive(Convolution{{{1, 2, {}}, {2, 1, {0, 1}}}, 2}, random_operands(2, {{4, 5, 4}}, {{2, 2, 2, 4}}, 2), 2);
  check_primitive(Convolution{{{}, {}, {}}}, random_operands(3, {{2, 3, 2, 2}}, {{2, 2, 1, 2, 2}}, 2), 2);
  check_primitive(Convolution{{{}, {}}, 3}, random_operands(4, {{3, 3, 3}}, {{2, 2, 3, 2}}, 2), 2);
  check_primitive(Convolution{{{}}}, random_operands(5, {{4, 2}, {2, 2, 2}}, {}, 3), 3);  // a kernel for each sample
}

TEST_CASE("a convolution that cannot be says why") {
  const auto shape_of = [](const Convolution& convolution, const std::vector<Shape>& operands) {
    return result_shape(convolution, operands);
  };
  CHECK_THROWS_WITH(shape_of({{{}}}, {{4, 2}}), Catch::Contains("got the operands (4, 2) for 1 spatial axes"));
  CHECK_THROWS_WITH(shape_of({}, {{2}, {2, 3}}), Catch::Contains("for 0 spatial axes"));
  CHECK_THROWS_WITH(shape_of({{{}}}, {{4, 2}, {3, 3, 1}}), Catch::Contains("(3, 3, 1) for 2 channels in 1 groups"));
  CHECK_THROWS_WITH(shape_of({{{}}, 2}, {{4, 2}, {3, 1, 3}}), Catch::Contains("(3, 1, 3) for 2 channels in 2 groups"));
  CHECK_THROWS_WITH(shape_of({{{}}, 0}, {{4, 2}, {3, 1, 3}}), Catch::Contains("in 0 groups"));
  CHECK_THROWS_WITH(shape_of({{{}}}, {{4, 2}, {5, 2, 1}}), Catch::Contains("convolution: a window spans 5"));
}
