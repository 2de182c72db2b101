#include <catch2/catch.hpp>

#include <cmath>

#include <plexus/primitive/batch_normalize.hpp>

#include "support/keras_functions.hpp"

using namespace plexus;
using namespace plexus::testing;
using primitive::BatchNormalize;

namespace {

// What the layer's weights, after the scale and the offset, are after a training pass.
std::vector<std::vector<double>> moved(const BatchNormalize& primitive, const std::vector<Given>& operands,
                                       std::size_t batch) {
  std::vector<Shape> shapes;
  std::vector<std::vector<double>> held;
  std::vector<Operand<double>> views;
  std::vector<double*> parameters;
  for (const Given& each : operands) {
    const std::size_t elements = element_count(each.shape);
    auto& numbers = held.emplace_back(each.values);
    for (std::size_t i = 0; !each.parameter && i < numbers.size(); ++i)
      numbers[i % elements * batch + i / elements] = each.values[i];
    shapes.push_back(each.shape);
  }
  for (std::size_t k = 0; k < operands.size(); ++k) {
    views.push_back({held[k].data(), !operands[k].parameter});
    parameters.push_back(operands[k].parameter ? held[k].data() : nullptr);
  }
  const auto routine = make_ready(primitive, shapes, result_shape(primitive, shapes));
  std::vector<double> result(operands[0].values.size()), own(routine->own_rows() * batch);
  Pass pass;
  pass.training = true;
  routine->forward(ForwardCall<double>{views, result.data(), own.data(), batch, pass});
  routine->update(UpdateCall<double>{parameters, own.data(), batch});
  return {held[1], held[2]};
}

Pass in_training() {
  Pass pass;
  pass.training = true;
  return pass;
}

}  // namespace

TEST_CASE("batch normalization is that of Keras, in training, without, frozen and masked") {
  std::size_t moving = 0;
  for (const auto& expected : keras_cases("BatchNormalization")) {
    INFO(expected.at("id"));
    const auto& config = expected.at("config");
    const auto& weights = expected.at("weights");
    const Given x = keras_group(expected.at("inputs").at(0));
    const Axes axes = keras_axes(config);
    std::vector<Given> operands{x};
    for (const std::size_t k : {2U, 3U})
      operands.push_back({weights.at(k).at("shape"), keras_numbers(weights.at(k).at("data")), true});
    if (expected.contains("masks")) {
      Given mask = keras_group(expected.at("masks").at(0));
      mask.shape.push_back(1);
      operands.push_back(mask);
    }
    BatchNormalize primitive{axes[0]};
    primitive.momentum = config.value("momentum", primitive.momentum);
    primitive.epsilon = config.value("epsilon", primitive.epsilon);
    primitive.frozen = !config.value("trainable", true);
    Pass pass;
    pass.training = expected.at("training");
    check_keras_case(expected, primitive, operands,
                     {keras_parameter(weights.at(0), x.shape, axes), keras_parameter(weights.at(1), x.shape, axes)},
                     pass);
    if (!expected.contains("weights_after")) continue;
    ++moving;
    const auto after = moved(primitive, operands, keras_batch(expected.at("inputs").at(0)));
    check_keras_numbers(after[0], expected.at("weights_after").at(2).at("data"));
    check_keras_numbers(after[1], expected.at("weights_after").at(3).at("data"));
  }
  CHECK(moving == 3);
}

TEST_CASE("moving statistics are moved by a training pass unless they are frozen") {
  const std::vector<Given> operands{{{1}, {1, 3}}, {{1}, {10}, true}, {{1}, {5}, true}};
  CHECK(moved({-1, 0.75}, operands, 2) == std::vector<std::vector<double>>{{8}, {4}});
  CHECK(moved({-1, 0.75, 1e-3, true}, operands, 2) == std::vector<std::vector<double>>{{10}, {5}});
}

