// The vector twin of the backward pass of kernel::Masked.

#if defined(PLEXUS_SIMD_KERNEL_MASKED_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_MASKED_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_MASKED_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_MASKED_BACKWARD_INL_HPP
#endif

#include <plexus/program/kernel/masked.hpp>
#include <plexus/simd/activations-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

template <class Real>
void run_backward(const kernel::Masked& masked, const BackwardStep<Real>& step) {
  using D = hn::ScalableTag<Real>;
  const Vector<D> mask(masked.mask), zero(Real{0});
  const Real* state = step.read(step.unit_count + masked.unit, false);
  Real* adjoint = step.output_adjoint(masked.unit);
  Real* state_adjoint = step.sum_adjoint(masked.unit);
  with_formula(masked.activation, [&](auto formula) HWY_ATTR {
    for_each_vector(D(), step.batch, [&](auto load, auto store) HWY_ATTR {
      const Vector<D> x = load(state);  // the output does not tell its value before the mask
      store(load(state_adjoint) + load(adjoint) * mask * formula.slope(x, formula.value(x)), state_adjoint);
      store(zero, adjoint);
    });
  });
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
