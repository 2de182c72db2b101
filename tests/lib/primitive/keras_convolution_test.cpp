#include <catch2/catch.hpp>

#include <cmath>
#include <string>

#include <plexus/primitive/index_maps.hpp>

#include "support/keras_golden.hpp"
#include "support/primitive_run.hpp"

// Convolutions against Keras. What a layer has beside the primitive, which is channels that come first, a bias and an
// activation, is done here by hand.

using namespace plexus;
using nlohmann::json;
using plexus::testing::check_numbers;
using plexus::testing::Given;
using plexus::testing::keras_activity;
using plexus::testing::keras_setting;
using plexus::testing::keras_weight;
using plexus::testing::KerasTensor;
using plexus::testing::PrimitiveRun;
using primitive::Padding;

namespace {

Padding padding(const json& config) {
  const std::string name = config.value("padding", "valid");
  if (name == "causal") return Padding::causal;
  return name == "same" ? Padding::same : Padding::valid;
}

bool channels_first(const json& config) { return config.value("data_format", "channels_last") == "channels_first"; }

Primitive convolution(const json& config, const Shape& input, std::uint32_t groups) {
  primitive::Convolution convolution{{}, groups};
  for (std::size_t axis = 0; axis + 1 < input.size(); ++axis) {
    const auto stride = keras_setting(config, "strides", axis), dilation = keras_setting(config, "dilation_rate", axis);
    const auto size = keras_setting(config, "kernel_size", axis);
    convolution.axes.push_back({stride, dilation, padding_of(padding(config), input[axis], size, stride, dilation)});
  }
  return convolution;
}

Primitive transposed(const json& config, const Shape& input) {
  primitive::TransposedConvolution convolution;
  for (std::size_t axis = 0; axis + 1 < input.size(); ++axis) {
    std::optional<std::uint32_t> more;
    if (config.contains("output_padding")) more = keras_setting(config, "output_padding", axis);
    convolution.axes.push_back(transposed_sliding(padding(config), keras_setting(config, "kernel_size", axis),
                                                  keras_setting(config, "strides", axis),
                                                  keras_setting(config, "dilation_rate", axis), more));
  }
  return convolution;
}

// A tensor with its channels first, or last, instead.
KerasTensor moved(const KerasTensor& tensor, bool to_the_end) {
  std::vector<std::int64_t> axes(tensor.shape.size());
  const auto rank = static_cast<std::int64_t>(axes.size());
  for (std::int64_t axis = 0; axis < rank; ++axis)
    axes[static_cast<std::size_t>(axis)] = (axis + (to_the_end ? 1 : rank - 1)) % rank;
  PrimitiveRun<double> run(primitive::Gather{primitive::permute(tensor.shape, axes)}, {{tensor.shape, tensor.values}},
                           tensor.batch);
  return {run.shape(), run.forward(), tensor.batch};
}

double activated(const std::string& name, double x) {
  if (name == "relu") return std::max(x, 0.0);
  return name == "tanh" ? std::tanh(x) : x;
}

double slope(const std::string& name, double x) {
  if (name == "relu") return x > 0 ? 1 : 0;
  return name == "tanh" ? 1 - std::tanh(x) * std::tanh(x) : 1;
}

void replay(const json& each, const char* layer) {
  INFO(each.at("id"));
  const json& config = each.at("config");
  const bool first = channels_first(config);
  const auto read = [&](const json& tensor) {
    const KerasTensor activity = keras_activity(tensor);
    return first ? moved(activity, true) : activity;
  };
  const KerasTensor x = read(each.at("inputs")[0]);
  const KerasTensor kernel = keras_weight(each.at("weights")[0]);
  const std::string kind = layer;
  const std::uint32_t groups = kind.starts_with("Depthwise") ? x.shape.back() : config.value("groups", 1U);
  const Primitive primitive =
      kind.ends_with("Transpose") ? transposed(config, x.shape) : convolution(config, x.shape, groups);
  PrimitiveRun<double> run(primitive, {{x.shape, x.values}, {kernel.shape, kernel.values, true}}, x.batch);

  const KerasTensor want = read(each.at("outputs")[0]);
  CHECK(run.shape() == want.shape);
  std::vector<double> made = run.forward();
  REQUIRE(made.size() == want.values.size());
  const bool biased = each.at("weights").size() > 1;
  const std::size_t filters = run.shape().back();
  const std::vector<double> bias = biased ? keras_weight(each.at("weights")[1]).values : std::vector(filters, 0.0);
  const std::string activation = config.value("activation", "linear");
  std::vector<double> adjoint = read(each.at("cotangents")[0]).values;
  std::vector<double> bias_gradient(filters, 0);
  for (std::size_t i = 0; i < made.size(); ++i) {
    const double state = made[i] + bias[i % filters];
    made[i] = activated(activation, state);
    adjoint[i] *= slope(activation, state);
    bias_gradient[i % filters] += adjoint[i];
  }
  check_numbers(made, want.values);

  const json& grads = each.at("grads");
  const auto gradients = run.backward(adjoint);
  check_numbers(gradients[0], read(grads.at("inputs")[0]).values);
  check_numbers(gradients[1], keras_weight(grads.at("weights")[0]).values);
  if (biased) check_numbers(bias_gradient, keras_weight(grads.at("weights")[1]).values);
}

}  // namespace

TEST_CASE("convolutions agree with Keras, outputs and gradients") {
  for (const char* layer : {"Conv1D", "Conv2D", "Conv3D", "DepthwiseConv1D", "DepthwiseConv2D", "Conv1DTranspose",
                            "Conv2DTranspose", "Conv3DTranspose"})
    for (const json& each : plexus::testing::keras_cases(layer)) replay(each, layer);
}
