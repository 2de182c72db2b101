// Runs a stretch of the linear program that single units make (see lowered.hpp) backward, for one instruction set.

#if defined(PLEXUS_SIMD_UNITS_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_UNITS_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_UNITS_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_UNITS_BACKWARD_INL_HPP
#endif

#include <plexus/program/step.hpp>
#include <plexus/simd/activations-inl.hpp>
#include <plexus/simd/lanes-inl.hpp>
#include <plexus/simd/lowered.hpp>
#include <plexus/simd/sums-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// The derivatives by the sum of one unit, in a block of lanes from `lane` on, which its connections hand on.
template <class Block>
struct UnitDelta {
  using D = typename Block::D;
  using Real = hn::TFromD<D>;
  static constexpr std::size_t vectors = Block::vectors;

  const BackwardStep<Real> step;  // a copy, which no store can change
  Block block;
  std::size_t lane;
  hn::Vec<D> delta[vectors];

  /// Takes over what the sum has received so far.
  HWY_INLINE void begin(std::uint32_t unit) {
    const Real* sum_adjoint = step.sum_adjoint(unit) + lane;
    for (std::size_t v = 0; v < vectors; ++v) delta[v] = block.load(sum_adjoint, v).vector;
  }

  /// Adds what comes through the activation, and leaves 0 in the adjoint of the output.
  HWY_INLINE void activate(const simd::Lowered::UnitWork& work, const simd::Lowered::Special* special) {
    Real* output_adjoint = step.output_adjoint(work.unit) + lane;
    const Real *sum = step.read(step.unit_count + work.unit, false) + lane,
               *output = step.read(work.unit, false) + lane;
    hn::Vec<D> received[vectors];
    for (std::size_t v = 0; v < vectors; ++v) received[v] = block.load(output_adjoint, v).vector;
    if (special && special->gain != none) {
      Real* gain_adjoint = step.row_adjoint(special->gain) + lane;
      for (std::size_t v = 0; v < vectors; ++v) {
        received[v] = hn::Add(received[v], block.load(gain_adjoint, v).vector);
        block.store(hn::Zero(D()), gain_adjoint, v);
      }
    }
    for (std::size_t v = 0; v < vectors; ++v) block.store(hn::Zero(D()), output_adjoint, v);
    const bool masked = special && special->mask != 1;
    if (masked) {
      const auto mask = hn::Set(D(), static_cast<Real>(special->mask));
      for (std::size_t v = 0; v < vectors; ++v) received[v] = hn::Mul(received[v], mask);
    }
    with_formula(work.activation, [&](auto formula) HWY_ATTR {
      for (std::size_t v = 0; v < vectors; ++v) {
        const Vector<D> x = block.load(sum, v);
        // A masked output does not tell its value before the mask.
        const Vector<D> y = masked ? formula.value(x) : block.load(output, v);
        delta[v] = block.only(hn::MulAdd(received[v], formula.slope(x, y).vector, delta[v])).vector;
      }
    });
  }

  /// Hands on through one connection; returns the derivative by its weight, to be added up across the lanes.
  HWY_INLINE hn::Vec<D> hand_on(const simd::Lowered::Edge& edge) const {
    return edge.gain == none ? hand_on_edge<false>(edge) : hand_on_edge<true>(edge);
  }
  template <bool Gated>
  HWY_INLINE hn::Vec<D> hand_on_edge(const simd::Lowered::Edge& edge) const {
    const auto weight = hn::Set(D(), step.parameters[edge.weight]);
    const Real* from = step.read(edge.from, edge.late) + lane;
    const Real* gain = Gated ? step.read(edge.gain, edge.late_gain) + lane : nullptr;
    Real* gain_adjoint = Gated ? step.row_adjoint(edge.gain) + lane : nullptr;
    Real* from_adjoint = step.output_adjoint(edge.from) + lane;
    const bool hands_on = edge.from >= step.first_adjoint;
    auto slope = hn::Zero(D());
    for (std::size_t v = 0; v < vectors; ++v) {
      const auto x = block.load(from, v).vector;
      auto opened = delta[v];
      if constexpr (Gated) {
        opened = hn::Mul(opened, block.load(gain, v).vector);
        const auto through_gain = hn::MulAdd(hn::Mul(delta[v], weight), x, block.load(gain_adjoint, v).vector);
        block.store(through_gain, gain_adjoint, v);
      }
      slope = hn::MulAdd(opened, x, slope);
      if (hands_on) block.store(hn::MulAdd(opened, weight, block.load(from_adjoint, v).vector), from_adjoint, v);
    }
    return slope;
  }

