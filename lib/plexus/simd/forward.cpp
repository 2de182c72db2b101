#include <plexus/simd/execute.hpp>

#include <variant>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/simd/forward.cpp"
#include <hwy/foreach_target.h>

#include <plexus/simd/kernel/activate-inl.hpp>
#include <plexus/simd/kernel/dense_forward-inl.hpp>
#include <plexus/simd/units-inl.hpp>

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
    if (each.kernel == none)
      run_units(lowered, each, step);
    else
      std::visit([&](const auto& kernel) { run_forward(kernel, step); }, plan.kernels[each.kernel]);
  }
}

void forward_float(const Plan& plan, const simd::Lowered& lowered, const ForwardStep<float>& step) {
  forward_all(plan, lowered, step);
}
void forward_double(const Plan& plan, const simd::Lowered& lowered, const ForwardStep<double>& step) {
  forward_all(plan, lowered, step);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus {

HWY_EXPORT(forward_float);
HWY_EXPORT(forward_double);

namespace simd {

void forward(const Plan& plan, const Lowered& lowered, const ForwardStep<float>& step) {
  HWY_DYNAMIC_DISPATCH(forward_float)(plan, lowered, step);
}
void forward(const Plan& plan, const Lowered& lowered, const ForwardStep<double>& step) {
  HWY_DYNAMIC_DISPATCH(forward_double)(plan, lowered, step);
}

}  // namespace simd
}  // namespace plexus
#endif
