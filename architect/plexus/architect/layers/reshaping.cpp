#include <plexus/architect/layers/reshaping.hpp>

#include <algorithm>
#include <numeric>

#include <plexus/architect/channels.hpp>
#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>
#include <plexus/primitive/index_maps.hpp>

namespace plexus {
namespace {

using primitive::Gather;
using primitive::IndexMap;

Tensor moved(LayerBuild& layer, IndexMap map, const Group& x) { return {layer.make(Gather{std::move(map), 0}, {x})}; }

Tensor reshape(LayerBuild& layer, const ReshapeOptions& options, const Tensor& x) {
  const Shape shape = x.shape();
  std::uint64_t known = 1;
  for (const std::int64_t size : options.target_shape) known *= size > 0 ? static_cast<std::uint64_t>(size) : 1;
  const auto open = std::ranges::count_if(options.target_shape, [](std::int64_t size) { return size < 1; });
  const std::uint32_t all = element_count(shape);
  if (open > 1 || all % known != 0 || (open == 0 && known != all))
    throw Error("layer '", layer.layer(), "': the shape ", in_words(shape), " of ", all,
                " numbers cannot become its target_shape");
  Shape to;
  for (const std::int64_t size : options.target_shape)
    to.push_back(static_cast<std::uint32_t>(size > 0 ? static_cast<std::uint64_t>(size) : all / known));
  return moved(layer, primitive::reshape(shape, to), x.group);
}

Tensor flatten(LayerBuild& layer, const FlattenOptions& options, const Tensor& input) {
  const Group x = channels_last(layer, input.group, options.data_format);
  const Shape shape = shape_of(x);
  return moved(layer, primitive::reshape(shape, {element_count(shape)}), x);
}

Tensor repeat_vector(LayerBuild& layer, const RepeatVectorOptions& options, const Tensor& x) {
  require_axes(layer, x, 1, "(features)");
  return moved(layer, primitive::broadcast_to(x.shape(), {options.n, x.shape()[0]}), x.group);
}

Tensor permuted(LayerBuild& layer, const PermuteOptions& options, const Tensor& x) {
  std::vector<std::int64_t> axes;
  for (const std::int64_t each : options.dims) axes.push_back(each - 1);
  if (std::ranges::any_of(axes, [](std::int64_t axis) { return axis < 0; }))
    throw Error("layer '", layer.layer(), "': dims count from 1");
  return moved(layer, primitive::permute(x.shape(), axes), x.group);
}

// One entry for each of so many axes; that of all when there is just one.
std::vector<Pads> of_axes(const LayerBuild& layer, const std::vector<Pads>& pads, std::size_t axes) {
  if (pads.size() == axes) return pads;
  if (pads.size() == 1) return std::vector<Pads>(axes, pads.front());
  if (axes == 1 && pads.size() == 2) return {{pads[0].before, pads[1].before}};  // Keras's (before, after)
  throw Error("layer '", layer.layer(), "': got ", pads.size(), " pairs for ", axes, " spatial axes");
}

template <std::size_t axes, class Options, class Change>
Tensor in_space(LayerBuild& layer, const Options& options, const Tensor& input, const Change& change) {
  require_axes(layer, input, axes + 1, axes == 1 ? "(steps, channels)" : "(space..., channels)");
  const Group x = channels_last(layer, input.group, options.data_format);
  return {channels_back(layer, change(x), options.data_format)};
}

template <std::size_t axes>
Tensor cropping(LayerBuild& layer, const CroppingOptions& options, const Tensor& input) {
  return in_space<axes>(layer, options, input, [&](const Group& x) {
    return moved(layer, primitive::crop(shape_of(x), of_axes(layer, options.cropping, axes)), x).group;
  });
}

template <std::size_t axes>
Tensor zero_padding(LayerBuild& layer, const ZeroPaddingOptions& options, const Tensor& input) {
  return in_space<axes>(layer, options, input, [&](const Group& x) {
    return moved(layer, primitive::pad(shape_of(x), of_axes(layer, options.padding, axes)), x).group;
  });
}

template <std::size_t axes>
Tensor up_sampling(LayerBuild& layer, const UpSamplingOptions& options, const Tensor& input) {
  return in_space<axes>(layer, options, input, [&](Group x) {
    const auto sizes = options.size.of_axes(axes, "size");
    for (std::size_t axis = 0; axis < axes; ++axis) {
      const std::uint32_t size = shape_of(x)[axis];
      if (options.interpolation == primitive::Interpolation::nearest)
        x = moved(layer, primitive::repeat(shape_of(x), static_cast<std::int64_t>(axis), sizes[axis]), x).group;
      else
        x = layer.make(primitive::Linear{static_cast<std::int64_t>(axis), size * sizes[axis],
                                         primitive::resize_weights(options.interpolation, size, size * sizes[axis])},
                       {x});
    }
    return x;
  });
}

constexpr std::string_view interpolations[] = {"nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"};

}  // namespace

void ReshapeOptions::visit(OptionVisitor& visitor) { visitor("target_shape", target_shape); }
void FlattenOptions::visit(OptionVisitor& visitor) { visitor("data_format", data_format); }
void RepeatVectorOptions::visit(OptionVisitor& visitor) { visitor("n", n); }
void PermuteOptions::visit(OptionVisitor& visitor) { visitor("dims", dims); }
void CroppingOptions::visit(OptionVisitor& visitor) {
  visitor("cropping", cropping);
  visitor("data_format", data_format);
}
void ZeroPaddingOptions::visit(OptionVisitor& visitor) {
  visitor("padding", padding);
  visitor("data_format", data_format);
}
void UpSamplingOptions::visit(OptionVisitor& visitor) {
  visitor("size", size);
  visitor("data_format", data_format);
  visitor("interpolation", interpolation, interpolations);
}

Layer Reshape(const ReshapeOptions& options) { return make_layer("Reshape", options, reshape); }
Layer Flatten(const FlattenOptions& options) { return make_layer("Flatten", options, flatten); }
Layer RepeatVector(const RepeatVectorOptions& options) { return make_layer("RepeatVector", options, repeat_vector); }
Layer Permute(const PermuteOptions& options) { return make_layer("Permute", options, permuted); }
Layer Cropping1D(const CroppingOptions& options) { return make_layer("Cropping1D", options, cropping<1>); }
Layer Cropping2D(const CroppingOptions& options) { return make_layer("Cropping2D", options, cropping<2>); }
Layer Cropping3D(const CroppingOptions& options) { return make_layer("Cropping3D", options, cropping<3>); }
Layer ZeroPadding1D(const ZeroPaddingOptions& options) { return make_layer("ZeroPadding1D", options, zero_padding<1>); }
Layer ZeroPadding2D(const ZeroPaddingOptions& options) { return make_layer("ZeroPadding2D", options, zero_padding<2>); }
Layer ZeroPadding3D(const ZeroPaddingOptions& options) { return make_layer("ZeroPadding3D", options, zero_padding<3>); }
Layer UpSampling1D(const UpSamplingOptions& options) { return make_layer("UpSampling1D", options, up_sampling<1>); }
Layer UpSampling2D(const UpSamplingOptions& options) { return make_layer("UpSampling2D", options, up_sampling<2>); }
Layer UpSampling3D(const UpSamplingOptions& options) { return make_layer("UpSampling3D", options, up_sampling<3>); }

}  // namespace plexus
