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

// Turns the adjoint of a state into that of the state before.
template <class Real>
HWY_INLINE void self_backward(const kernel::Begin::Self& self, Real* adjoint, const BackwardStep<Real>& step) {
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
  step.gradient[self.weight] += sum_across(slope);
}

template <class Real>
void run_backward(const kernel::Begin& begin, const BackwardStep<Real>& step) {
  using D = hn::ScalableTag<Real>;
  const Vector<D> zero(Real{0});
  auto self = begin.selves.begin();
  for (std::uint32_t i = 0; i < begin.count; ++i) {
    Real* adjoint = step.sum_adjoint(begin.first + i);
    const bool carries = self != begin.selves.end() && self->unit == begin.first + i;
    Vector<D> slope = zero;
    for_each_vector(D(), step.batch, [&](auto load, auto store) HWY_ATTR {
      slope = slope + load(adjoint);
      if (!carries) store(zero, adjoint);
    });
    step.gradient[begin.bias + i] += sum_across(slope);
    if (carries) self_backward(*self++, adjoint, step);
  }
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
