#include <plexus/architect/layers/convolution.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <plexus/architect/channels.hpp>
#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

using primitive::Convolution;
using primitive::Sliding;

// How windows slide over the spatial axes of a shape whose channels stand last.
template <class Options>
std::vector<Sliding> slidings(const LayerBuild& layer, const Options& options, const Shape& shape) {
  const std::size_t axes = shape.size() - 1;
  const auto sizes = options.kernel.of_axes(axes, "kernel_size"), strides = options.strides.of_axes(axes, "strides"),
             dilations = options.dilation_rate.of_axes(axes, "dilation_rate");
  if (std::ranges::max(strides) > 1 && std::ranges::max(dilations) > 1)
    throw Error("layer '", layer.layer(), "': strides ", in_words(strides), " and dilations ", in_words(dilations),
                " cannot both be above 1");
  if (options.padding == Padding::causal && axes > 1)
    throw Error("layer '", layer.layer(), "': causal padding is for sequences, and the input has ", axes,
                " spatial axes");
  std::vector<Sliding> all;
  for (std::size_t i = 0; i < axes; ++i)
    all.push_back({strides[i], dilations[i],
                   primitive::padding_of(options.padding, shape[i], sizes[i], strides[i], dilations[i])});
  return all;
}

template <class Options>
Shape kernel_shape(const Options& options, std::size_t axes, std::uint32_t in, std::uint32_t out) {
  Shape shape = options.kernel.of_axes(axes, "kernel_size");
  shape.insert(shape.end(), {in, out});
  return shape;
}

template <class Options>
Tensor finish(LayerBuild& layer, const Options& options, const Primitive& primitive, const Group& x,
              const SharedParameter& kernel, std::uint32_t filters) {
  const auto bias = options.use_bias ? layer.weight("bias", {filters}, zeros) : nullptr;
  return {
      channels_back(layer, activated(layer, {primitive, {x, kernel}, bias, options.activation}), options.data_format)};
}

Tensor convolution(LayerBuild& layer, const ConvolutionOptions& options, const Tensor& input) {
  const Group x = channels_last(layer, input.group, options.data_format);
  const Shape shape = shape_of(x);
  if (options.groups == 0 || shape.back() % options.groups != 0 || options.filters % options.groups != 0)
    throw Error("layer '", layer.layer(), "': ", shape.back(), " channels and ", options.filters,
                " filters do not come in ", options.groups, " groups");
  const Convolution windows{slidings(layer, options, shape), options.groups};
  const auto kernel =
      layer.weight("kernel", kernel_shape(options, shape.size() - 1, shape.back() / options.groups, options.filters),
                   glorot_uniform);
  return finish(layer, options, windows, x, kernel, options.filters);
}

Tensor depthwise(LayerBuild& layer, const DepthwiseConvolutionOptions& options, const Tensor& input) {
  const Group x = channels_last(layer, input.group, options.data_format);
  const Shape shape = shape_of(x);
  const Convolution windows{slidings(layer, options, shape), shape.back()};
  const auto kernel = layer.weight(
      "kernel", kernel_shape(options, shape.size() - 1, shape.back(), options.depth_multiplier), glorot_uniform);
  return finish(layer, options, windows, x, kernel, shape.back() * options.depth_multiplier);
}

Tensor separable(LayerBuild& layer, const SeparableConvolutionOptions& options, const Tensor& input) {
  const Group x = channels_last(layer, input.group, options.data_format);
  const Shape shape = shape_of(x);
  const std::size_t axes = shape.size() - 1;
  const auto depthwise_kernel = layer.weight(
      "depthwise_kernel", kernel_shape(options, axes, shape.back(), options.depth_multiplier), glorot_uniform);
  Shape point(axes, 1);
  point.insert(point.end(), {shape.back() * options.depth_multiplier, options.filters});
  const auto pointwise_kernel = layer.weight("pointwise_kernel", point, glorot_uniform);
  const Group deep =
      layer.make(Convolution{slidings(layer, options, shape), shape.back()}, {x, depthwise_kernel}, "depthwise");
  return finish(layer, options, Convolution{std::vector<Sliding>(axes), 1}, deep, pointwise_kernel, options.filters);
}

