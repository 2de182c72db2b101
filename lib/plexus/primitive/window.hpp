#pragma once

#include <cstdint>
#include <vector>

// How windows of a convolution or a pooling lie along one axis.

namespace plexus::primitive {

/// What stands before and after the elements of an axis, as Keras names it.
enum class Padding : std::uint8_t {
  valid,  ///< nothing: windows lie inside
  same,   ///< as little as gives ceil(input / stride) windows; the odd one stands after
  causal  ///< all of it before: a window ends at its own place and sees none after it
};

/// So many places that stand before and after an axis.
struct Pads {
  std::uint32_t before = 0;
  std::uint32_t after = 0;

  friend bool operator==(const Pads&, const Pads&) = default;
};

/// How a window moves: the k-th place of window i is element i * stride + k * dilation - pads.before of the axis.
struct Sliding {
  std::uint32_t stride = 1;    ///< at least 1
  std::uint32_t dilation = 1;  ///< at least 1
  Pads pads = {};

  friend bool operator==(const Sliding&, const Sliding&) = default;
};

/// How many elements a window of `size` places spans: (size - 1) * dilation + 1.
std::uint64_t span_of(std::uint32_t size, std::uint32_t dilation);

/// How many windows of `size` places there are on an axis of `input` elements and its pads. Throws Error when there is
/// not one, or when a size, stride or dilation is 0; `who` asks, for the message.
std::uint32_t window_count(std::uint32_t input, std::uint32_t size, const Sliding& sliding, const char* who);

/// The pads that a padding means for an axis of `input` elements. Throws Error when a size, stride or dilation is 0.
Pads padding_of(Padding padding, std::uint32_t input, std::uint32_t size, std::uint32_t stride = 1,
                std::uint32_t dilation = 1);

/// The elements [start, end) of an axis.
struct Window {
  std::uint32_t start = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Window&, const Window&) = default;
};

/// The windows of a pooling, without the pads that they reach into. Throws Error when there is none, or one is nothing
/// but pads.
std::vector<Window> sliding_windows(std::uint32_t input, std::uint32_t size, std::uint32_t stride, Pads pads = {});

/// `output` windows that cover the axis as evenly as can be, those of adaptive pooling: the i-th from
/// floor(i * input / output) to ceil((i + 1) * input / output). Throws Error when `input` or `output` is 0.
std::vector<Window> adaptive_windows(std::uint32_t input, std::uint32_t output);

}  // namespace plexus::primitive
