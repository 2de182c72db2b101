#include <plexus/primitive/transposed_convolution.hpp>

#include <algorithm>
#include <limits>

#include <plexus/core/error.hpp>
#include <plexus/primitive/sliding_product.hpp>

namespace plexus::primitive {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();

void expect_positive(std::uint32_t input, std::uint32_t size, std::uint32_t stride, std::uint32_t dilation) {
  if (input == 0 || size == 0 || stride == 0 || dilation == 0)
    throw Error("transposed convolution: got ", input, " elements, windows of size ", size, ", stride ", stride,
                " and dilation ", dilation, ", wanted at least 1 of each");
}

}  // namespace

std::uint32_t transposed_size(std::uint32_t input, std::uint32_t size, const TransposedSliding& sliding) {
  const auto& [stride, dilation, pads] = sliding.sliding;
  expect_positive(input, size, stride, dilation);
  const std::uint64_t whole = std::uint64_t{input - 1} * stride + span_of(size, dilation);
  const std::uint64_t cut = std::uint64_t{pads.before} + pads.after;
  if (cut >= whole || whole - cut + sliding.extra > most)
    throw Error("transposed convolution: ", input, " windows of size ", size, ", stride ", stride, " and dilation ",
                dilation, " make ", whole, " elements; cutting ", pads.before, " + ", pads.after, " off and appending ",
                sliding.extra, " leaves none, or too many to hold");
  return static_cast<std::uint32_t>(whole - cut + sliding.extra);
}

TransposedSliding transposed_sliding(Padding padding, std::uint32_t size, std::uint32_t stride, std::uint32_t dilation,
                                     std::optional<std::uint32_t> output_padding) {
  expect_positive(1, size, stride, dilation);
  const std::uint64_t span = span_of(size, dilation);
  TransposedSliding sliding{{stride, dilation, {}}, 0};
  switch (padding) {
    case Padding::valid:
      sliding.extra = output_padding.value_or(static_cast<std::uint32_t>(std::max<std::uint64_t>(span, stride) - span));
      return sliding;
    case Padding::same: {
      const std::uint64_t kept = span % 2 + output_padding.value_or(static_cast<std::uint32_t>(stride - span % 2));
      const auto cut = static_cast<std::uint32_t>(std::max(span, kept) - kept);
      sliding.sliding.pads = {cut / 2, cut - cut / 2};
      sliding.extra = static_cast<std::uint32_t>(std::max(span, kept) - span);
      return sliding;
    }
    case Padding::causal:
      break;
  }
  throw Error("transposed convolution: got causal padding, wanted valid or same");
}

Shape result_shape(const TransposedConvolution& convolution, std::span<const Shape> operands) {
  const std::size_t axes = convolution.axes.size();
  if (axes == 0 || operands.size() != 2 || operands[0].size() != axes + 1 || operands[1].size() != axes + 2)
    throw Error("transposed convolution: got the operands ", in_words(operands), " for ", axes,
                " spatial axes; wanted at least 1 axis, x of (spatial..., channels), and a kernel of (sizes..., "
                "filters / groups, channels)");
  const Shape& kernel = operands[1];
  const std::uint32_t channels = operands[0].back();
  if (convolution.groups == 0 || kernel.back() != channels || channels % convolution.groups != 0)
    throw Error("transposed convolution: got a kernel ", in_words(kernel), " for ", channels, " channels in ",
                convolution.groups,
                " groups; wanted (sizes..., filters / groups, channels) with channels that the "
                "groups divide");
  Shape shape;
  for (std::size_t axis = 0; axis < axes; ++axis)
    shape.push_back(transposed_size(operands[0][axis], kernel[axis], convolution.axes[axis]));
  shape.push_back(element_count({kernel[axes], convolution.groups}));
  return shape;
}

SharedRoutine make_ready(const TransposedConvolution& convolution, std::span<const Shape> operands,
                         const Shape& result) {
  const Shape sizes(operands[1].begin(), operands[1].end() - 2);
  std::vector<Sliding> axes;
  for (const TransposedSliding& each : convolution.axes) axes.push_back(each.sliding);
  return make_ready({std::move(axes), result, operands[0], sizes, convolution.groups, true});
}

}  // namespace plexus::primitive
