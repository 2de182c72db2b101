// The vector twin of kernel::Dense, forward.

#if defined(PLEXUS_SIMD_KERNEL_DENSE_FORWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_DENSE_FORWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_DENSE_FORWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_DENSE_FORWARD_INL_HPP
#endif

#include <plexus/program/kernel/dense.hpp>
#include <plexus/simd/dense_groups.hpp>
#include <plexus/simd/lanes-inl.hpp>
#include <plexus/simd/lowered.hpp>

#include <algorithm>
#include <span>
#include <variant>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

// Targets whose sums are in registers at once.
inline constexpr std::size_t targets_at_once = 6;

/// Some rows of numbers, `stride` apart.
template <class Number>
struct Rows {
  Number* first;
  std::size_t stride;

  HWY_INLINE Number* row(std::size_t index) const { return first + index * stride; }
};

/// Some sources, and their weights to the targets: one row for each source.
template <class Real>
struct Sources {
  Rows<const Real> from;
  std::size_t count;
  Rows<const Real> weights;
};

/// Where the sums of some targets are. They begin with the biases, if there are any, or go on. With gains, what the
/// sources come to is multiplied by them and then added.
template <class Real>
struct Targets {
  Rows<Real> sums;
  const Real* biases;
  Rows<const Real> gains;

  HWY_INLINE Targets from(std::size_t j) const {
    return {{sums.row(j), sums.stride},
            biases ? biases + j : nullptr,
            {gains.first ? gains.row(j) : nullptr, gains.stride}};
  }
};

/// Adds sources to `Count` targets: the sums stay in registers, each weight is read once for a whole block of lanes.
template <std::size_t Count, bool Gated, class Block, class Real>
HWY_INLINE void add_sources(Block block, std::span<const Sources<Real>> all, std::size_t first, Targets<Real> to) {
  using D = typename Block::D;
  const D d;
  constexpr std::size_t vectors = Block::vectors;
  hn::Vec<D> sum[Count][vectors];
  for (std::size_t j = 0; j < Count; ++j)
    for (std::size_t v = 0; v < vectors; ++v) {
      if constexpr (Gated)
        sum[j][v] = hn::Zero(d);
      else
        sum[j][v] = to.biases ? hn::Set(d, to.biases[j]) : block.load(to.sums.row(j), v).vector;
    }
  for (const Sources<Real>& sources : all) {
    const Real* HWY_RESTRICT source = sources.from.first;
    const Real* HWY_RESTRICT weight = sources.weights.first + first;
    for (std::size_t i = 0; i < sources.count; ++i, source += sources.from.stride, weight += sources.weights.stride) {
      hn::Vec<D> x[vectors];
      for (std::size_t v = 0; v < vectors; ++v) x[v] = block.load(source, v).vector;
      for (std::size_t j = 0; j < Count; ++j) {
        const auto w = hn::Set(d, weight[j]);
        for (std::size_t v = 0; v < vectors; ++v) sum[j][v] = hn::MulAdd(w, x[v], sum[j][v]);
      }
    }
  }
  for (std::size_t j = 0; j < Count; ++j)
    for (std::size_t v = 0; v < vectors; ++v) {
      if constexpr (Gated)
        sum[j][v] = hn::MulAdd(block.load(to.gains.row(j), v).vector, sum[j][v], block.load(to.sums.row(j), v).vector);
      block.store(sum[j][v], to.sums.row(j), v);
    }
}

template <bool Gated, class Block, class Real>
HWY_INLINE void add_sources(Block block, std::span<const Sources<Real>> all, std::size_t targets, Targets<Real> to) {
  std::size_t j = 0;
  for (; j + targets_at_once <= targets; j += targets_at_once)
    add_sources<targets_at_once, Gated>(block, all, j, to.from(j));
  switch (targets - j) {
    case 5:
      return add_sources<5, Gated>(block, all, j, to.from(j));
    case 4:
      return add_sources<4, Gated>(block, all, j, to.from(j));
    case 3:
      return add_sources<3, Gated>(block, all, j, to.from(j));
    case 2:
      return add_sources<2, Gated>(block, all, j, to.from(j));
    case 1:
      return add_sources<1, Gated>(block, all, j, to.from(j));
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
  constexpr std::size_t lanes_at_once = vectors_of_a_block * hn::MaxLanes(D()), at_once = simd::dense_sources_at_once;
  const bool by_source = dense.gating == Gating::source, by_target = dense.gating == Gating::target;
  // Rows that are far apart fall into few places of the cache: what is read often is copied together first.
  const bool packs = by_source || (step.batch > 2 * lanes_at_once && dense.to_count > 4 * targets_at_once);
  HWY_ALIGN Real packed[at_once * lanes_at_once];
  // All lanes go through some sources before the next ones: so weights that no cache holds are read from memory once.
  for (std::size_t i = 0; i < dense.from_count; i += at_once)
    for_each_block<vectors_of_a_block>(D(), step.batch, [&](auto block, std::size_t lane) HWY_ATTR {
      const Real* gains = dense.gating ? step.row(dense.gain) + lane : nullptr;
      const Targets<Real> to{
          {step.sum(dense.to) + lane, step.batch}, nullptr, {by_target ? gains : nullptr, step.batch}};
      Sources<Real> sources{{step.output(dense.from) + lane + i * step.batch, step.batch},
                            std::min<std::size_t>(at_once, dense.from_count - i),
                            {step.parameters + dense.weight + i * dense.to_count, dense.to_count}};
      if (packs)
        sources.from = pack(block, sources.from, sources.count,
                            {by_source ? gains + i * step.batch : nullptr, step.batch}, packed);
      if (by_target)
        add_sources<true>(block, std::span<const Sources<Real>>(&sources, 1), dense.to_count, to);
      else
        add_sources<false>(block, std::span<const Sources<Real>>(&sources, 1), dense.to_count, to);
    });
}

template <class Real>
void run_dense_group(const Plan& plan, const simd::Lowered& lowered, const simd::Lowered::DenseGroup& group,
                     const ForwardStep<Real>& step) {
  const auto kernels = std::span(lowered.dense_kernels).subspan(group.first, group.end - group.first);
  const auto& head = *std::get_if<kernel::Dense>(&plan.kernels[kernels.front()]);
  for_each_block<vectors_of_a_block>(hn::ScalableTag<Real>(), step.batch, [&](auto block, std::size_t lane) HWY_ATTR {
    Sources<Real> all[simd::largest_dense_group];
    for (std::size_t k = 0; k < kernels.size(); ++k) {
      const auto& dense = *std::get_if<kernel::Dense>(&plan.kernels[kernels[k]]);
      all[k] = {{step.output(dense.from) + lane, step.batch},
                dense.from_count,
                {step.parameters + dense.weight, dense.to_count}};
    }
    const Real* biases = group.bias == none ? nullptr : step.parameters + group.bias;
    add_sources<false>(block, std::span<const Sources<Real>>(all, kernels.size()), head.to_count,
                       Targets<Real>{{step.sum(head.to) + lane, step.batch}, biases, {nullptr, 0}});
  });
}

template <class Real>
void run_dense_groups(const Plan& plan, const simd::Lowered& lowered, const simd::Lowered::Operation& operation,
                      const ForwardStep<Real>& step) {
  for (std::uint32_t group = operation.dense_group; group < operation.end_dense_group; ++group)
    run_dense_group(plan, lowered, lowered.dense_groups[group], step);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
