// The vector twin of kernel::Dense, forward.

#if defined(PLEXUS_SIMD_KERNEL_DENSE_FORWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_DENSE_FORWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_DENSE_FORWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_DENSE_FORWARD_INL_HPP
#endif

#include <plexus/program/kernel/dense.hpp>
#include <plexus/simd/lanes-inl.hpp>

#include <algorithm>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

// Sources that are added before the next targets are worked on, so that their lanes stay in the nearest cache.
inline constexpr std::size_t sources_at_once = 128;
// Targets whose sums are in registers at once.
inline constexpr std::size_t targets_at_once = 6;

/// Some rows of numbers, `stride` apart.
template <class Number>
struct Rows {
  Number* first;
  std::size_t stride;

  HWY_INLINE Number* row(std::size_t index) const { return first + index * stride; }
};

/// Adds `count` sources to `Targets` targets: their sums stay in registers, each weight is read once for a whole block
/// of lanes. With a gain, what the sources come to is multiplied by it and then added.
template <std::size_t Targets, bool Gated, class Block, class Real>
HWY_INLINE void add_sources(Block block, Rows<const Real> from, std::size_t count, Rows<const Real> weights,
                            Rows<Real> to, Rows<const Real> gain) {
  using D = typename Block::D;
  const D d;
  constexpr std::size_t vectors = Block::vectors;
  hn::Vec<D> sum[Targets][vectors];
  for (std::size_t j = 0; j < Targets; ++j)
    for (std::size_t v = 0; v < vectors; ++v) sum[j][v] = Gated ? hn::Zero(d) : block.load(to.row(j), v).vector;
  const Real* HWY_RESTRICT source = from.first;
  const Real* HWY_RESTRICT weight = weights.first;
  for (std::size_t i = 0; i < count; ++i, source += from.stride, weight += weights.stride) {
    hn::Vec<D> x[vectors];
    for (std::size_t v = 0; v < vectors; ++v) x[v] = block.load(source, v).vector;
    for (std::size_t j = 0; j < Targets; ++j) {
      const auto w = hn::Set(d, weight[j]);
      for (std::size_t v = 0; v < vectors; ++v) sum[j][v] = hn::MulAdd(w, x[v], sum[j][v]);
    }
  }
  for (std::size_t j = 0; j < Targets; ++j)
    for (std::size_t v = 0; v < vectors; ++v) {
      if constexpr (Gated)
        sum[j][v] = hn::MulAdd(block.load(gain.row(j), v).vector, sum[j][v], block.load(to.row(j), v).vector);
      block.store(sum[j][v], to.row(j), v);
    }
}

template <bool Gated, class Block, class Real>
HWY_INLINE void add_sources(Block block, Rows<const Real> from, std::size_t count, Rows<const Real> weights,
                            std::size_t targets, Rows<Real> to, Rows<const Real> gain) {
  const auto add = [&]<std::size_t Targets>(std::integral_constant<std::size_t, Targets>, std::size_t j) HWY_ATTR {
    add_sources<Targets, Gated>(block, from, count, {weights.first + j, weights.stride}, {to.row(j), to.stride},
                                {gain.first ? gain.row(j) : nullptr, gain.stride});
  };
  std::size_t j = 0;
  for (; j + targets_at_once <= targets; j += targets_at_once)
    add(std::integral_constant<std::size_t, targets_at_once>(), j);
  switch (targets - j) {
    case 5:
      return add(std::integral_constant<std::size_t, 5>(), j);
    case 4:
      return add(std::integral_constant<std::size_t, 4>(), j);
    case 3:
      return add(std::integral_constant<std::size_t, 3>(), j);
    case 2:
      return add(std::integral_constant<std::size_t, 2>(), j);
    case 1:
      return add(std::integral_constant<std::size_t, 1>(), j);
    default:
      return;
  }
}

/// A block of lanes of some sources, side by side: multiplied by their gains, if there are any.
template <class Block, class Real>
HWY_INLINE Rows<const Real> pack(Block block, Rows<const Real> from, std::size_t count, Rows<const Real> gain,
                                 Real* HWY_RESTRICT packed) {
  const std::size_t stride = Block::vectors * hn::Lanes(typename Block::D());
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t v = 0; v < Block::vectors; ++v) {
      auto x = block.load(from.row(i), v);
      if (gain.first) x = x * block.load(gain.row(i), v);
      hn::Store(x.vector, typename Block::D(), packed + i * stride + v * hn::Lanes(typename Block::D()));
    }
  return {packed, stride};
}

template <class Real>
void run_forward(const kernel::Dense& dense, const ForwardStep<Real>& step) {
  using D = hn::ScalableTag<Real>;
  constexpr std::size_t lanes_at_once = vectors_of_a_block * hn::MaxLanes(D());
  const bool by_source = dense.gating == Gating::source, by_target = dense.gating == Gating::target;
  // Rows that are far apart fall into few places of the cache: what is read often is copied together first.
  const bool packs = by_source || (step.batch > 2 * lanes_at_once && dense.to_count > 4 * targets_at_once);
  HWY_ALIGN Real packed[sources_at_once * lanes_at_once];
  for_each_block<vectors_of_a_block>(D(), step.batch, [&](auto block, std::size_t lane) HWY_ATTR {
    const Rows<Real> to{step.sum(dense.to) + lane, step.batch};
    const Real* gains = dense.gating ? step.row(dense.gain) + lane : nullptr;
    for (std::size_t i = 0; i < dense.from_count; i += sources_at_once) {
      const std::size_t count = std::min<std::size_t>(sources_at_once, dense.from_count - i);
      const Rows<const Real> weights{step.parameters + dense.weight + i * dense.to_count, dense.to_count};
      Rows<const Real> from{step.output(dense.from) + lane + i * step.batch, step.batch};
      if (packs) from = pack(block, from, count, {by_source ? gains + i * step.batch : nullptr, step.batch}, packed);
      if (by_target)
        add_sources<true>(block, from, count, weights, dense.to_count, to, Rows<const Real>{gains, step.batch});
      else
        add_sources<false>(block, from, count, weights, dense.to_count, to, Rows<const Real>{nullptr, 0});
    }
  });
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
