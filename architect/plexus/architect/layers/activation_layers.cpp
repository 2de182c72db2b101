#include <plexus/architect/layers/activation_layers.hpp>

#include <algorithm>
#include <limits>

#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

using primitive::Apply;
using primitive::Combine;
using primitive::Combining;

Tensor applied(LayerBuild& layer, const Apply& apply, const Tensor& x) {
  return {layer.make(apply, {x.group}), x.mask};
}

Tensor activation(LayerBuild& layer, const ActivationOptions& options, const Tensor& x) {
  return {activated(layer, x.group, options.activation), x.mask};
}

Tensor relu(LayerBuild& layer, const ReLUOptions& options, const Tensor& x) {
  const double most = options.max_value.value_or(std::numeric_limits<double>::infinity());
  if (!(most >= 0 && options.negative_slope >= 0 && options.threshold >= 0))
    throw Error("layer '", layer.layer(), "': max_value ", most, ", negative_slope ", options.negative_slope,
                " and threshold ", options.threshold, " must be 0 or more");
  return applied(layer, {Function::relu, {options.negative_slope, most, options.threshold}}, x);
}

Tensor leaky_relu(LayerBuild& layer, const LeakyReLUOptions& options, const Tensor& x) {
  return applied(layer, {Function::leaky_relu, {options.negative_slope}}, x);
}

Tensor elu(LayerBuild& layer, const ELUOptions& options, const Tensor& x) {
  return applied(layer, {Function::elu, {options.alpha}}, x);
}

Tensor thresholded_relu(LayerBuild& layer, const ThresholdedReLUOptions& options, const Tensor& x) {
  return applied(layer, {Function::threshold, {options.theta, 0}}, x);
}

// max(x, 0) + alpha * min(x, 0)
Tensor prelu(LayerBuild& layer, const PReLUOptions& options, const Tensor& x) {
  Shape shape = x.shape();
  for (const std::uint32_t axis : options.shared_axes ? options.shared_axes->given() : std::vector<std::uint32_t>{}) {
    if (axis < 1 || axis > shape.size())
      throw Error("layer '", layer.layer(), "': shared axis ", axis, " of the shape ", in_words(shape),
                  ", wanted 1 to ", shape.size());
    shape[axis - 1] = 1;
  }
  const auto alpha = layer.weight("alpha", shape, zeros);
  const Group below = layer.make(Apply{Function::relu, {1, 0}}, {x.group}, "below");
  const Group result = layer.make(Apply{Function::relu, {}}, {x.group});
  operate_into(result, Combine{Combining::product, {}}, {below, alpha});
  return {result, x.mask};
}

Tensor softmax(LayerBuild& layer, const SoftmaxOptions& options, std::span<const Tensor> inputs) {
  if (inputs.empty() || inputs.size() > 2)
    throw Error("layer '", layer.layer(), "' takes an input, or one and its mask, got ", inputs.size());
  const Tensor& x = inputs[0];
  primitive::Softmax softmax{{}, false};
  for (const std::int64_t axis : options.axis)
    softmax.axes.push_back(static_cast<std::int32_t>(element_axis(layer, axis, x.shape())));
  std::vector<OperandOf> operands{x.group};
  if (inputs.size() == 2)
    operands.emplace_back(inputs[1].group);
  else if (x.mask)
    operands.emplace_back(over_steps(layer, *x.mask, x.shape()));
  return {layer.make(softmax, operands), x.mask};
}

}  // namespace

void ActivationOptions::visit(OptionVisitor& visitor) { visitor("activation", activation); }
void ReLUOptions::visit(OptionVisitor& visitor) {
  visitor("max_value", max_value);
  visitor("negative_slope", negative_slope);
  visitor("threshold", threshold);
}
void LeakyReLUOptions::visit(OptionVisitor& visitor) { visitor("negative_slope", negative_slope); }
void PReLUOptions::visit(OptionVisitor& visitor) { visitor("shared_axes", shared_axes); }
void ELUOptions::visit(OptionVisitor& visitor) { visitor("alpha", alpha); }
void ThresholdedReLUOptions::visit(OptionVisitor& visitor) { visitor("theta", theta); }
void SoftmaxOptions::visit(OptionVisitor& visitor) { visitor("axis", axis); }

Layer ActivationLayer(const ActivationOptions& options) { return make_layer("Activation", options, activation); }
Layer ReLU(const ReLUOptions& options) { return make_layer("ReLU", options, relu); }
Layer LeakyReLU(const LeakyReLUOptions& options) { return make_layer("LeakyReLU", options, leaky_relu); }
Layer PReLU(const PReLUOptions& options) { return make_layer("PReLU", options, prelu); }
Layer ELU(const ELUOptions& options) { return make_layer("ELU", options, elu); }
Layer ThresholdedReLU(const ThresholdedReLUOptions& options) {
  return make_layer("ThresholdedReLU", options, thresholded_relu);
}
Layer Softmax(const SoftmaxOptions& options) { return make_layer("Softmax", options, softmax); }

}  // namespace plexus
