// The vector twin of the backward pass of kernel::Sparse.

#if defined(PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP
#endif

#include <plexus/program/kernel/sparse.hpp>
#include <plexus/simd/activations-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// The sum of all lanes of a vector.
template <class D>
HWY_INLINE hn::TFromD<D> sum_across(Vector<D> values) {
  return hn::GetLane(hn::SumOfLanes(D(), values.vector));
}

/// Hands the adjoint of an edge's target on to its source and its gain; returns the derivative by its weight.
template <class Real>
HWY_INLINE Real edge_backward(const kernel::Sparse::Edge& edge, Real weight, const BackwardStep<Real>& step) {
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
  return sum_across(slope);
}

template <class Real>
void run_backward(const kernel::Sparse& sparse, const BackwardStep<Real>& step) {
  for (const kernel::Sparse::Edge& edge : sparse.edges)
    step.gradient[edge.weight] += edge_backward(edge, step.parameters[edge.weight], step);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
