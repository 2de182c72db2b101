#include <plexus/architect/layers/regularization.hpp>

#include <cmath>

#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

using primitive::Apply;
using primitive::Combine;
using primitive::Combining;
using primitive::Drawing;
using primitive::Noise;

void require_share(const LayerBuild& layer, const char* option, double value, bool one = false) {
  if (!(value >= 0 && (one ? value <= 1 : value < 1)))
    throw Error("layer '", layer.layer(), "': ", option, " is ", value, ", wanted 0 or more and ",
                one ? "at most 1" : "less than 1");
}

Tensor times(LayerBuild& layer, const Tensor& x, const Noise& noise) {
  const Group drawn = layer.make(noise, {}, "noise");
  return {layer.make(Combine{Combining::product, {}}, {x.group, drawn}), x.mask};
}

Tensor dropout(LayerBuild& layer, const DropoutOptions& options, const Tensor& x) {
  require_share(layer, "rate", options.rate, true);
  Shape shape = x.shape();
  if (!options.noise_shape.empty()) {
    if (options.noise_shape.size() != shape.size() + 1 || options.noise_shape.front() > 0)
      throw Error("layer '", layer.layer(), "': noise_shape wants ", shape.size() + 1,
                  " axes, of which the first, that of samples, is left open");
    for (std::size_t i = 0; i < shape.size(); ++i)
      if (options.noise_shape[i + 1] > 0) shape[i] = static_cast<std::uint32_t>(options.noise_shape[i + 1]);
  }
  return times(layer, x, primitive::dropping(options.rate, shape, 0));
}

template <std::size_t axes>
Tensor spatial_dropout(LayerBuild& layer, const SpatialDropoutOptions& options, const Tensor& x) {
  require_axes(layer, x, axes + 1, "(space..., channels)");
  require_share(layer, "rate", options.rate, true);
  Shape shape(axes + 1, 1);
  const std::size_t channels = options.data_format == DataFormat::channels_last ? axes : 0;
  shape[channels] = x.shape()[channels];
  return times(layer, x, primitive::dropping(options.rate, shape, 0));
}

Tensor gaussian_dropout(LayerBuild& layer, const GaussianDropoutOptions& options, const Tensor& x) {
  require_share(layer, "rate", options.rate);
  return times(layer, x,
               {.how = Drawing::normal,
                .shape = x.shape(),
                .first = 1,
                .second = std::sqrt(options.rate / (1 - options.rate)),
                .otherwise = 1});
}

// What is drawn is 0 for what is dropped and 1 for what is kept, and 2 when nothing is drawn.
Tensor alpha_dropout(LayerBuild& layer, const AlphaDropoutOptions& options, const Tensor& x) {
  require_share(layer, "rate", options.rate);
  constexpr double dropped = -1.7580993408473766;  // -alpha * scale of selu
  const double rate = options.rate, a = 1 / std::sqrt((1 - rate) * (1 + rate * dropped * dropped)),
               b = -a * dropped * rate;
  const Group drawn = layer.make(
      Noise{.how = Drawing::bernoulli, .shape = x.shape(), .first = rate, .second = 1, .otherwise = 2}, {}, "noise");
  const Group kept = layer.make(Apply{Function::affine, {a, b}}, {x.group}, "kept");
  const Group lost = layer.make(Apply{Function::affine, {0, a * dropped + b}}, {x.group}, "dropped");
  const Group trained = layer.make(primitive::Select{}, {drawn, kept, lost}, "trained");
  const Group is_still = layer.make(Apply{Function::greater, {1}}, {drawn}, "is_still");
  return {layer.make(primitive::Select{}, {is_still, x.group, trained}), x.mask};
}

Tensor gaussian_noise(LayerBuild& layer, const GaussianNoiseOptions& options, const Tensor& x) {
  require_share(layer, "stddev", options.stddev, true);
  const Noise noise{.how = Drawing::normal, .shape = x.shape(), .first = 0, .second = options.stddev, .otherwise = 0};
  const Group drawn = layer.make(noise, {}, "noise");
  return {layer.make(Combine{Combining::sum, {}}, {x.group, drawn}), x.mask};
}

}  // namespace

void DropoutOptions::visit(OptionVisitor& visitor) {
  visitor("rate", rate);
  visitor("noise_shape", noise_shape);
}
void SpatialDropoutOptions::visit(OptionVisitor& visitor) {
  visitor("rate", rate);
  visitor("data_format", data_format);
}
void GaussianDropoutOptions::visit(OptionVisitor& visitor) { visitor("rate", rate); }
void AlphaDropoutOptions::visit(OptionVisitor& visitor) { visitor("rate", rate); }
void GaussianNoiseOptions::visit(OptionVisitor& visitor) { visitor("stddev", stddev); }

Layer Dropout(const DropoutOptions& options) { return make_layer("Dropout", options, dropout); }
Layer SpatialDropout1D(const SpatialDropoutOptions& options) {
  return make_layer("SpatialDropout1D", options, spatial_dropout<1>);
}
Layer SpatialDropout2D(const SpatialDropoutOptions& options) {
  return make_layer("SpatialDropout2D", options, spatial_dropout<2>);
}
Layer SpatialDropout3D(const SpatialDropoutOptions& options) {
  return make_layer("SpatialDropout3D", options, spatial_dropout<3>);
}
Layer GaussianDropout(const GaussianDropoutOptions& options) {
  return make_layer("GaussianDropout", options, gaussian_dropout);
}
Layer AlphaDropout(const AlphaDropoutOptions& options) { return make_layer("AlphaDropout", options, alpha_dropout); }
Layer GaussianNoise(const GaussianNoiseOptions& options) {
  return make_layer("GaussianNoise", options, gaussian_noise);
}

}  // namespace plexus
