#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include <plexus/primitive/apply.hpp>

#include "support/keras_functions.hpp"

using namespace plexus;
using namespace plexus::testing;
using primitive::Apply;

namespace {

// The function of Keras's name, with the constants that a configuration gives, the others as Keras has them.
Apply as_in_keras(const std::string& name, const nlohmann::json& config) {
  Apply apply{function_named(name), {}};
  for (const Constant& each : row(apply.function).constants) {
    const auto given = config.value(std::string(each.name), nlohmann::json(each.preset));
    apply.constants.push_back(given.is_boolean() ? static_cast<double>(given.get<bool>()) : given.get<double>());
  }
  return apply;
}

std::vector<double> applied(const Apply& apply, const std::vector<double>& x) {
  return PrimitiveRun<double>(apply, {{{static_cast<std::uint32_t>(x.size())}, x}}, 1).forward();
}

}  // namespace

TEST_CASE("activations with constants are those of Keras") {
  std::size_t seen = 0;
  for (const auto& expected : keras_file_cases("functions/activations")) {
    const std::string name = expected.at("name");
    const auto named = [&](const FunctionRow& each) { return each.name == name; };
    if (std::ranges::any_of(function_rows(), named)) {
      ++seen;
      INFO(name << " " << expected.at("params"));
      const Apply apply = as_in_keras(name, expected.at("params"));
      const auto x = keras_numbers(expected.at("x"));
      check_keras_numbers(applied(apply, x), expected.at("y"));
      PrimitiveRun<double> run(apply, {{{static_cast<std::uint32_t>(x.size())}, x}}, 1);
      auto slopes = run.backward(std::vector<double>(x.size(), 1))[0];
      auto want = expected.at("dy");
      for (std::size_t i = 0; i < slopes.size(); ++i)
        if (want[i].is_null()) slopes[i] = 0, want[i] = 0;  // a kink
      // Keras's backend rounds this constant to float for the derivative, though not for the value.
      const bool rounded = name == "celu" && expected.at("params").contains("alpha");
      check_keras_numbers(slopes, want, rounded ? 1e-7 : 1e-9);
    }
  }
  CHECK(seen == 19);
}

TEST_CASE("layers of one activation are those of Keras") {
  const std::vector<std::pair<std::string, std::string>> layers{
      {"ReLU", "relu"}, {"LeakyReLU", "leaky_relu"}, {"ELU", "elu"}};
  for (const auto& [layer, function] : layers)
    for (const auto& expected : keras_cases(layer)) {
      auto config = expected.at("config");
      if (layer == "LeakyReLU" && !config.contains("negative_slope")) config["negative_slope"] = 0.3;
      check_keras_case(expected, as_in_keras(function, config), {keras_group(expected.at("inputs").at(0))}, {});
    }
}

TEST_CASE("a rectifier with trained slopes is two functions and a product") {
  for (const auto& expected : keras_cases("PReLU")) {
    INFO(expected.at("id"));
    const Given x = keras_group(expected.at("inputs").at(0));
    const auto& weight = expected.at("weights").at(0);
    const Given alpha{weight.at("shape"), keras_numbers(weight.at("data")), true};
    const std::size_t batch = keras_batch(expected.at("inputs").at(0));
    PrimitiveRun<double> above(Apply{Function::relu, {}}, {x}, batch);
    PrimitiveRun<double> below(Apply{Function::clip, {-std::numeric_limits<double>::infinity(), 0}}, {x}, batch);
    PrimitiveRun<double> scaled(primitive::Combine{primitive::Combining::product}, {{x.shape, below.forward()}, alpha},
                                batch);
    auto y = above.forward();
    const auto rest = scaled.forward();
    for (std::size_t i = 0; i < y.size(); ++i) y[i] += rest[i];
    check_keras_numbers(y, expected.at("outputs").at(0).at("data"));
    const auto adjoint = keras_numbers(expected.at("cotangents").at(0).at("data"));
    const auto of_product = scaled.backward(adjoint);
    auto of_x = above.backward(adjoint)[0];
    const auto of_below = below.backward(of_product[0])[0];
    for (std::size_t i = 0; i < of_x.size(); ++i) of_x[i] += of_below[i];
    check_keras_numbers(of_x, expected.at("grads").at("inputs").at(0).at("data"));
    check_keras_numbers(of_product[1], expected.at("grads").at("weights").at(0).at("data"));
  }
}

