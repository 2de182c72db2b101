#include <plexus/primitive/normalize.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/primitive/lanes.hpp>

namespace plexus::primitive {
namespace {

// Own rows: for each slice its mean, 0 when it is not taken off, and what it is multiplied by.
struct Kernel {
  Normalizing how = Normalizing::standard;
  double epsilon = 0;
  Slices slices;

  std::uint32_t own_rows() const { return static_cast<std::uint32_t>(2 * slices.starts.size()); }

  // What each number counts in the sum of squares.
  template <class Real>
  Real weight() const {
    return how == Normalizing::unit ? Real{1} : Real{1} / static_cast<Real>(slices.steps.size());
  }

  template <class Real>
  Real most() const {  // that a slice is multiplied by, to make it of unit length
    return Real{1} / static_cast<Real>(epsilon);
  }

  template <class Real>
  Real factor_of(Real squares) const {
    if (how == Normalizing::unit) return std::min(1 / std::sqrt(squares), most<Real>());
    return 1 / std::sqrt(squares * weight<Real>() + static_cast<Real>(epsilon));
  }

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    for_lanes(call.batch, [&](const Lanes& lanes) {
      for (std::size_t s = 0; s < slices.starts.size(); ++s) slice_forward(call, s, lanes);
    });
  }

  template <class Real>
  void slice_forward(const ForwardCall<Real>& call, std::size_t s, const Lanes& lanes) const {
    LaneNumbers<Real> repeated, squares;
    Real* mean = lanes.row(call.own, 2 * s);
    Real* factor = lanes.row(call.own, 2 * s + 1);
    std::fill_n(mean, lanes.count, Real{0});
    if (how == Normalizing::standard) {
      for (const std::uint32_t step : slices.steps) {
        const Real* x = lanes.read(call.operands[0], slices.starts[s] + step, repeated);
        for (std::size_t l = 0; l < lanes.count; ++l) mean[l] += x[l];
      }
      for (std::size_t l = 0; l < lanes.count; ++l) mean[l] *= weight<Real>();
    }
    squares.fill(Real{0});
    for (const std::uint32_t step : slices.steps) {
      const Real* x = lanes.read(call.operands[0], slices.starts[s] + step, repeated);
      for (std::size_t l = 0; l < lanes.count; ++l) squares[l] += (x[l] - mean[l]) * (x[l] - mean[l]);
    }
    for (std::size_t l = 0; l < lanes.count; ++l) factor[l] = factor_of(squares[l]);
    for (const std::uint32_t step : slices.steps) {
      const Real* x = lanes.read(call.operands[0], slices.starts[s] + step, repeated);
      Real* result = lanes.row(call.result, slices.starts[s] + step);
      for (std::size_t l = 0; l < lanes.count; ++l) result[l] += (x[l] - mean[l]) * factor[l];
    }
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    if (call.adjoints[0] == nullptr) return;
    for_lanes(call.batch, [&](const Lanes& lanes) {
      for (std::size_t s = 0; s < slices.starts.size(); ++s) slice_backward(call, s, lanes);
    });
  }

  // With y the result: factor * (dy - mean of dy - y * mean of dy * y), where the first mean is that of the mean taken
  // off, and the second one of the factor, a sum for unit length, unless it is the most that there is.
  template <class Real>
  void slice_backward(const BackwardCall<Real>& call, std::size_t s, const Lanes& lanes) const {
    LaneNumbers<Real> repeated, plain, scaled;
    const Real* mean = lanes.row(call.own, 2 * s);
    const Real* factor = lanes.row(call.own, 2 * s + 1);
    plain.fill(Real{0});
    scaled.fill(Real{0});
    for (const std::uint32_t step : slices.steps) {
      const Real* x = lanes.read(call.operands[0], slices.starts[s] + step, repeated);
      const Real* adjoint = lanes.row(call.result_adjoint, slices.starts[s] + step);
      for (std::size_t l = 0; l < lanes.count; ++l) {
        plain[l] += adjoint[l];
        scaled[l] += adjoint[l] * (x[l] - mean[l]) * factor[l];
      }
    }
    for (std::size_t l = 0; l < lanes.count; ++l) {
      plain[l] = how == Normalizing::standard ? plain[l] * weight<Real>() : Real{0};
      const bool bounded = how == Normalizing::unit && factor[l] == most<Real>();
      scaled[l] = bounded ? Real{0} : scaled[l] * weight<Real>();
    }
    for (const std::uint32_t step : slices.steps) {
      const Real* x = lanes.read(call.operands[0], slices.starts[s] + step, repeated);
      const Real* adjoint = lanes.row(call.result_adjoint, slices.starts[s] + step);
      LaneNumbers<Real> given;
      for (std::size_t l = 0; l < lanes.count; ++l)
        given[l] = factor[l] * (adjoint[l] - plain[l] - (x[l] - mean[l]) * factor[l] * scaled[l]);
      lanes.give(call, 0, slices.starts[s] + step, given);
    }
  }
};

}  // namespace

Shape result_shape(const Normalize& normalize, std::span<const Shape> operands) {
  if (operands.size() != 1) throw Error("normalize: got ", operands.size(), " operands, wanted 1");
  if (!(normalize.epsilon >= 0)) throw Error("normalize: got an epsilon of ", normalize.epsilon, ", wanted 0 or more");
  chosen(normalize.axes, operands[0], "normalize");
  return operands[0];
}

SharedRoutine make_ready(const Normalize& normalize, std::span<const Shape>, const Shape& result) {
  return make_routine(
      Kernel{normalize.how, normalize.epsilon, slices(result, chosen(normalize.axes, result, "normalize"))});
}

}  // namespace plexus::primitive
