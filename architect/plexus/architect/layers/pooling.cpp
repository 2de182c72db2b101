#include <plexus/architect/layers/pooling.hpp>

#include <numeric>
#include <vector>

#include <plexus/architect/channels.hpp>
#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

using primitive::Combine;
using primitive::Combining;
using primitive::Pool;
using primitive::Pooling;
using primitive::Reduce;
using primitive::Reducing;
using primitive::Window;

template <std::size_t axes>
Group spatial(LayerBuild& layer, const Tensor& input, DataFormat format) {
  require_axes(layer, input, axes + 1, axes == 1 ? "(steps, channels)" : "(space..., channels)");
  return channels_last(layer, input.group, format);
}

template <std::size_t axes, Pooling how>
Tensor pooling(LayerBuild& layer, const PoolingOptions& options, const Tensor& input) {
  if (options.padding == Padding::causal)
    throw Error("layer '", layer.layer(), "': padding is 'causal', wanted 'valid' or 'same'");
  const Group x = spatial<axes>(layer, input, options.data_format);
  const Shape shape = shape_of(x);
  const auto sizes = options.pool_size.of_axes(axes, "pool_size"),
             strides = options.strides.value_or(options.pool_size).of_axes(axes, "strides");
  Pool pool{how, {}};
  for (std::size_t i = 0; i < axes; ++i)
    pool.axes.push_back(primitive::sliding_windows(
        shape[i], sizes[i], strides[i], primitive::padding_of(options.padding, shape[i], sizes[i], strides[i])));
  return {channels_back(layer, layer.make(pool, {x}), options.data_format)};
}

// The mean of the steps that a mask calls real: sum of x * mask / sum of mask.
Group masked_mean(LayerBuild& layer, const Group& x, const Group& mask, bool keep) {
  const Group sum = layer.make(primitive::Einsum{"ab,a->b"}, {x, mask}, "sum");
  const Group count = layer.make(Reduce{Reducing::sum, {}, false}, {mask}, "count");
  const Group share = layer.make(primitive::Apply{Function::reciprocal, {}}, {count}, "share");
  const Combine product{Combining::product, keep ? Shape{1, shape_of(x).back()} : Shape{}};
  return layer.make(product, {sum, share});
}

template <std::size_t axes, Reducing how>
Tensor global_pooling(LayerBuild& layer, const GlobalPoolingOptions& options, const Tensor& input) {
  const Group x = spatial<axes>(layer, input, options.data_format);
  if (axes == 1 && how == Reducing::mean && input.mask) return {masked_mean(layer, x, *input.mask, options.keepdims)};
  Reduce reduce{how, Axes(axes), options.keepdims};
  std::iota(reduce.axes.begin(), reduce.axes.end(), 0);
  const Group pooled = layer.make(reduce, {x});
  return {options.keepdims ? channels_back(layer, pooled, options.data_format) : pooled};
}

template <std::size_t axes, Pooling how>
Tensor adaptive_pooling(LayerBuild& layer, const AdaptivePoolingOptions& options, const Tensor& input) {
  const Group x = spatial<axes>(layer, input, options.data_format);
  const Shape shape = shape_of(x);
  const auto sizes = options.output_size.of_axes(axes, "output_size");
  Pool pool{how, {}};
  for (std::size_t i = 0; i < axes; ++i) pool.axes.push_back(primitive::adaptive_windows(shape[i], sizes[i]));
  return {channels_back(layer, layer.make(pool, {x}), options.data_format)};
}

}  // namespace

void PoolingOptions::visit(OptionVisitor& visitor) {
  visitor("pool_size", pool_size);
  visitor("strides", strides);
  visitor("padding", padding);
  visitor("data_format", data_format);
}

void GlobalPoolingOptions::visit(OptionVisitor& visitor) {
  visitor("data_format", data_format);
  visitor("keepdims", keepdims);
}

void AdaptivePoolingOptions::visit(OptionVisitor& visitor) {
  visitor("output_size", output_size);
  visitor("data_format", data_format);
}

Layer MaxPooling1D(const PoolingOptions& options) {
  return make_layer("MaxPooling1D", options, pooling<1, Pooling::maximum>);
}
Layer MaxPooling2D(const PoolingOptions& options) {
  return make_layer("MaxPooling2D", options, pooling<2, Pooling::maximum>);
}
Layer MaxPooling3D(const PoolingOptions& options) {
  return make_layer("MaxPooling3D", options, pooling<3, Pooling::maximum>);
}
Layer AveragePooling1D(const PoolingOptions& options) {
  return make_layer("AveragePooling1D", options, pooling<1, Pooling::mean>);
}
Layer AveragePooling2D(const PoolingOptions& options) {
  return make_layer("AveragePooling2D", options, pooling<2, Pooling::mean>);
}
Layer AveragePooling3D(const PoolingOptions& options) {
  return make_layer("AveragePooling3D", options, pooling<3, Pooling::mean>);
}

Layer GlobalMaxPooling1D(const GlobalPoolingOptions& options) {
  return make_layer("GlobalMaxPooling1D", options, global_pooling<1, Reducing::maximum>);
}
Layer GlobalMaxPooling2D(const GlobalPoolingOptions& options) {
  return make_layer("GlobalMaxPooling2D", options, global_pooling<2, Reducing::maximum>);
}
Layer GlobalMaxPooling3D(const GlobalPoolingOptions& options) {
  return make_layer("GlobalMaxPooling3D", options, global_pooling<3, Reducing::maximum>);
}
Layer GlobalAveragePooling1D(const GlobalPoolingOptions& options) {
  return make_layer("GlobalAveragePooling1D", options, global_pooling<1, Reducing::mean>);
}
Layer GlobalAveragePooling2D(const GlobalPoolingOptions& options) {
  return make_layer("GlobalAveragePooling2D", options, global_pooling<2, Reducing::mean>);
}
Layer GlobalAveragePooling3D(const GlobalPoolingOptions& options) {
  return make_layer("GlobalAveragePooling3D", options, global_pooling<3, Reducing::mean>);
}

Layer AdaptiveMaxPooling1D(const AdaptivePoolingOptions& options) {
  return make_layer("AdaptiveMaxPooling1D", options, adaptive_pooling<1, Pooling::maximum>);
}
Layer AdaptiveMaxPooling2D(const AdaptivePoolingOptions& options) {
  return make_layer("AdaptiveMaxPooling2D", options, adaptive_pooling<2, Pooling::maximum>);
}
Layer AdaptiveMaxPooling3D(const AdaptivePoolingOptions& options) {
  return make_layer("AdaptiveMaxPooling3D", options, adaptive_pooling<3, Pooling::maximum>);
}
Layer AdaptiveAveragePooling1D(const AdaptivePoolingOptions& options) {
  return make_layer("AdaptiveAveragePooling1D", options, adaptive_pooling<1, Pooling::mean>);
}
Layer AdaptiveAveragePooling2D(const AdaptivePoolingOptions& options) {
  return make_layer("AdaptiveAveragePooling2D", options, adaptive_pooling<2, Pooling::mean>);
}
Layer AdaptiveAveragePooling3D(const AdaptivePoolingOptions& options) {
  return make_layer("AdaptiveAveragePooling3D", options, adaptive_pooling<3, Pooling::mean>);
}

}  // namespace plexus
