#include <plexus/primitive/sliding_product.hpp>

#include <array>
#include <utility>

namespace plexus::primitive {
namespace {

// Where a window meets the wide side, along one axis: offsets in elements.
struct Link {
  std::uint32_t wide;
  std::uint32_t narrow;
  std::uint32_t weight;
};
using Links = std::vector<Link>;

// Calls `visit` for each choice of one link of each axis, with the sums of their offsets, the last axis fastest.
template <class Visit>
void for_each(std::span<const Links> axes, const Link& at, Visit&& visit) {
  if (axes.empty()) return visit(at);
  for (const Link& link : axes.front())
    for_each(axes.subspan(1), {at.wide + link.wide, at.narrow + link.narrow, at.weight + link.weight}, visit);
}

struct Kernel {
  std::vector<Links> axes;
  std::uint32_t groups = 1;
  std::uint32_t channels = 1;  // of the wide side, in one group
  std::uint32_t filters = 1;   // of the narrow side, in one group
  bool transposed = false;

  // Calls `visit` for each triple of elements that meet: read, made, weight.
  template <class Visit>
  void for_each_product(Visit&& visit) const {
    for_each(axes, Link{0, 0, 0}, [&](const Link& at) {
      for (std::uint32_t channel = 0; channel < channels; ++channel)
        for (std::uint32_t filter = 0; filter < groups * filters; ++filter) {
          const std::uint32_t wide = at.wide + filter / filters * channels + channel;
          const std::uint32_t narrow = at.narrow + filter;
          const std::uint32_t weight = at.weight + channel * groups * filters + filter;
          transposed ? visit(narrow, wide, weight) : visit(wide, narrow, weight);
        }
    });
  }

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    const Operand<Real>& x = call.operands[0];
    const Operand<Real>& weights = call.operands[1];
    for_each_product([&](std::size_t from, std::size_t to, std::size_t weight) {
      Real* result = call.result + to * call.batch;
      for (std::size_t b = 0; b < call.batch; ++b)
        result[b] += x.at(from, b, call.batch) * weights.at(weight, b, call.batch);
    });
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    for_each_product([&](std::size_t from, std::size_t to, std::size_t weight) {
      const Real* adjoint = call.result_adjoint + to * call.batch;
      const std::array<std::size_t, 2> at{from, weight};
      for (std::size_t k = 0; k < 2; ++k) {
        if (call.adjoints[k] == nullptr) continue;
        const bool lanes = call.operands[k].lanes;
        Real* gradient = call.adjoints[k] + at[k] * (lanes ? call.batch : 1);
        for (std::size_t b = 0; b < call.batch; ++b)
          gradient[lanes ? b : 0] += adjoint[b] * call.operands[1 - k].at(at[1 - k], b, call.batch);
      }
    });
  }
};

}  // namespace

SharedRoutine make_ready(const SlidingProduct& product) {
  const std::size_t last = product.axes.size();
  Kernel kernel{{},
                product.groups,
                product.wide[last] / product.groups,
                product.narrow[last] / product.groups,
                product.transposed};
  const auto wide_strides = strides(product.wide);
  const auto narrow_strides = strides(product.narrow);
  std::uint32_t weight_stride = kernel.channels * product.narrow[last];
  std::vector<std::uint32_t> weight_strides(last);
  for (std::size_t axis = last; axis-- > 0; weight_stride *= product.sizes[axis]) weight_strides[axis] = weight_stride;
  for (std::size_t axis = 0; axis < last; ++axis) {
    const Sliding& sliding = product.axes[axis];
    Links& links = kernel.axes.emplace_back();
    for (std::uint32_t window = 0; window < product.narrow[axis]; ++window)
      for (std::uint32_t place = 0; place < product.sizes[axis]; ++place) {
        const std::uint64_t at = std::uint64_t{window} * sliding.stride + std::uint64_t{place} * sliding.dilation;
        if (at < sliding.pads.before || at - sliding.pads.before >= product.wide[axis]) continue;
        links.push_back({static_cast<std::uint32_t>(at - sliding.pads.before) * wide_strides[axis],
                         window * narrow_strides[axis], place * weight_strides[axis]});
      }
  }
  return make_routine(std::move(kernel));
}

}  // namespace plexus::primitive
