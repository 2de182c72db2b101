#include <plexus/primitive/sparsemax.hpp>

#include <algorithm>
#include <limits>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/primitive/lanes.hpp>
#include <plexus/primitive/slices.hpp>

namespace plexus::primitive {
namespace {

// Own rows: how far above the threshold each element is, or, when negative, below.
struct Kernel {
  Slices slices;

  std::uint32_t own_rows() const { return static_cast<std::uint32_t>(slices.starts.size() * slices.steps.size()); }

  // The own rows are x less the largest, in these lanes. Starts from a threshold at which all are above 0, and takes
  // those that are not out of the mean, until none is.
  template <class Real>
  LaneNumbers<Real> threshold(const Real* own, std::size_t start, const Lanes& lanes) const {
    LaneNumbers<Real> found, above_before;
    found.fill(-std::numeric_limits<Real>::infinity());
    above_before.fill(std::numeric_limits<Real>::infinity());
    for (bool changed = true; changed;) {
      LaneNumbers<Real> sum, above;
      sum.fill(Real{0});
      above.fill(Real{0});
      for (const std::uint32_t step : slices.steps) {
        const Real* row = lanes.row(own, start + step);
        for (std::size_t l = 0; l < lanes.count; ++l) {
          sum[l] += row[l] > found[l] ? row[l] : Real{0};
          above[l] += row[l] > found[l] ? Real{1} : Real{0};
        }
      }
      changed = false;
      for (std::size_t l = 0; l < lanes.count; ++l) {
        if (!(above[l] < above_before[l])) continue;
        found[l] = (sum[l] - 1) / above[l];
        above_before[l] = above[l];
        changed = true;
      }
    }
    return found;
  }

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    for_lanes(call.batch, [&](const Lanes& lanes) {
      LaneNumbers<Real> largest, repeated;
      for (const std::uint32_t start : slices.starts) {
        largest.fill(-std::numeric_limits<Real>::infinity());
        for (const std::uint32_t step : slices.steps) {
          const Real* x = lanes.read(call.operands[0], start + step, repeated);
          for (std::size_t l = 0; l < lanes.count; ++l) largest[l] = std::max(largest[l], x[l]);
        }
        for (const std::uint32_t step : slices.steps) {
          const Real* x = lanes.read(call.operands[0], start + step, repeated);
          Real* own = lanes.row(call.own, start + step);
          for (std::size_t l = 0; l < lanes.count; ++l) own[l] = x[l] - largest[l];
        }
        const LaneNumbers<Real> zero_at = threshold<Real>(call.own, start, lanes);
        for (const std::uint32_t step : slices.steps) {
          Real* own = lanes.row(call.own, start + step);
          Real* result = lanes.row(call.result, start + step);
          for (std::size_t l = 0; l < lanes.count; ++l) {
            own[l] -= zero_at[l];
            result[l] += std::max(own[l], Real{0});
          }
        }
      }
    });
  }

  // Above the threshold: the adjoint less its mean there. Exactly at it, an element has the slope of above, but no part
  // in the threshold: so does a clamp whose slope at its end is 1.
  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    if (call.adjoints[0] == nullptr) return;
    for_lanes(call.batch, [&](const Lanes& lanes) {
      LaneNumbers<Real> sum, above, given;
      for (const std::uint32_t start : slices.starts) {
        sum.fill(Real{0});
        above.fill(Real{0});
        for (const std::uint32_t step : slices.steps) {
          const Real* height = lanes.row(call.own, start + step);
          const Real* adjoint = lanes.row(call.result_adjoint, start + step);
          for (std::size_t l = 0; l < lanes.count; ++l) {
            sum[l] += height[l] >= 0 ? adjoint[l] : Real{0};
            above[l] += height[l] > 0 ? Real{1} : Real{0};
          }
        }
        for (const std::uint32_t step : slices.steps) {
          const Real* height = lanes.row(call.own, start + step);
          const Real* adjoint = lanes.row(call.result_adjoint, start + step);
          for (std::size_t l = 0; l < lanes.count; ++l)
            given[l] = (height[l] >= 0 ? adjoint[l] : Real{0}) - (height[l] > 0 ? sum[l] / above[l] : Real{0});
          lanes.give(call, 0, start + step, given);
        }
      }
    });
  }
};

}  // namespace

Shape result_shape(const Sparsemax& sparsemax, std::span<const Shape> operands) {
  if (operands.size() != 1) throw Error("sparsemax: got ", operands.size(), " operands, wanted 1");
  axis_of(sparsemax.axis, operands[0], "sparsemax");
  return operands[0];
}

SharedRoutine make_ready(const Sparsemax& sparsemax, std::span<const Shape>, const Shape& result) {
  return make_routine(Kernel{slices(result, chosen({sparsemax.axis}, result, "sparsemax"))});
}

}  // namespace plexus::primitive
