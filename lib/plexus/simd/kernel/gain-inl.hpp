// The vector twin of kernel::Gain.

#if defined(PLEXUS_SIMD_KERNEL_GAIN_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_GAIN_INL_HPP
#undef PLEXUS_SIMD_KERNEL_GAIN_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_GAIN_INL_HPP
#endif

#include <plexus/program/kernel/gain.hpp>
#include <plexus/simd/activations-inl.hpp>

#include <algorithm>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// Calls body(first, count) for neighbouring units whose gains are neighbours too.
template <class Body>
HWY_INLINE void for_neighbours(const kernel::Gain& gain, Body body) {
  const auto& copies = gain.copies;
  for (std::size_t first = 0, end = 0; first < copies.size(); first = end) {
    const auto goes_on = [&] {
      return copies[end].unit == copies[end - 1].unit + 1 && copies[end].gain == copies[end - 1].gain + 1;
    };
    for (end = first + 1; end < copies.size() && goes_on();) ++end;
    body(copies[first], end - first);
  }
}

template <class Real>
void run_forward(const kernel::Gain& gain, const ForwardStep<Real>& step) {
  for_neighbours(gain, [&](const kernel::Gain::Copy& first, std::size_t count) HWY_ATTR {
    std::copy_n(step.output(first.unit), count * step.batch, step.row(first.gain));
  });
}

template <class Real>
void run_backward(const kernel::Gain& gain, const BackwardStep<Real>& step) {
  using D = hn::ScalableTag<Real>;
  for_neighbours(gain, [&](const kernel::Gain::Copy& first, std::size_t count) HWY_ATTR {
    Real* HWY_RESTRICT gain_adjoint = step.row_adjoint(first.gain);
    Real* HWY_RESTRICT adjoint = step.output_adjoint(first.unit);
    for_each_vector(D(), count * step.batch, [&](auto load, auto store) HWY_ATTR {
      store(load(adjoint) + load(gain_adjoint), adjoint);
      store(Vector<D>(Real{0}), gain_adjoint);
    });
  });
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
