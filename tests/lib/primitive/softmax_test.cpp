#include <catch2/catch.hpp>

#include <cmath>

#include <plexus/primitive/softmax.hpp>

#include "support/keras_functions.hpp"

using namespace plexus;
using namespace plexus::testing;
using primitive::Softmax;

TEST_CASE("a softmax is that of Keras") {
  for (const auto& expected : keras_cases("Softmax")) {
    std::vector<Given> operands{keras_group(expected.at("inputs").at(0))};
    if (expected.contains("call")) operands.push_back(keras_group(expected.at("call").at("mask")));
    check_keras_case(expected, Softmax{keras_axes(expected.at("config"))}, operands, {});
  }
}

TEST_CASE("softmax and log_softmax are the functions of Keras") {
  std::size_t seen = 0;
  for (const auto& expected : keras_file_cases("functions/activations")) {
    const std::string name = expected.at("name");
    if (name != "softmax" && name != "log_softmax") continue;
    ++seen;
    PrimitiveRun<double> run(Softmax{keras_axes(expected.at("params")), name == "log_softmax"},
                             {keras_group(expected.at("input"))}, keras_batch(expected.at("input")));
    check_keras_numbers(run.forward(), expected.at("output").at("data"));
    check_keras_numbers(run.backward(keras_numbers(expected.at("cotangent").at("data")))[0],
                        expected.at("grad").at("data"));
  }
  CHECK(seen == 6);
}

TEST_CASE("a softmax does not overflow, and its logarithm does not underflow") {
  const std::vector<Given> operands{{{2}, {1000, -1000}}};
  CHECK(PrimitiveRun<double>(Softmax{}, operands, 1).forward() == std::vector<double>{1, 0});
  CHECK(PrimitiveRun<double>(Softmax{{-1}, true}, operands, 1).forward() == std::vector<double>{0, -2000});
}

TEST_CASE("what is masked gets nothing and gives nothing") {
  const std::vector<Given> operands{{{2, 2}, {1, std::nan(""), 5, 6}}, {{2, 2}, {1, 0, 0, 0}}};
  PrimitiveRun<double> run(Softmax{}, operands, 1);
  CHECK(run.forward() == std::vector<double>{1, 0, 0, 0});
  CHECK(run.backward({1, 2, 3, 4}) == std::vector<std::vector<double>>{{0, 0, 0, 0}, {0, 0, 0, 0}});
}

TEST_CASE("what is masked may be far above the others") {
  PrimitiveRun<double> run(Softmax{}, {{{3}, {5000, 2, 2}}, {{3}, {0, 1, 1}, true}}, 1);
  CHECK(run.forward() == std::vector<double>{0, 0.5, 0.5});
}

TEST_CASE("a softmax has the gradients of finite differences") {
  check_primitive(Softmax{}, random_operands(1, {{2, 3}}, {}, 18), 18);
  check_primitive(Softmax{{0, 2}}, random_operands(2, {{2, 3, 2}}, {}, 3), 3);
  check_primitive(Softmax{{}}, random_operands(3, {{2, 3}}, {}, 3), 3);
  check_primitive(Softmax{{0}}, random_operands(4, {}, {{3, 2}}, 3), 3);
  check_primitive(Softmax{{-1}, true}, random_operands(5, {{2, 3}}, {}, 3), 3);
  check_primitive(Softmax{{0}, true}, random_operands(6, {}, {{3, 2}}, 3), 3);
  auto masked = random_operands(7, {{2, 4}, {4}}, {}, 5);
  for (double& each : masked[1].values) each = each > -0.3 ? 1 : 0;
  check_primitive(Softmax{}, masked, 5, {}, {1});
  check_primitive(Softmax{{0, 1}}, masked, 5, {}, {1});
}

TEST_CASE("a softmax that cannot be says why") {
  const auto shape_of = [](const Softmax& softmax, const std::vector<Shape>& operands) {
    return result_shape(softmax, operands);
  };
  CHECK_THROWS_WITH(shape_of({}, {}), Catch::Contains("got 0 operands"));
  CHECK_THROWS_WITH(shape_of({{3}}, {{2, 2}}), Catch::Contains("softmax: got axis 3"));
  CHECK_THROWS_WITH(shape_of({}, {{}}), Catch::Contains("got axis -1 for the shape ()"));
  CHECK_THROWS_WITH(shape_of({{-1}, true}, {{2}, {2}}), Catch::Contains("got a mask for the logarithm"));
  CHECK_THROWS_WITH(shape_of({}, {{1, 2}, {3, 2}}), Catch::Contains("got a mask of shape (3, 2) for the shape (1, 2)"));
}
