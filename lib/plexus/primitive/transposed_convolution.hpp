#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>
#include <plexus/primitive/window.hpp>

namespace plexus::primitive {

/// How a window of a transposed convolution moves along one axis.
struct TransposedSliding {
  Sliding sliding = {};     ///< as the convolution's; its pads are cut off the result
  std::uint32_t extra = 0;  ///< elements that are appended to the result

  friend bool operator==(const TransposedSliding&, const TransposedSliding&) = default;
};

/// The adjoint of a convolution (its gradient for x): each element adds a window, scaled by itself, to the result.
/// Operands are x (spatial..., channels) and a kernel (sizes..., filters / groups, channels), which is that of a
/// convolution from filters to channels; the result is (spatial..., filters), with sizes as `transposed_size` says:
///
///   result[i * stride + k * dilation - pads.before, f] += x[i, c] * kernel[k, f, c]
///
/// Errors   other shapes, or more is cut off than there is
/// Source   Zeiler et al. 2010, "Deconvolutional Networks"; Dumoulin and Visin 2016, arXiv:1603.07285, chapter 4
struct TransposedConvolution {
  std::vector<TransposedSliding> axes = {};  ///< of each spatial axis; at least one
  std::uint32_t groups = 1;

  friend bool operator==(const TransposedConvolution&, const TransposedConvolution&) = default;
};

/// (input - 1) * stride + (size - 1) * dilation + 1 - pads.before - pads.after + extra. Throws Error when nothing is
/// left, or when an input, size, stride or dilation is 0.
std::uint32_t transposed_size(std::uint32_t input, std::uint32_t size, const TransposedSliding& sliding);

/// What Keras means by a padding, for a window that spans s = (size - 1) * dilation + 1 elements. The result has
///   valid   (input - 1) * stride + s + output_padding elements, without one (input - 1) * stride + max(s, stride)
///   same    (input - 1) * stride + s % 2 + output_padding elements, without one input * stride; the smaller half of
///           what is cut off is cut off at the start
/// which is the adjoint of a convolution of that padding. Throws Error for causal padding, or when a size, stride or
/// dilation is 0.
TransposedSliding transposed_sliding(Padding padding, std::uint32_t size, std::uint32_t stride = 1,
                                     std::uint32_t dilation = 1, std::optional<std::uint32_t> output_padding = {});

Shape result_shape(const TransposedConvolution& convolution, std::span<const Shape> operands);
SharedRoutine make_ready(const TransposedConvolution& convolution, std::span<const Shape> operands,
                         const Shape& result);

}  // namespace plexus::primitive
