#pragma once

#include <cstdint>
#include <vector>

#include <plexus/primitive/linear.hpp>

namespace plexus::primitive {

/// How elements between those of an axis are guessed.
enum class Interpolation : std::uint8_t {
  nearest,
  bilinear,
  bicubic,   ///< Keys 1981, "Cubic convolution interpolation", eq. 4 with a = -0.5
  lanczos3,  ///< Duchon 1979: sinc(x) sinc(x / 3) within 3 elements
  lanczos5   ///< the same, within 5
};

/// The matrix that resizes an axis from `input` to `output` elements, with the terms of each new element together. New
/// element i lies at (i + 0.5) * input / output - 0.5, so the outer edges stay where they are. Elements past an end are
/// left out and the other weights scaled up, so that they sum to 1. With `antialias` the kernel widens where an axis
/// shrinks, so that no element is skipped. An axis at a time makes an image. Throws Error when a size is 0.
std::vector<Term> resize_weights(Interpolation interpolation, std::uint32_t input, std::uint32_t output,
                                 bool antialias = false);

}  // namespace plexus::primitive
