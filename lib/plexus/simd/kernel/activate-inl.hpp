// The vector twin of kernel::Activate.

#if defined(PLEXUS_SIMD_KERNEL_ACTIVATE_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_ACTIVATE_INL_HPP
#undef PLEXUS_SIMD_KERNEL_ACTIVATE_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_ACTIVATE_INL_HPP
#endif

#include <plexus/program/kernel/activate.hpp>
#include <plexus/simd/activations-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

template <class Real>
void run_forward(const kernel::Activate& kernel, const ForwardStep<Real>& step) {
  activate(kernel.activation, static_cast<const Real*>(step.sum(kernel.first)), step.output(kernel.first),
           kernel.count * step.batch);
}

template <class Real>
void run_backward(const kernel::Activate& kernel, const BackwardStep<Real>& step) {
  const std::size_t count = kernel.count * step.batch;
  Real* adjoint = step.output_adjoint(kernel.first);
  activate_backward(kernel.activation, step.read(step.unit_count + kernel.first, false), step.read(kernel.first, false),
                    static_cast<const Real*>(adjoint), step.sum_adjoint(kernel.first), count);
  std::fill_n(adjoint, count, Real{0});  // the output of the step before had no part in this one
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
