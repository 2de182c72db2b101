#include <plexus/simd/execute.hpp>

#include <type_traits>
#include <variant>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/simd/backward.cpp"
#include <hwy/foreach_target.h>

#include <plexus/simd/kernel/activate-inl.hpp>
#include <plexus/simd/kernel/begin_backward-inl.hpp>
#include <plexus/simd/kernel/dense_backward-inl.hpp>
#include <plexus/simd/kernel/gain_backward-inl.hpp>
#include <plexus/simd/kernel/masked_backward-inl.hpp>
#include <plexus/simd/kernel/sparse_backward-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

// A kernel without a twin.
template <class Kernel, class Real>
void run_backward(const Kernel& kernel, const BackwardStep<Real>& step) {
  kernel::backward(kernel, step);
}

template <class Real>
void backward_all(const Plan& plan, const BackwardStep<Real>& step) {
  AdjointColumns<Real> columns;
  for (auto each = plan.kernels.rbegin(); each != plan.kernels.rend(); ++each)
    std::visit(
        [&]<class Kernel>(const Kernel& kernel) HWY_ATTR {
          if constexpr (std::is_same_v<Kernel, kernel::Dense>) {
            run_backward(kernel, step, columns);
          } else {
            columns.forget();
            run_backward(kernel, step);
          }
        },
        *each);
}

void backward_float(const Plan& plan, const BackwardStep<float>& step) { backward_all(plan, step); }
void backward_double(const Plan& plan, const BackwardStep<double>& step) { backward_all(plan, step); }

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus {

HWY_EXPORT(backward_float);
HWY_EXPORT(backward_double);

namespace simd {

void backward(const Plan& plan, const BackwardStep<float>& step) { HWY_DYNAMIC_DISPATCH(backward_float)(plan, step); }
void backward(const Plan& plan, const BackwardStep<double>& step) { HWY_DYNAMIC_DISPATCH(backward_double)(plan, step); }

}  // namespace simd
}  // namespace plexus
#endif
