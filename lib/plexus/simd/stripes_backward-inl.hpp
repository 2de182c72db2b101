// Runs a stripe of units (see lowered.hpp) backward, for one instruction set.

#if defined(PLEXUS_SIMD_STRIPES_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_STRIPES_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_STRIPES_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_STRIPES_BACKWARD_INL_HPP
#endif

#include <plexus/simd/kernel/activate-inl.hpp>
#include <plexus/simd/units_backward-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// What the sums of a stripe received is handed on, for one block of lanes: through the connections, last first, then
/// to the biases and the states before.
template <class Block, class Real>
HWY_INLINE void hand_on_stripe(const simd::Lowered::Stripe& stripe, const BackwardStep<Real>& step, Block block,
                               std::size_t lane) {
  const simd::Lowered::UnitWork& work = stripe.work;
  UnitDelta<Block> delta{step, block, lane, {}};
  const auto hand_on_edge = [&]<bool Gated>(simd::Lowered::Edge edge, std::bool_constant<Gated>) HWY_ATTR {
    add_slopes(step.gradient + edge.weight, 1, stripe.count, [&](std::uint32_t k) HWY_ATTR {
      delta.begin(work.unit + k);
      return delta.template hand_on_edge<Gated>(
          {edge.from + k, edge.weight + k, edge.gain + k, edge.late, edge.late_gain});
    });
  };
  for (auto edge = stripe.edges.rbegin(); edge != stripe.edges.rend(); ++edge) {
    if (edge->gain == none)
      hand_on_edge(*edge, std::false_type());
    else
      hand_on_edge(*edge, std::true_type());
  }
  if (work.bias == none) return;
  const simd::Lowered::Special& special = stripe.special;
  add_slopes(step.gradient + work.bias, 1, stripe.count, [&](std::uint32_t k) HWY_ATTR {
    delta.begin(work.unit + k);
    // What has no self-connection has no part in the step before.
    if (special.self_weight == none) delta.store(work.unit + k, true);
    return delta.sum();
  });
  if (special.self_weight == none) return;
  add_slopes(step.gradient + special.self_weight, 1, stripe.count, [&](std::uint32_t k) HWY_ATTR {
    delta.begin(work.unit + k);
    simd::Lowered::Special own{.self_weight = special.self_weight + k, .late_self_gain = special.late_self_gain};
    if (special.self_gain != none) own.self_gain = special.self_gain + k;
    return delta.hand_on_self(work.unit + k, own);
  });
}

template <class Real>
void run_stripe_backward(const simd::Lowered::Stripe& stripe, const BackwardStep<Real>& step) {
  if (stripe.work.activates) {
    const kernel::Activate activate{stripe.work.unit, stripe.count, stripe.work.activation};
    run_backward_with_gains(activate, stripe.special.gain, step);
  }
  if (stripe.work.bias == none && stripe.edges.empty()) return;
  for_each_block<vectors_of_a_block>(hn::ScalableTag<Real>(), step.batch, [&](auto block, std::size_t lane) HWY_ATTR {
    hand_on_stripe(stripe, step, block, lane);
  });
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