TEST_CASE("lanes are coupled by what the batch has in common, and not by moving statistics") {
  const std::vector<Shape> shapes{{3}, {3}, {3}};
  CHECK(make_ready(BatchNormalize{}, shapes, {3})->couples_lanes());
  CHECK_FALSE(make_ready(BatchNormalize{-1, 0.99, 1e-3, true}, shapes, {3})->couples_lanes());
}

TEST_CASE("batch normalization has the gradients of finite differences") {
  const auto operands = [](std::uint64_t seed, const Shape& shape, std::uint32_t channels, std::size_t batch) {
    auto all = random_operands(seed, {shape}, {{channels}, {channels}}, batch);
    for (double& each : all[2].values) each += 1.5;  // a variance
    return all;
  };
  check_primitive(BatchNormalize{}, operands(1, {2, 3}, 3, 35), 35, in_training());
  check_primitive(BatchNormalize{0}, operands(2, {2, 3}, 2, 4), 4, in_training());
  check_primitive(BatchNormalize{}, operands(3, {2, 3}, 3, 18), 18);
  check_primitive(BatchNormalize{-1, 0.99, 1e-3, true}, operands(4, {2, 3}, 3, 4), 4, in_training());
  auto masked = operands(5, {4, 2}, 2, 5);
  masked.push_back(random_operands(6, {{4, 1}}, {}, 5)[0]);
  for (double& each : masked[3].values) each = each > -0.3 ? 1 : 0;
  check_primitive(BatchNormalize{}, masked, 5, in_training(), {3});
  check_primitive(BatchNormalize{}, masked, 5, {}, {3});
}

TEST_CASE("the gradient knows that a masked mean is not quite the mean") {
  const std::vector<Given> operands{{{1}, {1000, 3}}, {{1}, {0}, true}, {{1}, {1}, true}, {{1}, {1, 0}}};
  PrimitiveRun<double> run(BatchNormalize{}, operands, 2, in_training());
  run.forward();
  const double gradient = run.backward({0, 1})[0][0];
  constexpr double step = 1e-3;
  run.set(0, 0, 1000 + step);
  const double above = run.forward()[1];
  run.set(0, 0, 1000 - step);
  CHECK(gradient == Approx((above - run.forward()[1]) / (2 * step)).epsilon(1e-6));
}

TEST_CASE("a batch that is masked altogether is no danger") {
  PrimitiveRun<double> run(BatchNormalize{-1, 0.99, 0.25},
                           {{{1}, {2, 3}}, {{1}, {0}, true}, {{1}, {1}, true}, {{1}, {0, 0}}}, 2, in_training());
  CHECK(run.forward() == std::vector<double>{4, 6});
  CHECK(run.backward({1, 1})[0] == std::vector<double>{2, 2});
}

TEST_CASE("a batch normalization that cannot be says why") {
  const auto shape_of = [](const BatchNormalize& primitive, const std::vector<Shape>& operands) {
    return result_shape(primitive, operands);
  };
  CHECK_THROWS_WITH(shape_of({}, {{2}, {2}}), Catch::Contains("got 2 operands"));
  CHECK_THROWS_WITH(shape_of({1}, {{2}, {2}, {2}}), Catch::Contains("batch_normalize: got axis 1"));
  CHECK_THROWS_WITH(shape_of({}, {{3, 2}, {3}, {2}}), Catch::Contains("(3), (2), wanted (2) for axis -1"));
  CHECK_THROWS_WITH(shape_of({}, {{3, 2}, {2}, {2}, {4, 1}}), Catch::Contains("(4, 1)"));
  CHECK_THROWS_WITH(shape_of({}, {{1, 2}, {2}, {2}, {4, 1}}), Catch::Contains("got a mask of shape (4, 1)"));
  CHECK_THROWS_WITH(shape_of({-1, 2}, {{2}, {2}, {2}}), Catch::Contains("got a momentum of 2"));
  CHECK_THROWS_WITH(shape_of({-1, 0.5, -1}, {{2}, {2}, {2}}), Catch::Contains("got an epsilon of -1"));
}
