#include <plexus/primitive/convolution.hpp>

#include <plexus/core/error.hpp>
#include <plexus/primitive/sliding_product.hpp>

namespace plexus::primitive {
namespace {

// How many filters a kernel has for these channels.
std::uint32_t filters_of(const Convolution& convolution, const Shape& kernel, std::uint32_t channels) {
  const std::uint32_t groups = convolution.groups;
  const std::uint32_t read = kernel[kernel.size() - 2];
  const std::uint32_t filters = kernel.back();
  if (groups != 0 && read * std::uint64_t{groups} == channels && filters % groups == 0) return filters;
  if (groups == channels && read == channels) return element_count({channels, filters});
  throw Error("convolution: got a kernel ", in_words(kernel), " for ", channels, " channels in ", groups,
              " groups; wanted (sizes..., channels / groups, filters) with filters that the groups divide");
}

}  // namespace

Shape result_shape(const Convolution& convolution, std::span<const Shape> operands) {
  const std::size_t axes = convolution.axes.size();
  if (axes == 0 || operands.size() != 2 || operands[0].size() != axes + 1 || operands[1].size() != axes + 2)
    throw Error("convolution: got the operands ", in_words(operands), " for ", axes,
                " spatial axes; wanted at least 1 axis, x of (spatial..., channels), and a kernel of (sizes..., "
                "channels / groups, filters)");
  Shape shape;
  for (std::size_t axis = 0; axis < axes; ++axis)
    shape.push_back(window_count(operands[0][axis], operands[1][axis], convolution.axes[axis], "convolution"));
  shape.push_back(filters_of(convolution, operands[1], operands[0].back()));
  return shape;
}

SharedRoutine make_ready(const Convolution& convolution, std::span<const Shape> operands, const Shape& result) {
  const Shape sizes(operands[1].begin(), operands[1].end() - 2);
  return make_ready({convolution.axes, operands[0], result, sizes, convolution.groups, false});
}

}  // namespace plexus::primitive
