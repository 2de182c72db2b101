#include <plexus/simd/execute.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/simd/forward_float.cpp"
#include <hwy/foreach_target.h>

#include <plexus/simd/forward-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

void forward_float(const Plan& plan, const simd::Lowered& lowered, const ForwardStep<float>& step) {
  forward_all(plan, lowered, step);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus {

HWY_EXPORT(forward_float);

namespace simd {

void forward(const Plan& plan, const Lowered& lowered, const ForwardStep<float>& step) {
  HWY_DYNAMIC_DISPATCH(forward_float)(plan, lowered, step);
}

}  // namespace simd
}  // namespace plexus
#endif
