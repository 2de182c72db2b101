#include <plexus/architect/layers/merging.hpp>

#include <algorithm>
#include <numeric>

#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>
#include <plexus/primitive/index_maps.hpp>

namespace plexus {
namespace {

using primitive::Combine;
using primitive::Combining;

std::vector<OperandOf> groups_of(std::span<const Tensor> inputs) {
  std::vector<OperandOf> groups;
  for (const Tensor& each : inputs) groups.emplace_back(each.group);
  return groups;
}

// A step is real when one of the inputs says so; every input has to know.
std::optional<Group> any_mask(LayerBuild& layer, std::span<const Tensor> inputs) {
  std::vector<OperandOf> masks;
  for (const Tensor& each : inputs)
    if (each.mask) masks.emplace_back(*each.mask);
  if (masks.size() < inputs.size()) return std::nullopt;
  return layer.make(Combine{Combining::maximum, {}}, masks, "mask");
}

template <Combining how>
Tensor merged(LayerBuild& layer, const MergeOptions&, std::span<const Tensor> inputs) {
  if (inputs.size() < 2 || (how == Combining::difference && inputs.size() != 2))
    throw Error("layer '", layer.layer(), "' takes ", how == Combining::difference ? "2" : "at least 2",
                " inputs, got ", inputs.size());
  return {layer.make(Combine{how, {}}, groups_of(inputs)), any_mask(layer, inputs)};
}

// Each input goes to its place along an axis.
Group joined(LayerBuild& layer, const std::vector<Group>& parts, std::int64_t axis, const std::string& name) {
  Shape whole = shape_of(parts.front());
  const std::uint32_t at = axis_of(axis, whole, layer.layer().c_str());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Shape shape = shape_of(parts[i]);
    for (std::size_t k = 0; k < std::max(shape.size(), whole.size()); ++k)
      if (shape.size() != whole.size() || (k != at && shape[k] != whole[k]))
        throw Error("layer '", layer.layer(), "': the shapes ", in_words(shape_of(parts.front())), " and ",
                    in_words(shape), " cannot be joined along axis ", at + 1);
    whole[at] += shape[at];
  }
  std::optional<Group> result;
  std::uint32_t start = 0;
  for (const Group& part : parts) {
    const std::uint32_t size = shape_of(part)[at];
    const primitive::Scatter place{primitive::slice(whole, at, start, size), whole};
    result ? operate_into(*result, place, {part}) : void(result = layer.make(place, {part}, name));
    start += size;
  }
  return *result;
}

Tensor concatenate(LayerBuild& layer, const ConcatenateOptions& options, std::span<const Tensor> inputs) {
  if (inputs.empty()) throw Error("layer '", layer.layer(), "' takes at least 1 input, got 0");
  std::vector<Group> parts, masks;
  for (const Tensor& each : inputs) parts.push_back(each.group);
  const std::int64_t axis = element_axis(layer, options.axis, inputs.front().shape());
  Tensor result{joined(layer, parts, axis, "")};
  if (std::ranges::none_of(inputs, [](const Tensor& each) { return each.mask.has_value(); })) return result;
  const bool along_steps = axis_of(axis, inputs.front().shape(), "Concatenate") == 0;
  if (!along_steps) {
    std::vector<Tensor> masked;
    std::ranges::copy_if(inputs, std::back_inserter(masked), [](const Tensor& each) { return each.mask.has_value(); });
    if (masked.size() == inputs.size()) result.mask = any_mask(layer, masked);
    return result;
  }
  for (const Tensor& each : inputs)
    masks.push_back(each.mask ? *each.mask : layer.make(all_real(each.shape()[0]), {}, "mask"));
  result.mask = joined(layer, masks, 0, "mask");
  return result;
}

Group unit_length(LayerBuild& layer, const Group& x, std::int64_t axis) {
  return layer.make(primitive::Normalize{primitive::Normalizing::unit, {static_cast<std::int32_t>(axis)}, 1e-12}, {x},
                    "unit");
}

Tensor dot(LayerBuild& layer, const DotOptions& options, std::span<const Tensor> inputs) {
  if (inputs.size() != 2 || options.axes.empty() || options.axes.size() > 2)
    throw Error("layer '", layer.layer(), "' takes 2 inputs and 1 or 2 axes, got ", inputs.size(), " and ",
                options.axes.size());
  std::vector<Group> both;
  std::string terms[2], kept;
  char next = 'a';
  for (std::size_t i = 0; i < 2; ++i) {
    const Shape shape = inputs[i].shape();
    const std::uint32_t axis =
        axis_of(element_axis(layer, options.axes[std::min(i, options.axes.size() - 1)], shape), shape, "Dot");
    for (std::uint32_t k = 0; k < shape.size(); ++k) {
      terms[i] += k == axis ? 'Z' : next;
      if (k != axis) kept += next++;
    }
    both.push_back(options.normalize ? unit_length(layer, inputs[i].group, axis) : inputs[i].group);
  }
  const Group product = layer.make(primitive::Einsum{terms[0] + "," + terms[1] + "->" + kept}, {both[0], both[1]});
  if (!kept.empty()) return {product};
  return {layer.make(primitive::Gather{primitive::reshape({}, {1}), 0}, {product})};
}

}  // namespace

void ConcatenateOptions::visit(OptionVisitor& visitor) { visitor("axis", axis); }
void DotOptions::visit(OptionVisitor& visitor) {
  visitor("axes", axes);
  visitor("normalize", normalize);
}

Layer Add(const MergeOptions& options) { return make_layer("Add", options, merged<Combining::sum>); }
Layer Subtract(const MergeOptions& options) { return make_layer("Subtract", options, merged<Combining::difference>); }
Layer Multiply(const MergeOptions& options) { return make_layer("Multiply", options, merged<Combining::product>); }
Layer Average(const MergeOptions& options) { return make_layer("Average", options, merged<Combining::mean>); }
Layer Maximum(const MergeOptions& options) { return make_layer("Maximum", options, merged<Combining::maximum>); }
Layer Minimum(const MergeOptions& options) { return make_layer("Minimum", options, merged<Combining::minimum>); }
Layer Concatenate(const ConcatenateOptions& options) { return make_layer("Concatenate", options, concatenate); }
Layer Dot(const DotOptions& options) { return make_layer("Dot", options, dot); }

}  // namespace plexus
