#include <plexus/architect/layers/normalization.hpp>

#include <algorithm>

#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>
#include <plexus/primitive/index_maps.hpp>

namespace plexus {
namespace {

using primitive::Combine;
using primitive::Combining;
using primitive::Normalize;
using primitive::Normalizing;

Axes element_axes(const LayerBuild& layer, const std::vector<std::int64_t>& axes, const Shape& shape) {
  Axes all;
  for (const std::int64_t axis : axes) all.push_back(static_cast<std::int32_t>(element_axis(layer, axis, shape)));
  std::ranges::sort(all);
  return all;
}

// The shape of the axes alone, and the same with size 1 for all others.
Shape of_axes(const Axes& axes, const Shape& shape) {
  Shape sizes;
  for (const std::int32_t axis : axes) sizes.push_back(shape[static_cast<std::size_t>(axis)]);
  return sizes;
}
Shape beside_others(const Axes& axes, const Shape& shape) {
  Shape sizes(shape.size(), 1);
  for (const std::int32_t axis : axes) sizes[static_cast<std::size_t>(axis)] = shape[static_cast<std::size_t>(axis)];
  return sizes;
}

// x * gamma + beta, each of the sizes of some axes, if they are wanted.
Group scaled(LayerBuild& layer, const Group& x, const Axes& axes, const char* gamma, const char* beta) {
  const Shape shape = shape_of(x), sizes = of_axes(axes, shape), wide = beside_others(axes, shape);
  const auto spread = [&](const SharedParameter& weight) {
    return layer.make(primitive::Gather{primitive::reshape(sizes, wide), 0}, {weight}, weight->name);
  };
  // The numbers of a weight stand in the order of its axes, so that only its shape has to be spread.
  const SharedParameter scale = gamma != nullptr ? layer.weight(gamma, sizes, ones) : nullptr;
  const SharedParameter offset = beta != nullptr ? layer.weight(beta, sizes, zeros) : nullptr;
  if (!scale && !offset) return x;
  const Group result = scale ? layer.make(Combine{Combining::product, {}}, {x, spread(scale)})
                             : layer.make(Combine{Combining::sum, {}}, {x});
  if (offset) operate_into(result, Combine{Combining::sum, shape}, {spread(offset)});
  return result;
}

Tensor batch(LayerBuild& layer, const BatchNormalizationOptions& options, const Tensor& x) {
  const Shape shape = x.shape();
  const Axes axes{static_cast<std::int32_t>(element_axis(layer, options.axis, shape))};
  const Shape channels = of_axes(axes, shape);
  const char* const gamma = options.scale ? "gamma" : nullptr;
  const char* const beta = options.center ? "beta" : nullptr;
  // In Keras's order; `scaled` finds them.
  if (gamma != nullptr) layer.weight(gamma, channels, ones, options.trainable);
  if (beta != nullptr) layer.weight(beta, channels, zeros, options.trainable);
  std::vector<OperandOf> operands{x.group, layer.weight("moving_mean", channels, zeros, false),
                                  layer.weight("moving_variance", channels, ones, false)};
  if (x.mask) operands.emplace_back(over_steps(layer, *x.mask, shape));
  const Group normal =
      layer.make(primitive::BatchNormalize{axes.front(), options.momentum, options.epsilon, !options.trainable},
                 operands, "normal");
  return {scaled(layer, normal, axes, gamma, beta), x.mask};
}

Tensor layer_wise(LayerBuild& layer, const LayerNormalizationOptions& options, const Tensor& x) {
  const Axes axes = element_axes(layer, options.axis, x.shape());
  const Group normal = layer.make(Normalize{Normalizing::standard, axes, options.epsilon}, {x.group}, "normal");
  return {scaled(layer, normal, axes, options.scale ? "gamma" : nullptr, options.center ? "beta" : nullptr), x.mask};
}

Tensor group_wise(LayerBuild& layer, const GroupNormalizationOptions& options, const Tensor& x) {
  const Shape shape = x.shape();
  const auto axis = static_cast<std::size_t>(element_axis(layer, options.axis, shape));
  const std::uint32_t groups = options.groups == -1 ? shape[axis] : static_cast<std::uint32_t>(options.groups);
  if (groups == 0 || shape[axis] % groups != 0)
    throw Error("layer '", layer.layer(), "': ", shape[axis], " channels do not come in ", options.groups, " groups");
  Shape split = shape;  // (..., channels, ...) -> (..., groups, channels of each, ...)
  split[axis] = groups;
  split.insert(split.begin() + static_cast<std::ptrdiff_t>(axis) + 1, shape[axis] / groups);
  Axes over;
  for (std::size_t i = 0; i < split.size(); ++i)
    if (i != axis) over.push_back(static_cast<std::int32_t>(i));
  const Group cut = layer.make(primitive::Gather{primitive::reshape(shape, split), 0}, {x.group}, "groups");
  const Group normal = layer.make(Normalize{Normalizing::standard, over, options.epsilon}, {cut}, "normal");
  const Group whole = layer.make(primitive::Gather{primitive::reshape(split, shape), 0}, {normal}, "whole");
  return {scaled(layer, whole, {static_cast<std::int32_t>(axis)}, options.scale ? "gamma" : nullptr,
                 options.center ? "beta" : nullptr),
          x.mask};
}

Tensor root_mean_square(LayerBuild& layer, const RMSNormalizationOptions& options, const Tensor& x) {
  const Axes axes = element_axes(layer, options.axis, x.shape());
  const Group normal = layer.make(Normalize{Normalizing::root_mean_square, axes, options.epsilon}, {x.group}, "normal");
  return {scaled(layer, normal, axes, "scale", nullptr)};
}

Tensor unit(LayerBuild& layer, const UnitNormalizationOptions& options, const Tensor& x) {
  return {layer.make(Normalize{Normalizing::unit, element_axes(layer, options.axis, x.shape()), 1e-12}, {x.group}),
          x.mask};
}

}  // namespace

void BatchNormalizationOptions::visit(OptionVisitor& visitor) {
  visitor("axis", axis);
  visitor("momentum", momentum);
  visitor("epsilon", epsilon);
  visitor("center", center);
  visitor("scale", scale);
  visitor("trainable", trainable);
}
void LayerNormalizationOptions::visit(OptionVisitor& visitor) {
  visitor("axis", axis);
  visitor("epsilon", epsilon);
  visitor("center", center);
  visitor("scale", scale);
}
void GroupNormalizationOptions::visit(OptionVisitor& visitor) {
  visitor("groups", groups);
  visitor("axis", axis);
  visitor("epsilon", epsilon);
  visitor("center", center);
  visitor("scale", scale);
}
void RMSNormalizationOptions::visit(OptionVisitor& visitor) {
  visitor("axis", axis);
  visitor("epsilon", epsilon);
}
void UnitNormalizationOptions::visit(OptionVisitor& visitor) { visitor("axis", axis); }

Layer BatchNormalization(const BatchNormalizationOptions& options) {
  return make_layer("BatchNormalization", options, batch);
}
Layer LayerNormalization(const LayerNormalizationOptions& options) {
  return make_layer("LayerNormalization", options, layer_wise);
}
Layer GroupNormalization(const GroupNormalizationOptions& options) {
  return make_layer("GroupNormalization", options, group_wise);
}
Layer RMSNormalization(const RMSNormalizationOptions& options) {
  return make_layer("RMSNormalization", options, root_mean_square);
}
Layer UnitNormalization(const UnitNormalizationOptions& options) {
  return make_layer("UnitNormalization", options, unit);
}

}  // namespace plexus
