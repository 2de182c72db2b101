#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>
#include <plexus/primitive/window.hpp>

namespace plexus::primitive {

/// A convolution as networks have it, which is a cross-correlation: the same weights at each place of a sequence, an
/// image or a volume. Operands are x (spatial..., channels) and a kernel (sizes..., channels / groups, filters), a
/// parameter or an activity; the result is (windows..., filters), windows counted as in `window_count`:
///
///   result[i, f] = sum over k, c of x[i * stride + k * dilation - pads.before, c] * kernel[k, c, f]
///
/// Elements in the pads are 0. With groups, the g-th block of channels makes the g-th block of filters. With as many
/// groups as channels (a depthwise convolution) the kernel may also be (sizes..., channels, multiplier), as Keras has
/// it: the same numbers in the same order, and filter c * multiplier + m comes from channel c. Channels that come first
/// are brought to the end, and back, by a Gather of `permute`.
///
/// Errors   other shapes, or as many windows as none
/// Source   Goodfellow, Bengio, Courville: Deep Learning (2016), eq. 9.6; groups: Krizhevsky et al. 2012
struct Convolution {
  std::vector<Sliding> axes = {};  ///< of each spatial axis; at least one
  std::uint32_t groups = 1;

  friend bool operator==(const Convolution&, const Convolution&) = default;
};

Shape result_shape(const Convolution& convolution, std::span<const Shape> operands);
SharedRoutine make_ready(const Convolution& convolution, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
