// The vector twin of the backward pass of kernel::Sparse.

#if defined(PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP
#endif

#include <plexus/program/kernel/sparse.hpp>
#include <plexus/simd/activations-inl.hpp>
#include <plexus/simd/sums-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// Hands the adjoint of an edge's target on to its source and its gain; returns the derivative by its weight,
/// to be added up across the lanes.
template <class Real>
HWY_INLINE auto edge_backward(const kernel::Sparse::Edge& edge, Real weight, const BackwardStep<Real>& step) {
  using D = hn::ScalableTag<Real>;
  const Vector<D> factor(weight);
  const Real* from = step.read(edge.from, edge.late);
  const Real* adjoint = step.sum_adjoint(edge.to);
  Real* from_adjoint = step.output_adjoint(edge.from);
  const bool hands_on = edge.from >= step.first_adjoint;
  Vector<D> slope(Real{0});
  if (edge.gain == none) {
    for_each_vector(D(), step.batch, [&](auto load, auto store) HWY_ATTR {
      const Vector<D> a = load(adjoint);
      slope = slope + a * load(from);
      if (hands_on) store(load(from_adjoint) + a * factor, from_adjoint);
    });
  } else {
    const Real* gain = step.read(edge.gain, edge.late_gain);
    Real* gain_adjoint = step.row_adjoint(edge.gain);
    for_each_vector(D(), step.batch, [&](auto load, auto store) HWY_ATTR {
      const Vector<D> a = load(adjoint), value = load(from), opened = a * load(gain);
      slope = slope + opened * value;
      if (hands_on) store(load(from_adjoint) + opened * factor, from_adjoint);
      store(load(gain_adjoint) + a * factor * value, gain_adjoint);
    });
  }
  return slope;
}

/// Calls backward(n), which returns a derivative to be added up across the lanes, for n < count, and adds what comes of
/// it to weight(n).
template <class Real, class Backward, class Weight>
HWY_INLINE void add_slopes(std::size_t count, const Backward& backward, const Weight& weight) {
  constexpr std::size_t at_once = sums_at_once<Real>;
  std::size_t n = 0;
  for (; n + at_once <= count; n += at_once) {
    hn::Vec<hn::ScalableTag<Real>> slopes[at_once];
    for (std::size_t k = 0; k < at_once; ++k) slopes[k] = backward(n + k).vector;
    Real sums[at_once];
    sums_across(slopes, sums);
    for (std::size_t k = 0; k < at_once; ++k) weight(n + k) += sums[k];
  }
  for (; n < count; ++n) weight(n) += sum_across(backward(n));
}

template <class Real>
void run_backward(const kernel::Sparse& sparse, const BackwardStep<Real>& step) {
  const kernel::Sparse::Edge* edges = sparse.edges.data();
  add_slopes<Real>(
      sparse.edges.size(),
      [&](std::size_t n) HWY_ATTR { return edge_backward(edges[n], step.parameters[edges[n].weight], step); },
      [&](std::size_t n) HWY_ATTR -> Real& { return step.gradient[edges[n].weight]; });
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
