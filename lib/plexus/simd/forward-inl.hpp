// Runs a lowered plan forward, for one instruction set.

#if defined(PLEXUS_SIMD_FORWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_FORWARD_INL_HPP
#undef PLEXUS_SIMD_FORWARD_INL_HPP
#else
#define PLEXUS_SIMD_FORWARD_INL_HPP
#endif

#include <plexus/simd/kernel/activate-inl.hpp>
#include <plexus/simd/kernel/dense_forward-inl.hpp>
#include <plexus/simd/kernel/gain-inl.hpp>
#include <plexus/simd/stripes-inl.hpp>
#include <plexus/simd/units-inl.hpp>

#include <variant>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

// A kernel without a twin.
template <class Kernel, class Real>
void run_forward(const Kernel& kernel, const ForwardStep<Real>& step) {
  kernel::forward(kernel, step);
}

template <class Real>
void forward_all(const Plan& plan, const simd::Lowered& lowered, const ForwardStep<Real>& step) {
  for (const simd::Lowered::Operation& each : lowered.operations) {
    if (each.kernel != none)
      std::visit([&](const auto& kernel) { run_forward(kernel, step); }, plan.kernels[each.kernel]);
    else if (each.dense_group != none)
      run_dense_groups(plan, lowered, each, step);
    else if (each.stripe != none)
      run_stripe(lowered.stripes[each.stripe], step);
    else
      run_units(lowered, each, step);
  }
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
