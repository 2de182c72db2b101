#include <plexus/simd/execute.hpp>

#include <variant>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/simd/backward.cpp"
#include <hwy/foreach_target.h>

#include <plexus/simd/kernel/activate-inl.hpp>
#include <plexus/simd/kernel/dense_backward-inl.hpp>
#include <plexus/simd/kernel/gain-inl.hpp>
#include <plexus/simd/stripes_backward-inl.hpp>
#include <plexus/simd/units_backward-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

// A kernel without a twin.
template <class Kernel, class Real>
void run_backward(const Kernel& kernel, const BackwardStep<Real>& step) {
  kernel::backward(kernel, step);
}

template <class Real>
void backward_all(const Plan& plan, const simd::Lowered& lowered, const BackwardStep<Real>& step) {
  for (auto each = lowered.operations.rbegin(); each != lowered.operations.rend(); ++each) {
    if (each->kernel != none)
      std::visit([&](const auto& kernel) { run_backward(kernel, step); }, plan.kernels[each->kernel]);
    else if (each->dense_group != none)
      run_dense_groups_backward(plan, lowered, *each, step);
    else if (each->stripe != none)
      run_stripe_backward(lowered.stripes[each->stripe], step);
    else
      run_units_backward(lowered, *each, step);
  }
}

void backward_float(const Plan& plan, const simd::Lowered& lowered, const BackwardStep<float>& step) {
  backward_all(plan, lowered, step);
}
void backward_double(const Plan& plan, const simd::Lowered& lowered, const BackwardStep<double>& step) {
  backward_all(plan, lowered, step);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus {

HWY_EXPORT(backward_float);
HWY_EXPORT(backward_double);

namespace simd {

void backward(const Plan& plan, const Lowered& lowered, const BackwardStep<float>& step) {
  HWY_DYNAMIC_DISPATCH(backward_float)(plan, lowered, step);
}
void backward(const Plan& plan, const Lowered& lowered, const BackwardStep<double>& step) {
  HWY_DYNAMIC_DISPATCH(backward_double)(plan, lowered, step);
}

}  // namespace simd
}  // namespace plexus
#endif
