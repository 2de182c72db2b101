// One connection backward in vectors, for one instruction set: what kernel::Dense with gains is made of.

#if defined(PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_SPARSE_BACKWARD_INL_HPP
#endif

#include <plexus/program/kernel/sparse.hpp>
#include <plexus/simd/lanes-inl.hpp>
#include <plexus/simd/sums-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// The part of edge_backward in a block of lanes; adds to `slope`.
template <bool Gated, bool HandsOn, class Block, class Real>
HWY_INLINE void edge_block(Block block, std::size_t lane, const kernel::Sparse::Edge& edge,
                           Vector<typename Block::D> weight, const BackwardStep<Real>& step,
                           Vector<typename Block::D>& slope) {
  using V = Vector<typename Block::D>;
  const V adjoint = block.load(step.sum_adjoint(edge.to) + lane, 0);
  const V from = block.load(step.read(edge.from, edge.late) + lane, 0);
  V opened = adjoint;
  if constexpr (Gated) {
    opened = adjoint * V(block.load(step.read(edge.gain, edge.late_gain) + lane, 0));
    Real* gain_adjoint = step.row_adjoint(edge.gain) + lane;
    const V sum = hn::MulAdd((adjoint * weight).vector, from.vector, block.load(gain_adjoint, 0).vector);
    block.store(sum, gain_adjoint, 0);
  }
  slope = hn::MulAdd(opened.vector, from.vector, slope.vector);
  if constexpr (HandsOn) {
    Real* from_adjoint = step.output_adjoint(edge.from) + lane;
    const V sum = hn::MulAdd(opened.vector, weight.vector, block.load(from_adjoint, 0).vector);
    block.store(sum, from_adjoint, 0);
  }
}

template <bool Gated, bool HandsOn, class Real>
HWY_INLINE auto edge_lanes(const kernel::Sparse::Edge& edge, Real parameter, const BackwardStep<Real>& step) {
  using D = hn::ScalableTag<Real>;
  const Vector<D> weight(parameter);
  Vector<D> slope(Real{0});
  std::size_t lane = 0;
  for (; lane + hn::Lanes(D()) <= step.batch; lane += hn::Lanes(D()))
    edge_block<Gated, HandsOn>(WholeBlock<D, 1>(), lane, edge, weight, step, slope);
  if (lane < step.batch) edge_block<Gated, HandsOn>(RestBlock<D>(step.batch - lane), lane, edge, weight, step, slope);
  return slope;
}

/// Hands the adjoint of an edge's target on to its source and its gain; returns the derivative by its weight,
/// to be added up across the lanes.
template <class Real>
HWY_INLINE auto edge_backward(const kernel::Sparse::Edge& edge, Real weight, const BackwardStep<Real>& step) {
  const bool hands_on = edge.from >= step.first_adjoint;
  if (edge.gain == none)
    return hands_on ? edge_lanes<false, true>(edge, weight, step) : edge_lanes<false, false>(edge, weight, step);
  return hands_on ? edge_lanes<true, true>(edge, weight, step) : edge_lanes<true, false>(edge, weight, step);
}

/// Adds up slopes(n), derivatives in lanes, across the lanes, and adds what comes of it to slopes.gradient(n), for n <
/// count.
template <class Real, class Slopes>
HWY_INLINE void add_slopes(std::size_t count, const Slopes& slopes) {
  constexpr std::size_t at_once = sums_at_once<Real>;
  std::size_t n = 0;
  for (; n + at_once <= count; n += at_once) {
    hn::Vec<hn::ScalableTag<Real>> vectors[at_once];
    for (std::size_t k = 0; k < at_once; ++k) vectors[k] = slopes(n + k).vector;
    Real sums[at_once];
    sums_across(vectors, sums);
    for (std::size_t k = 0; k < at_once; ++k) slopes.gradient(n + k) += sums[k];
  }
  for (; n < count; ++n) slopes.gradient(n) += sum_across(slopes(n));
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
