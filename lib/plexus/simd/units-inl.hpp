// Runs a stretch of the linear program that single units make (see lowered.hpp), for one instruction set.

#if defined(PLEXUS_SIMD_UNITS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_UNITS_INL_HPP
#undef PLEXUS_SIMD_UNITS_INL_HPP
#else
#define PLEXUS_SIMD_UNITS_INL_HPP
#endif

#include <plexus/program/step.hpp>
#include <plexus/simd/activations-inl.hpp>
#include <plexus/simd/lanes-inl.hpp>
#include <plexus/simd/lowered.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// The work of some units for one block of lanes: the sums of a unit stay in registers from its bias to its activation,
/// and a weight is read once for the whole block.
template <class Block, class Real>
HWY_INLINE void run_units(const simd::Lowered& lowered, const simd::Lowered::Operation& operation,
                          const ForwardStep<Real>& step, Block block, std::size_t first_lane) {
  using D = typename Block::D;
  const D d;
  constexpr std::size_t vectors = Block::vectors;
  const std::size_t stride = step.batch;
  const std::size_t sums = step.unit_count * stride;
  const Real* HWY_RESTRICT parameters = step.parameters;
  Real* const state = step.state + first_lane;
  const auto* edge = lowered.edges.data() + operation.first_edge;
  const auto* special = lowered.specials.data() + operation.first_special;
  const auto* const end = lowered.units.data() + operation.end_unit_work;
  const auto* work = lowered.units.data() + operation.first_unit_work;
  while (work != end) {
    if (work->plain) {
      with_formula(work->activation, [&](auto formula) HWY_ATTR {
        const Activation activation = work->activation;
        do {
          const auto bias = hn::Set(d, parameters[work->bias]);
          hn::Vec<D> sum[vectors];
          for (std::size_t v = 0; v < vectors; ++v) sum[v] = bias;
          const auto* const edge_end = lowered.edges.data() + work->edge_end;
          for (; edge != edge_end; ++edge) {
            const auto weight = hn::Set(d, parameters[edge->weight]);
            const Real* from = state + edge->from * stride;
            for (std::size_t v = 0; v < vectors; ++v) sum[v] = hn::MulAdd(block.load(from, v).vector, weight, sum[v]);
          }
          Real* const output = state + work->unit * stride;
          for (std::size_t v = 0; v < vectors; ++v) block.store(sum[v], output + sums, v);
          for (std::size_t v = 0; v < vectors; ++v) block.store(formula.value(Vector<D>(sum[v])), output, v);
          ++work;
        } while (work != end && work->plain && work->activation == activation);
      });
      continue;
    }
    Real* const stored_sum = state + (step.unit_count + work->unit) * stride;
    hn::Vec<D> sum[vectors];
    if (work->bias == none) {
      for (std::size_t v = 0; v < vectors; ++v) sum[v] = block.load(stored_sum, v).vector;
    } else {
      const auto bias = hn::Set(d, parameters[work->bias]);
      for (std::size_t v = 0; v < vectors; ++v) sum[v] = bias;
      if (work->special && special->self_weight != none) {
        const auto weight = hn::Set(d, parameters[special->self_weight]);
        for (std::size_t v = 0; v < vectors; ++v) {
          auto factor = weight;
          if (special->self_gain != none)
            factor = hn::Mul(block.load(state + special->self_gain * stride, v).vector, weight);
          sum[v] = hn::MulAdd(factor, block.load(stored_sum, v).vector, bias);
        }
      }
    }
    const auto* const edge_end = lowered.edges.data() + work->edge_end;
    if (!work->gated) {
      for (; edge != edge_end; ++edge) {
        const auto weight = hn::Set(d, parameters[edge->weight]);
        const Real* from = state + edge->from * stride;
        for (std::size_t v = 0; v < vectors; ++v) sum[v] = hn::MulAdd(block.load(from, v).vector, weight, sum[v]);
      }
    } else {
      for (; edge != edge_end; ++edge) {
        const auto weight = hn::Set(d, parameters[edge->weight]);
        const Real* from = state + edge->from * stride;
        for (std::size_t v = 0; v < vectors; ++v) {
          auto factor = weight;
          if (edge->gain != none) factor = hn::Mul(weight, block.load(state + edge->gain * stride, v).vector);
          sum[v] = hn::MulAdd(block.load(from, v).vector, factor, sum[v]);
        }
      }
    }
    for (std::size_t v = 0; v < vectors; ++v) block.store(sum[v], stored_sum, v);
    if (work->activates) {
      Real* const output = state + work->unit * stride;
      activate(work->activation, static_cast<const Real*>(stored_sum), output, block.lanes());
      if (work->special) {
        const auto mask = hn::Set(d, static_cast<Real>(special->mask));
        for (std::size_t v = 0; v < vectors; ++v) {
          const Vector<D> masked = block.load(output, v) * mask;
          block.store(masked, output, v);
          if (special->gain != none) block.store(masked, state + special->gain * stride, v);
        }
      }
    }
    if (work->special) ++special;
    ++work;
  }
}

template <class Real>
void run_units(const simd::Lowered& lowered, const simd::Lowered::Operation& operation, const ForwardStep<Real>& step) {
  for_each_block<vectors_of_a_block>(hn::ScalableTag<Real>(), step.batch,
                                     [&](auto block, std::size_t first_lane)
                                         HWY_ATTR { run_units(lowered, operation, step, block, first_lane); });
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
