#include <plexus/simd/execute.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/simd/forward_double.cpp"
#include <hwy/foreach_target.h>

#include <plexus/simd/forward-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

void forward_double(const Plan& plan, const simd::Lowered& lowered, const ForwardStep<double>& step) {
  forward_all(plan, lowered, step);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus {

HWY_EXPORT(forward_double);

namespace simd {

void forward(const Plan& plan, const Lowered& lowered, const ForwardStep<double>& step) {
  HWY_DYNAMIC_DISPATCH(forward_double)(plan, lowered, step);
}

}  // namespace simd
}  // namespace plexus
#endif