Tensor transposed(LayerBuild& layer, const TransposedConvolutionOptions& options, const Tensor& input) {
  const Group x = channels_last(layer, input.group, options.data_format);
  const Shape shape = shape_of(x);
  const std::size_t axes = shape.size() - 1;
  const auto sizes = options.kernel.of_axes(axes, "kernel_size"), strides = options.strides.of_axes(axes, "strides"),
             dilations = options.dilation_rate.of_axes(axes, "dilation_rate");
  primitive::TransposedConvolution windows;
  for (std::size_t i = 0; i < axes; ++i) {
    std::optional<std::uint32_t> extra;
    if (options.output_padding) extra = options.output_padding->of_axes(axes, "output_padding")[i];
    windows.axes.push_back(primitive::transposed_sliding(options.padding, sizes[i], strides[i], dilations[i], extra));
  }
  const auto kernel =
      layer.weight("kernel", kernel_shape(options, axes, options.filters, shape.back()), glorot_uniform);
  return finish(layer, options, windows, x, kernel, options.filters);
}

// A builder for so many spatial axes.
template <std::size_t axes, auto build>
constexpr auto in_space = [](LayerBuild& layer, const auto& options, const Tensor& input) {
  require_axes(layer, input, axes + 1, axes == 1 ? "(steps, channels)" : "(space..., channels)");
  return build(layer, options, input);
};

template <class Options>
void visit_windows(Options& options, OptionVisitor& visitor) {
  visitor("kernel_size", options.kernel);
  visitor("strides", options.strides);
  visitor("padding", options.padding);
  visitor("data_format", options.data_format);
  visitor("dilation_rate", options.dilation_rate);
  visitor("activation", options.activation);
  visitor("use_bias", options.use_bias);
}

}  // namespace

void ConvolutionOptions::visit(OptionVisitor& visitor) {
  visitor("filters", filters);
  visit_windows(*this, visitor);
  visitor("groups", groups);
}

void DepthwiseConvolutionOptions::visit(OptionVisitor& visitor) {
  visit_windows(*this, visitor);
  visitor("depth_multiplier", depth_multiplier);
}

void SeparableConvolutionOptions::visit(OptionVisitor& visitor) {
  visitor("filters", filters);
  visit_windows(*this, visitor);
  visitor("depth_multiplier", depth_multiplier);
}

void TransposedConvolutionOptions::visit(OptionVisitor& visitor) {
  visitor("filters", filters);
  visit_windows(*this, visitor);
  visitor("output_padding", output_padding);
}

Layer Conv1D(const ConvolutionOptions& options) { return make_layer("Conv1D", options, in_space<1, convolution>); }
Layer Conv2D(const ConvolutionOptions& options) { return make_layer("Conv2D", options, in_space<2, convolution>); }
Layer Conv3D(const ConvolutionOptions& options) { return make_layer("Conv3D", options, in_space<3, convolution>); }

Layer DepthwiseConv1D(const DepthwiseConvolutionOptions& options) {
  return make_layer("DepthwiseConv1D", options, in_space<1, depthwise>);
}
Layer DepthwiseConv2D(const DepthwiseConvolutionOptions& options) {
  return make_layer("DepthwiseConv2D", options, in_space<2, depthwise>);
}

Layer SeparableConv1D(const SeparableConvolutionOptions& options) {
  return make_layer("SeparableConv1D", options, in_space<1, separable>);
}
Layer SeparableConv2D(const SeparableConvolutionOptions& options) {
  return make_layer("SeparableConv2D", options, in_space<2, separable>);
}

Layer Conv1DTranspose(const TransposedConvolutionOptions& options) {
  return make_layer("Conv1DTranspose", options, in_space<1, transposed>);
}
Layer Conv2DTranspose(const TransposedConvolutionOptions& options) {
  return make_layer("Conv2DTranspose", options, in_space<2, transposed>);
}
Layer Conv3DTranspose(const TransposedConvolutionOptions& options) {
  return make_layer("Conv3DTranspose", options, in_space<3, transposed>);
}

}  // namespace plexus
