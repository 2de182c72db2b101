// The vector twin of the backward pass of kernel::Gain.

#if defined(PLEXUS_SIMD_KERNEL_GAIN_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_GAIN_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_GAIN_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_GAIN_BACKWARD_INL_HPP
#endif

#include <plexus/program/kernel/gain.hpp>
#include <plexus/simd/activations-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

template <class Real>
void run_backward(const kernel::Gain& gain, const BackwardStep<Real>& step) {
  using D = hn::ScalableTag<Real>;
  const Vector<D> zero(Real{0});
  for (const auto& [unit, row] : gain.copies) {
    Real* gain_adjoint = step.row_adjoint(row);
    Real* adjoint = step.output_adjoint(unit);
    for_each_vector(D(), step.batch, [&](auto load, auto store) HWY_ATTR {
      store(load(adjoint) + load(gain_adjoint), adjoint);
      store(zero, gain_adjoint);
    });
  }
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
