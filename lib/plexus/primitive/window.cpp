#include <plexus/primitive/window.hpp>

#include <algorithm>
#include <limits>

#include <plexus/core/error.hpp>

namespace plexus::primitive {
namespace {

void expect_positive(std::uint32_t size, std::uint32_t stride, std::uint32_t dilation, const char* who) {
  if (size == 0 || stride == 0 || dilation == 0)
    throw Error(who, ": got windows of size ", size, ", stride ", stride, " and dilation ", dilation,
                ", wanted at least 1 of each");
}

}  // namespace

std::uint64_t span_of(std::uint32_t size, std::uint32_t dilation) { return std::uint64_t{size - 1} * dilation + 1; }

std::uint32_t window_count(std::uint32_t input, std::uint32_t size, const Sliding& sliding, const char* who) {
  expect_positive(size, sliding.stride, sliding.dilation, who);
  const std::uint64_t span = span_of(size, sliding.dilation);
  const std::uint64_t padded = std::uint64_t{input} + sliding.pads.before + sliding.pads.after;
  if (padded < span)
    throw Error(who, ": a window spans ", span, " elements, the axis has ", input, " and ", padded - input,
                " of padding; wanted at least as many as the window spans");
  const std::uint64_t count = (padded - span) / sliding.stride + 1;
  if (count > std::numeric_limits<std::uint32_t>::max())
    throw Error(who, ": got ", count, " windows along one axis, which is more than can be held");
  return static_cast<std::uint32_t>(count);
}

Pads padding_of(Padding padding, std::uint32_t input, std::uint32_t size, std::uint32_t stride,
                std::uint32_t dilation) {
  expect_positive(size, stride, dilation, "padding");
  const std::uint64_t span = span_of(size, dilation);
  if (padding == Padding::valid) return {};
  if (padding == Padding::causal) return {static_cast<std::uint32_t>(span - 1), 0};
  const std::uint64_t windows = (std::uint64_t{input} + stride - 1) / stride;
  const std::uint64_t reached = windows == 0 ? 0 : (windows - 1) * stride + span;
  const auto total = static_cast<std::uint32_t>(reached > input ? reached - input : 0);
  return {total / 2, total - total / 2};
}

std::vector<Window> sliding_windows(std::uint32_t input, std::uint32_t size, std::uint32_t stride, Pads pads) {
  const std::uint32_t count = window_count(input, size, {stride, 1, pads}, "pool");
  std::vector<Window> windows;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint64_t start = std::uint64_t{i} * stride;  // counted from the first pad
    const std::uint64_t first = std::max<std::uint64_t>(start, pads.before) - pads.before;
    const std::uint64_t end = std::max<std::uint64_t>(start + size, pads.before) - pads.before;
    windows.push_back(
        {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(std::min<std::uint64_t>(end, input))});
    if (windows.back().start >= windows.back().end)
      throw Error("pool: window ", i, " of size ", size, " lies in the ", pads.before, " + ", pads.after,
                  " places of padding alone, the axis has ", input, " elements; wanted less padding than the size");
  }
  return windows;
}

std::vector<Window> adaptive_windows(std::uint32_t input, std::uint32_t output) {
  if (input == 0 || output == 0)
    throw Error("pool: got ", output, " windows on ", input, " elements, wanted at least 1 of both");
  std::vector<Window> windows;
  for (std::uint64_t i = 0; i < output; ++i)
    windows.push_back({static_cast<std::uint32_t>(i * input / output),
                       static_cast<std::uint32_t>(((i + 1) * input + output - 1) / output)});
  return windows;
}

}  // namespace plexus::primitive
