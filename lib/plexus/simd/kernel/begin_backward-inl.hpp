// The vector twin of the backward pass of kernel::Begin.

#if defined(PLEXUS_SIMD_KERNEL_BEGIN_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_BEGIN_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_BEGIN_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_BEGIN_BACKWARD_INL_HPP
#endif

#include <plexus/program/kernel/begin.hpp>
#include <plexus/simd/kernel/sparse_backward-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

// Turns the adjoint of a state into that of the state before; returns the derivative by the weight, to be added up
// across the lanes.
template <class Real>
HWY_INLINE auto self_backward(const kernel::Begin::Self& self, Real* adjoint, const BackwardStep<Real>& step) {
  using D = hn::ScalableTag<Real>;
  const Vector<D> weight(step.parameters[self.weight]);
  const Real* state = step.read(step.unit_count + self.unit, true);
  Vector<D> slope(Real{0});
  if (self.gain == none) {
    for_each_vector(D(), step.batch, [&](auto load, auto store) HWY_ATTR {
      const Vector<D> a = load(adjoint);
      slope = slope + a * load(state);
      store(a * weight, adjoint);
    });
  } else {
    const Real* gain = step.read(self.gain, self.late_gain);
    Real* gain_adjoint = step.row_adjoint(self.gain);
    for_each_vector(D(), step.batch, [&](auto load, auto store) HWY_ATTR {
      const Vector<D> a = load(adjoint), value = load(state), opened = a * load(gain);
      slope = slope + opened * value;
      store(load(gain_adjoint) + a * weight * value, gain_adjoint);
      store(opened * weight, adjoint);
    });
  }
  return slope;
}

template <class Real>
void run_backward(const kernel::Begin& begin, const BackwardStep<Real>& step) {
  using D = hn::ScalableTag<Real>;
  add_slopes<Real>(
      begin.count,
      [&](std::size_t i) HWY_ATTR {
        const Real* adjoint = step.sum_adjoint(begin.first + static_cast<std::uint32_t>(i));
        Vector<D> slope(Real{0});
        for_each_vector(D(), step.batch, [&](auto load, auto) HWY_ATTR { slope = slope + load(adjoint); });
        return slope;
      },
      [&](std::size_t i) HWY_ATTR -> Real& { return step.gradient[begin.bias + i]; });
  add_slopes<Real>(
      begin.selves.size(),
      [&](std::size_t n) HWY_ATTR {
        return self_backward(begin.selves[n], step.sum_adjoint(begin.selves[n].unit), step);
      },
      [&](std::size_t n) HWY_ATTR -> Real& { return step.gradient[begin.selves[n].weight]; });
  // What has no self-connection has no part in the step after.
  std::uint32_t unit = begin.first;
  for (const kernel::Begin::Self& self : begin.selves) {
    std::fill_n(step.sum_adjoint(unit), (self.unit - unit) * step.batch, Real{0});
    unit = self.unit + 1;
  }
  std::fill_n(step.sum_adjoint(unit), (begin.first + begin.count - unit) * step.batch, Real{0});
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
