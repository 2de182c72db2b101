#include <catch2/catch.hpp>

#include <plexus/primitive/select.hpp>

#include "support/primitive_run.hpp"

using namespace plexus;
using plexus::testing::check_primitive;
using plexus::testing::Given;
using plexus::testing::PrimitiveRun;
using plexus::testing::random_operands;
using primitive::Select;

TEST_CASE("the second operand is taken where the first is not 0, else the third") {
  PrimitiveRun<double> run(Select{}, {{{4}, {1, 0, -0.5, 0}}, {{4}, {1, 2, 3, 4}}, {{4}, {5, 6, 7, 8}}}, 1);
  CHECK(run.forward() == std::vector<double>{1, 6, 3, 8});
  CHECK(run.backward({10, 20, 30, 40}) ==
        std::vector<std::vector<double>>{{0, 0, 0, 0}, {10, 0, 30, 0}, {0, 20, 0, 40}});
}

TEST_CASE("what is selected from is repeated along axes of size 1") {
  PrimitiveRun<double> run(Select{}, {{{2, 1}, {0, 1, 1, 0}}, {{3}, {1, 2, 3}, true}, {{}, {-7}, true}}, 2);
  CHECK(run.shape() == Shape{2, 3});
  CHECK(run.forward() == std::vector<double>{-7, -7, -7, 1, 2, 3, 1, 2, 3, -7, -7, -7});
}

TEST_CASE("what is not taken does no harm, even when it is no number") {
  PrimitiveRun<double> run(Select{}, {{{2}, {1, 0}}, {{2}, {1, std::nan("")}}, {{2}, {std::nan(""), 2}}}, 1);
  CHECK(run.forward() == std::vector<double>{1, 2});
  CHECK(run.backward({3, 4}) == std::vector<std::vector<double>>{{0, 0}, {3, 0}, {0, 4}});
}

TEST_CASE("a selection has the gradients of finite differences") {
  auto operands = random_operands(1, {{2, 3}, {2, 3}, {3}}, {}, 18);
  for (double& each : operands[0].values) each = each > 0 ? 1 : 0;
  check_primitive(Select{}, operands, 18, {}, {0});
  operands = random_operands(2, {{2, 1}}, {{2, 3}, {1, 3}}, 3);
  for (double& each : operands[0].values) each = each > 0 ? 1 : 0;
  check_primitive(Select{}, operands, 3, {}, {0});
}

TEST_CASE("a selection that cannot be says why") {
  CHECK_THROWS_WITH(result_shape(Select{}, std::vector<Shape>{{1}, {1}}), Catch::Contains("got 2 operands, wanted 3"));
  CHECK_THROWS_WITH(result_shape(Select{}, std::vector<Shape>{{2}, {3}, {1}}), Catch::Contains("do not fit"));
}
