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

/// Backward, together with the gains that hand the outputs on: `gain` is the row of the first one, or none.
template <class Real>
void run_backward_with_gains(const kernel::Activate& kernel, std::uint32_t gain, const BackwardStep<Real>& step) {
  hand_to_sums(kernel.activation, step.read(step.unit_count + kernel.first, false), step.read(kernel.first, false),
               step.output_adjoint(kernel.first), gain == none ? nullptr : step.row_adjoint(gain),
               step.sum_adjoint(kernel.first), kernel.count * step.batch);
}

template <class Real>
void run_backward(const kernel::Activate& kernel, const BackwardStep<Real>& step) {
  run_backward_with_gains(kernel, none, step);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
