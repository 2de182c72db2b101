#include <plexus/primitive/softmax.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/primitive/lanes.hpp>
#include <plexus/primitive/places.hpp>

namespace plexus::primitive {
namespace {

// Own rows: the softmax of each element, for its logarithm too.
struct Kernel {
  bool logarithm = false;
  Slices slices;
  std::vector<std::uint32_t> mask;  // its element for each one of the first operand; empty: there is none

  std::uint32_t own_rows() const { return static_cast<std::uint32_t>(slices.starts.size() * slices.steps.size()); }

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    for_lanes(call.batch, [&](const Lanes& lanes) {
      for (const std::uint32_t start : slices.starts) slice_forward(call, start, lanes);
    });
  }

  // Calls `visit(element, its numbers, the mask's or null)` for each element of a slice.
  template <class Real, class Visit>
  void for_slice(const ForwardCall<Real>& call, std::size_t start, const Lanes& lanes, Visit&& visit) const {
    LaneNumbers<Real> repeated, mask_repeated;
    for (const std::uint32_t step : slices.steps) {
      const std::size_t e = start + step;
      const Real* shown = mask.empty() ? nullptr : lanes.read(call.operands[1], mask[e], mask_repeated);
      visit(e, lanes.read(call.operands[0], e, repeated), shown);
    }
  }

  template <class Real>
  void slice_forward(const ForwardCall<Real>& call, std::size_t start, const Lanes& lanes) const {
    LaneNumbers<Real> largest, sum;
    largest.fill(-std::numeric_limits<Real>::infinity());
    sum.fill(Real{0});
    for_slice(call, start, lanes, [&](std::size_t, const Real* x, const Real* shown) {
      for (std::size_t l = 0; l < lanes.count; ++l)
        if (shown == nullptr || shown[l] != 0) largest[l] = std::max(largest[l], x[l]);
    });
    for_slice(call, start, lanes, [&](std::size_t e, const Real* x, const Real* shown) {
      Real* own = lanes.row(call.own, e);
      for (std::size_t l = 0; l < lanes.count; ++l) {
        own[l] = shown == nullptr || shown[l] != 0 ? std::exp(x[l] - largest[l]) : Real{0};
        sum[l] += own[l];
      }
    });
    LaneNumbers<Real> factor, shift;
    for (std::size_t l = 0; l < lanes.count; ++l) {
      factor[l] = sum[l] > 0 ? 1 / sum[l] : Real{0};
      shift[l] = logarithm ? largest[l] + std::log(sum[l]) : Real{0};
    }
    for_slice(call, start, lanes, [&](std::size_t e, const Real* x, const Real*) {
      Real* own = lanes.row(call.own, e);
      Real* result = lanes.row(call.result, e);
      for (std::size_t l = 0; l < lanes.count; ++l) {
        own[l] *= factor[l];
        result[l] += logarithm ? x[l] - shift[l] : own[l];
      }
    });
  }

  // With y the softmax: y * (dy - sum of dy * y), and for the logarithm dy - y * sum of dy.
  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    if (call.adjoints[0] == nullptr) return;
    for_lanes(call.batch, [&](const Lanes& lanes) {
      LaneNumbers<Real> sum, given;
      for (const std::uint32_t start : slices.starts) {
        sum.fill(Real{0});
        for (const std::uint32_t step : slices.steps) {
          const Real* y = lanes.row(call.own, start + step);
          const Real* adjoint = lanes.row(call.result_adjoint, start + step);
          for (std::size_t l = 0; l < lanes.count; ++l) sum[l] += logarithm ? adjoint[l] : adjoint[l] * y[l];
        }
        for (const std::uint32_t step : slices.steps) {
          const Real* y = lanes.row(call.own, start + step);
          const Real* adjoint = lanes.row(call.result_adjoint, start + step);
          for (std::size_t l = 0; l < lanes.count; ++l)
            given[l] = logarithm ? adjoint[l] - y[l] * sum[l] : y[l] * (adjoint[l] - sum[l]);
          lanes.give(call, 0, start + step, given);
        }
      }
    });
  }
};

}  // namespace

Shape result_shape(const Softmax& softmax, std::span<const Shape> operands) {
  if (operands.empty() || operands.size() > 2)
    throw Error("softmax: got ", operands.size(), " operands, wanted 1, or 2 with a mask");
  chosen(softmax.axes, operands[0], "softmax");
  if (operands.size() == 2 && softmax.logarithm)
    throw Error("softmax: got a mask for the logarithm, which would be of 0; take the softmax without it");
  if (operands.size() == 2 && broadcast(operands) != operands[0])
    throw Error("softmax: got a mask of shape ", in_words(operands[1]), " for the shape ", in_words(operands[0]),
                ", wanted one that becomes it when sizes of 1 are repeated");
  return operands[0];
}

SharedRoutine make_ready(const Softmax& softmax, std::span<const Shape> operands, const Shape& result) {
  Kernel kernel{softmax.logarithm, slices(result, chosen(softmax.axes, result, "softmax")), {}};
  if (operands.size() == 2) kernel.mask = broadcast_places(operands[1], result);
  return make_routine(std::move(kernel));
}

}  // namespace plexus::primitive