  /// Hands on through the self-connection of a unit: to the adjoint of its state before. Returns the derivative by its
  /// weight.
  HWY_INLINE hn::Vec<D> hand_on_self(std::uint32_t unit, const simd::Lowered::Special& special) const {
    const auto weight = hn::Set(D(), step.parameters[special.self_weight]);
    const Real* state = step.read(step.unit_count + unit, true) + lane;
    Real* sum_adjoint = step.sum_adjoint(unit) + lane;
    auto slope = hn::Zero(D());
    for (std::size_t v = 0; v < vectors; ++v) {
      const auto x = block.load(state, v).vector;
      auto opened = delta[v];
      if (special.self_gain != none) {
        Real* gain_adjoint = step.row_adjoint(special.self_gain) + lane;
        opened = hn::Mul(opened, block.load(step.read(special.self_gain, special.late_self_gain) + lane, v).vector);
        const auto through_gain = hn::MulAdd(hn::Mul(delta[v], weight), x, block.load(gain_adjoint, v).vector);
        block.store(through_gain, gain_adjoint, v);
      }
      slope = hn::MulAdd(opened, x, slope);
      block.store(hn::Mul(opened, weight), sum_adjoint, v);
    }
    return slope;
  }

  HWY_INLINE hn::Vec<D> sum() const {
    auto all = delta[0];
    for (std::size_t v = 1; v < vectors; ++v) all = hn::Add(all, delta[v]);
    return all;
  }

  HWY_INLINE void store(std::uint32_t unit, bool zero) const {
    Real* sum_adjoint = step.sum_adjoint(unit) + lane;
    for (std::size_t v = 0; v < vectors; ++v) block.store(zero ? hn::Zero(D()) : delta[v], sum_adjoint, v);
  }
};

/// The work of some units backward for one block of lanes: what a unit hands on stays in registers, from its activation
/// to its bias.
template <class Block, class Real>
HWY_INLINE void run_units_backward(const simd::Lowered& lowered, const simd::Lowered::Operation& operation,
                                   const BackwardStep<Real>& step, Block block, std::size_t lane) {
  SlopeSums<Real> sums(step.gradient);
  const auto* special_end = lowered.specials.data() + operation.end_special;
  const auto* const units = lowered.units.data();
  const auto* const edges = lowered.edges.data();
  const std::uint32_t first_unit_work = operation.first_unit_work, first_edge_of_all = operation.first_edge;
  UnitDelta<Block> delta{step, block, lane, {}};
  for (std::uint32_t n = operation.end_unit_work; n-- > first_unit_work;) {
    const simd::Lowered::UnitWork work = units[n];
    const simd::Lowered::Special* special = work.special ? --special_end : nullptr;
    const std::uint32_t first_edge = n == first_unit_work ? first_edge_of_all : units[n - 1].edge_end;
    delta.begin(work.unit);
    if (work.activates) delta.activate(work, special);
    for (std::uint32_t e = work.edge_end; e-- > first_edge;) {
      const simd::Lowered::Edge edge = edges[e];
      sums.add(edge.weight, delta.hand_on(edge));
    }
    if (work.bias == none) {
      if (work.activates) delta.store(work.unit, false);
      continue;
    }
    sums.add(work.bias, delta.sum());
    if (special && special->self_weight != none)
      sums.add(special->self_weight, delta.hand_on_self(work.unit, *special));
    else
      delta.store(work.unit, true);  // what has no self-connection has no part in the step before
  }
  sums.finish();
}

template <class Real>
void run_units_backward(const simd::Lowered& lowered, const simd::Lowered::Operation& operation,
                        const BackwardStep<Real>& step) {
  for_each_block<vectors_of_a_block>(hn::ScalableTag<Real>(), step.batch, [&](auto block, std::size_t lane) HWY_ATTR {
    run_units_backward(lowered, operation, step, block, lane);
  });
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
