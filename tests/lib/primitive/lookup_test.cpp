#include <catch2/catch.hpp>

#include <limits>

#include <plexus/core/error.hpp>

#include "support/keras_golden.hpp"
#include "support/primitive_run.hpp"

using namespace plexus;
using plexus::testing::check_numbers;
using plexus::testing::check_primitive;
using plexus::testing::Given;
using plexus::testing::PrimitiveRun;
using primitive::Lookup;

TEST_CASE("a lookup gives the rows that are named, cut to integers") {
  PrimitiveRun<double> run(Lookup{}, {{{2}, {1, 0, 2.9, -0.9}}, {{3, 2}, {1, 2, 3, 4, 5, 6}, true}}, 2);
  CHECK(run.shape() == Shape{2, 2});
  CHECK(run.forward() == std::vector<double>{3, 4, 1, 2, 5, 6, 1, 2});
}

TEST_CASE("an index that names no row gives zeros and no gradient") {
  const double odd = std::numeric_limits<double>::quiet_NaN();
  const double far = std::numeric_limits<double>::infinity();
  PrimitiveRun<double> run(Lookup{}, {{{6}, {2, -1, odd, far, -far, 1}}, {{2, 1}, {3, 4}, true}}, 1);
  CHECK(run.forward() == std::vector<double>{0, 0, 0, 0, 0, 4});
  CHECK(run.backward({1, 1, 1, 1, 1, 1})[1] == std::vector<double>{0, 1});
}

TEST_CASE("a lookup has the gradients of finite differences") {
  const Given indices{{2, 2}, {0, 2, 2, 1, 1, 1, 0, 2, 2, 2, 2, 0}};
  check_primitive(Lookup{}, {indices, {{3, 2}, {0.1, -0.2, 0.3, 0.4, -0.5, 0.6}, true}}, 3, {}, {0});
  check_primitive(Lookup{}, {{{1}, {1, 0}}, {{2}, {0.1, -0.2, 0.3, 0.4}}}, 2, {}, {0});  // a table for each sample
}

TEST_CASE("a lookup agrees with Keras's embedding") {
  for (const auto& each : plexus::testing::keras_cases("Embedding")) {
    INFO(each.at("id"));
    const auto indices = plexus::testing::keras_activity(each.at("inputs")[0]);
    const auto table = plexus::testing::keras_weight(each.at("weights")[0]);
    PrimitiveRun<double> run(Lookup{}, {{indices.shape, indices.values}, {table.shape, table.values, true}},
                             indices.batch);
    const auto want = plexus::testing::keras_activity(each.at("outputs")[0]);
    CHECK(run.shape() == want.shape);
    check_numbers(run.forward(), want.values);
    const auto adjoint = plexus::testing::keras_activity(each.at("cotangents")[0]);
    check_numbers(run.backward(adjoint.values)[1],
                  plexus::testing::keras_weight(each.at("grads").at("weights")[0]).values);
  }
}

TEST_CASE("a lookup without a table says so") {
  CHECK_THROWS_WITH(result_shape(Lookup{}, std::vector<Shape>{{2}}), Catch::Contains("lookup: got the operands (2)"));
  CHECK_THROWS_WITH(result_shape(Lookup{}, std::vector<Shape>{{2}, {}}), Catch::Contains("a table of (rows"));
}
