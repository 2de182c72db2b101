// Runs a stripe of units (see lowered.hpp), for one instruction set.

#if defined(PLEXUS_SIMD_STRIPES_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_STRIPES_INL_HPP
#undef PLEXUS_SIMD_STRIPES_INL_HPP
#else
#define PLEXUS_SIMD_STRIPES_INL_HPP
#endif

#include <plexus/program/step.hpp>
#include <plexus/simd/activations-inl.hpp>
#include <plexus/simd/lanes-inl.hpp>
#include <plexus/simd/lowered.hpp>

#include <algorithm>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// The sums of a stripe for one block of lanes, each in registers from the bias to the last connection.
template <class Block, class Real>
HWY_INLINE void add_up_stripe(const simd::Lowered::Stripe& stripe, const ForwardStep<Real>& step, Block block,
                              std::size_t lane) {
  using D = typename Block::D;
  const D d;
  constexpr std::size_t vectors = Block::vectors;
  const std::size_t stride = step.batch;
  const Real* HWY_RESTRICT parameters = step.parameters;
  Real* const state = step.state + lane;
  const simd::Lowered::Special& special = stripe.special;
  const bool self = stripe.work.bias != none && special.self_weight != none;
  for (std::uint32_t k = 0; k < stripe.count; ++k) {
    Real* const stored_sum = state + (step.unit_count + stripe.work.unit + k) * stride;
    hn::Vec<D> sum[vectors];
    const auto bias = hn::Set(d, stripe.work.bias == none ? Real{0} : parameters[stripe.work.bias + k]);
    for (std::size_t v = 0; v < vectors; ++v)
      sum[v] = stripe.work.bias == none ? block.load(stored_sum, v).vector : bias;
    if (self) {
      const auto weight = hn::Set(d, parameters[special.self_weight + k]);
      for (std::size_t v = 0; v < vectors; ++v) {
        auto factor = weight;
        if (special.self_gain != none)
          factor = hn::Mul(block.load(state + (special.self_gain + k) * stride, v).vector, weight);
        sum[v] = hn::MulAdd(factor, block.load(stored_sum, v).vector, bias);
      }
    }
    for (const simd::Lowered::Edge& edge : stripe.edges) {
      const auto weight = hn::Set(d, parameters[edge.weight + k]);
      const Real* from = state + (edge.from + k) * stride;
      for (std::size_t v = 0; v < vectors; ++v) {
        auto factor = weight;
        if (edge.gain != none) factor = hn::Mul(weight, block.load(state + (edge.gain + k) * stride, v).vector);
        sum[v] = hn::MulAdd(block.load(from, v).vector, factor, sum[v]);
      }
    }
    for (std::size_t v = 0; v < vectors; ++v) block.store(sum[v], stored_sum, v);
  }
}

template <class Real>
void run_stripe(const simd::Lowered::Stripe& stripe, const ForwardStep<Real>& step) {
  if (stripe.work.bias != none || !stripe.edges.empty())
    for_each_block<vectors_of_a_block>(hn::ScalableTag<Real>(), step.batch, [&](auto block, std::size_t lane) HWY_ATTR {
      add_up_stripe(stripe, step, block, lane);
    });
  if (!stripe.work.activates) return;
  const std::uint32_t unit = stripe.work.unit;
  const std::size_t count = stripe.count * step.batch;
  activate(stripe.work.activation, static_cast<const Real*>(step.sum(unit)), step.output(unit), count);
  if (stripe.special.gain != none) std::copy_n(step.output(unit), count, step.row(stripe.special.gain));
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
