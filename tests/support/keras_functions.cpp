#include "keras_functions.hpp"

#include <catch2/catch.hpp>

namespace plexus::testing {

Given keras_group(const nlohmann::json& tensor) {
  const KerasTensor read = keras_activity(tensor);
  return {read.shape, read.values, false};
}

Given keras_parameter(const nlohmann::json& tensor, const Shape& shape, const Axes& axes) {
  const auto along = chosen(axes, shape, "test");
  Shape spread = shape;
  for (std::size_t axis = 0; axis < shape.size(); ++axis)
    if (!along[axis]) spread[axis] = 1;
  return {spread, keras_numbers(tensor.at("data")), true};
}

Axes keras_axes(const nlohmann::json& config) {
  const auto axis = config.value("axis", nlohmann::json(-1));
  Axes axes = axis.is_array() ? axis.get<Axes>() : Axes{axis.get<std::int32_t>()};
  for (std::int32_t& each : axes)
    if (each > 0) --each;
  return axes;
}

std::size_t keras_batch(const nlohmann::json& tensor) { return keras_activity(tensor).batch; }

void check_keras_numbers(const std::vector<double>& got, const nlohmann::json& want, double tolerance) {
  check_numbers(got, keras_numbers(want), tolerance);
}

PrimitiveRun<double> check_keras_case(const nlohmann::json& expected, const Primitive& primitive,
                                      const std::vector<Given>& operands, const std::vector<Given>& scale_and_offset,
                                      const Pass& pass) {
  INFO(expected.at("id"));
  using primitive::Combine;
  using primitive::Combining;
  const std::size_t batch = keras_batch(expected.at("inputs").at(0));
  PrimitiveRun<double> run(primitive, operands, batch, pass);
  auto numbers = run.forward();
  std::vector<PrimitiveRun<double>> after;  // the scale, then the offset
  for (const Given& each : scale_and_offset) {
    const Combine combine{after.empty() ? Combining::product : Combining::sum};
    after.emplace_back(combine, std::vector<Given>{{run.shape(), numbers, false}, each}, batch);
    numbers = after.back().forward();
  }
  check_keras_numbers(numbers, expected.at("outputs").at(0).at("data"));
  auto adjoint = keras_numbers(expected.at("cotangents").at(0).at("data"));
  std::vector<std::vector<double>> gradients(after.size());
  for (std::size_t k = after.size(); k-- > 0;) {
    auto back = after[k].backward(adjoint);
    adjoint = back[0];
    gradients[k] = back[1];
  }
  check_keras_numbers(run.backward(adjoint)[0], expected.at("grads").at("inputs").at(0).at("data"));
  const auto& of_weights = expected.at("grads").at("weights");
  for (std::size_t k = 0; k < gradients.size(); ++k)
    if (!of_weights.at(k).is_null()) check_keras_numbers(gradients[k], of_weights.at(k).at("data"));
  return run;
}

}  // namespace plexus::testing