TEST_CASE("functions that are no activations of Keras have their values") {
  const std::vector<double> x{-2, 0, 0.5, 3};
  CHECK(applied({Function::absolute, {}}, x) == std::vector<double>{2, 0, 0.5, 3});
  CHECK(applied({Function::affine, {2, 1}}, x) == std::vector<double>{-3, 1, 2, 7});
  CHECK(applied({Function::affine, {}}, x) == x);
  CHECK(applied({Function::clip, {-1, 2}}, x) == std::vector<double>{-1, 0, 0.5, 2});
  CHECK(applied({Function::equal, {3}}, x) == std::vector<double>{0, 0, 0, 1});
  CHECK(applied({Function::floor, {}}, {-1.5, 2.5}) == std::vector<double>{-2, 2});
  CHECK(applied({Function::greater, {0.5}}, x) == std::vector<double>{0, 0, 0, 1});
  CHECK(applied({Function::not_equal, {}}, x) == std::vector<double>{1, 0, 1, 1});
  CHECK(applied({Function::reciprocal, {}}, {-2, 4}) == std::vector<double>{-0.5, 0.25});
  CHECK(applied({Function::rsqrt, {1}}, {3, 15}) == std::vector<double>{0.5, 0.25});
  CHECK(applied({Function::sign, {}}, x) == std::vector<double>{-1, 0, 1, 1});
  CHECK(applied({Function::sqrt, {}}, {4, 9}) == std::vector<double>{2, 3});
  CHECK(applied({Function::square, {}}, x) == std::vector<double>{4, 0, 0.25, 9});
  CHECK(applied({Function::logarithm, {}}, {1, 4})[1] == Approx(std::log(4)).margin(1e-12));
  CHECK(applied({Function::sine, {}}, {1})[0] == Approx(std::sin(1)).margin(1e-12));
  CHECK(applied({Function::cosine, {}}, {1})[0] == Approx(std::cos(1)).margin(1e-12));
}

TEST_CASE("each function has the slope of finite differences, and its name") {
  constexpr double step = 1e-6;
  for (const FunctionRow& each : function_rows()) {
    CHECK(function_named(each.name) == each.function);
    CHECK(row(each.function).name == each.name);
    const Constants<double> c = with_defaults(each, {});
    for (double x = 0.0123; x < 4; x += 0.1)  // away from kinks, and where all are defined
      for (const double at : {x, each.function == Function::sqrt || each.function == Function::rsqrt ||
                                         each.function == Function::logarithm
                                     ? x + 4
                                     : -x}) {
        INFO(each.name << " at " << at);
        const double difference = (each.value(at + step, c) - each.value(at - step, c)) / (2 * step);
        CHECK(std::abs(each.slope(at, c) - difference) <= 1e-6 * std::max(1.0, std::abs(difference)));
      }
  }
}

TEST_CASE("an applied function has the gradients of finite differences, in float too") {
  for (const FunctionRow& each : function_rows()) {
    INFO(each.name);
    const double shift = each.function == Function::sqrt || each.function == Function::rsqrt ||
                                 each.function == Function::logarithm || each.function == Function::reciprocal
                             ? 2.01
                             : 0;
    auto group = random_operands(1, {{2, 3}}, {}, 5);
    auto parameter = random_operands(2, {}, {{5, 2}}, 3);
    for (double& x : group[0].values) x += shift;
    for (double& x : parameter[0].values) x += shift;
    check_primitive(Apply{each.function, {}}, group, 5);
    check_primitive(Apply{each.function, {}}, parameter, 3);
  }
}

TEST_CASE("a function that cannot be applied says why") {
  const auto shape_of = [](const Apply& apply, const std::vector<Shape>& operands = {{2}}) {
    return result_shape(apply, operands);
  };
  CHECK(shape_of({Function::relu, {1, 2, 3}}) == Shape{2});
  CHECK_THROWS_WITH(shape_of({}, {}), Catch::Contains("got 0 operands for affine, wanted 1"));
  CHECK_THROWS_WITH(shape_of({Function::elu, {1, 2}}), Catch::Contains("got 2 constants for elu, wanted at most 1"));
  CHECK_THROWS_WITH(shape_of({Function::elu, {std::nan("")}}), Catch::Contains("for elu that is not a number"));
  CHECK_THROWS_WITH(function_named("nothing"), Catch::Contains("no function is called 'nothing'"));
}
