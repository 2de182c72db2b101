#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>

// Convolutions, as Keras 3 has them. Shapes are written for channels_last; with channels_first the channels stand
// before the spatial axes in x and in the output, and where they do in the kernel all the same. None hands a mask on.

namespace plexus {

struct ConvolutionOptions {
  std::uint32_t filters = 1;
  Sizes kernel = 1;  ///< Keras's kernel_size
  Sizes strides = 1;
  Padding padding = Padding::valid;
  DataFormat data_format = DataFormat::channels_last;
  Sizes dilation_rate = 1;
  std::uint32_t groups = 1;  ///< the g-th block of channels makes the g-th block of filters
  ActivationName activation = "linear";
  bool use_bias = true;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Convolution: the same weights at each place of a sequence, an image or a volume.
///
/// Shapes   x (space..., channels), output (windows..., filters); see primitive::Convolution
/// Weights  kernel (sizes..., channels / groups, filters), bias (filters)
/// Throws   Error when x has other axes, when channels or filters do not come in so many groups, when nothing is left
/// of
///          the space, when strides and dilations are both above 1, or when padding is causal and there is more than
///          one spatial axis
/// Source   Keras 3, Conv1D, Conv2D, Conv3D
Layer Conv1D(const ConvolutionOptions& options);
Layer Conv2D(const ConvolutionOptions& options);
Layer Conv3D(const ConvolutionOptions& options);

struct DepthwiseConvolutionOptions {
  Sizes kernel = 1;  ///< Keras's kernel_size
  Sizes strides = 1;
  Padding padding = Padding::valid;
  std::uint32_t depth_multiplier = 1;  ///< filters for each channel
  DataFormat data_format = DataFormat::channels_last;
  Sizes dilation_rate = 1;
  ActivationName activation = "linear";
  bool use_bias = true;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Convolution of each channel by itself: output channel c * depth_multiplier + m comes from channel c.
///
/// Shapes   x (space..., channels), output (windows..., channels * depth_multiplier)
/// Weights  kernel (sizes..., channels, depth_multiplier), bias (channels * depth_multiplier)
/// Throws   as Conv1D
/// Source   Keras 3, DepthwiseConv1D, DepthwiseConv2D
Layer DepthwiseConv1D(const DepthwiseConvolutionOptions& options);
Layer DepthwiseConv2D(const DepthwiseConvolutionOptions& options);

struct SeparableConvolutionOptions {
  std::uint32_t filters = 1;
  Sizes kernel = 1;  ///< Keras's kernel_size
  Sizes strides = 1;
  Padding padding = Padding::valid;
  DataFormat data_format = DataFormat::channels_last;
  Sizes dilation_rate = 1;
  std::uint32_t depth_multiplier = 1;
  ActivationName activation = "linear";
  bool use_bias = true;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// A depthwise convolution, then one of size 1 that mixes the channels, without anything between them.
///
/// Shapes   x (space..., channels), output (windows..., filters)
/// Weights  depthwise_kernel (sizes..., channels, depth_multiplier), pointwise_kernel (1..., channels *
///          depth_multiplier, filters), bias (filters)
/// Throws   as Conv1D
/// Source   Keras 3, SeparableConv1D, SeparableConv2D; Chollet 2017, arXiv:1610.02357
Layer SeparableConv1D(const SeparableConvolutionOptions& options);
Layer SeparableConv2D(const SeparableConvolutionOptions& options);

struct TransposedConvolutionOptions {
  std::uint32_t filters = 1;
  Sizes kernel = 1;  ///< Keras's kernel_size
  Sizes strides = 1;
  Padding padding = Padding::valid;
  std::optional<Sizes> output_padding = {};  ///< places added at the end; unless given, as many as strides make
  DataFormat data_format = DataFormat::channels_last;
  Sizes dilation_rate = 1;
  ActivationName activation = "linear";
  bool use_bias = true;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// The adjoint of a convolution: each element adds a window, scaled by itself.
///
/// Shapes   x (space..., channels), output (places..., filters), as large as primitive::transposed_sliding says
/// Weights  kernel (sizes..., filters, channels), bias (filters)
/// Throws   as Conv1D
/// Source   Keras 3, Conv1DTranspose, Conv2DTranspose, Conv3DTranspose
Layer Conv1DTranspose(const TransposedConvolutionOptions& options);
Layer Conv2DTranspose(const TransposedConvolutionOptions& options);
Layer Conv3DTranspose(const TransposedConvolutionOptions& options);

}  // namespace plexus
