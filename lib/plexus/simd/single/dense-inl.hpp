// Units that share all their sources: each source, spread over a vector, times the weights to neighbouring targets.

#if defined(PLEXUS_SIMD_SINGLE_DENSE_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_SINGLE_DENSE_INL_HPP
#undef PLEXUS_SIMD_SINGLE_DENSE_INL_HPP
#else
#define PLEXUS_SIMD_SINGLE_DENSE_INL_HPP
#endif

#include <algorithm>

#include <plexus/program/single/pass.hpp>
#include <plexus/simd/single/finish-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// Sums of neighbouring targets in vectors. Source k goes to partial sum k % 4, and these are added as (0 + 1) + (2 +
/// 3), so that additions overlap, and give the same bits whatever the vectors' length.
template <class D, std::size_t vectors>
struct DensePart {
  using Real = hn::TFromD<D>;
  static constexpr std::size_t partial_sums = 4;

  const std::uint32_t* rows;  // of sources
  std::size_t sources;
  const Real* weights;  // [source][stride]
  std::size_t stride;
  const Real* state;

  /// Writes start + gain * sum; gain may be null for 1.
  HWY_INLINE void run(const Real* start, const Real* gain, Real* result) const {
    const D d;
    const std::size_t lanes = hn::Lanes(d);
    hn::Vec<D> sum[partial_sums][vectors];
    for (std::size_t p = 0; p < partial_sums; ++p)
      for (std::size_t v = 0; v < vectors; ++v)
        sum[p][v] = p == 0 && !gain ? hn::LoadU(d, start + v * lanes) : hn::Zero(d);
    const Real* weight = weights;
    std::size_t k = 0;
    for (; k + partial_sums <= sources; k += partial_sums)
      for (std::size_t p = 0; p < partial_sums; ++p, weight += stride) add(rows[k + p], weight, sum[p]);
    for (std::size_t p = 0; p < partial_sums - 1; ++p, weight += stride)
      if (k + p < sources) add(rows[k + p], weight, sum[p]);
    for (std::size_t v = 0; v < vectors; ++v) {
      auto total = hn::Add(hn::Add(sum[0][v], sum[1][v]), hn::Add(sum[2][v], sum[3][v]));
      if (gain) total = hn::MulAdd(total, hn::LoadU(d, gain + v * lanes), hn::LoadU(d, start + v * lanes));
      hn::StoreU(total, d, result + v * lanes);
    }
  }

 private:
  HWY_INLINE void add(std::uint32_t row, const Real* weight, hn::Vec<D>* sum) const {
    const D d;
    const auto source = hn::Set(d, state[row]);
    for (std::size_t v = 0; v < vectors; ++v)
      sum[v] = hn::MulAdd(source, hn::LoadU(d, weight + v * hn::Lanes(d)), sum[v]);
  }
};

/// Targets from `first` to before `end`, of one tile, as many vectors at once as there are registers for.
template <class D, class Real>
HWY_INLINE void run_tile(D, std::size_t first, std::size_t end, const std::uint32_t* rows, std::size_t sources,
                         const Real* weights, std::size_t stride, const Real* state, const Real* start,
                         const Real* gain, Real* result) {
  constexpr std::size_t lanes = hn::MaxLanes(D());
  const auto run = [&](auto vectors) HWY_ATTR {
    constexpr std::size_t count = decltype(vectors)::value;
    const DensePart<D, count> part{rows, sources, weights + first, stride, state};
    part.run(start + first, gain ? gain + first : nullptr, result + first);
    first += count * lanes;
  };
  if constexpr (HWY_MAX_BYTES == 64 || HWY_ARCH_ARM) {  // 32 registers
    while (first + 4 * lanes <= end) run(std::integral_constant<std::size_t, 4>());
    if (first + 3 * lanes <= end) run(std::integral_constant<std::size_t, 3>());
  }
  while (first + 2 * lanes <= end) run(std::integral_constant<std::size_t, 2>());
  if (first + lanes <= end) run(std::integral_constant<std::size_t, 1>());
}

/// rows: the sources. weights: the biases unless it starts from sums; then for each tile [source][target].
template <class Real>
HWY_NOINLINE void sum_dense(const single::Operation& operation, const std::uint32_t* rows, const Real* weights,
                            Real* state, std::size_t sum_offset) {
  const std::size_t count = operation.count, sources = operation.rounds;
  Real* const stored = state + operation.first + sum_offset;
  const Real* start = stored;
  if (!operation.from_sum) {
    start = weights;
    weights += count;
  }
  const Real* const gain = operation.gain == none ? nullptr : state + operation.gain;
  for (std::size_t first = 0; first < count; first += single::tile) {
    const std::size_t width = std::min<std::size_t>(single::tile, count - first);
    const auto run = [&](auto d) HWY_ATTR {
      run_tile(d, 0, width, rows, sources, weights, width, state, start + first, gain ? gain + first : nullptr,
               stored + first);
    };
    if (width >= hn::Lanes(hn::ScalableTag<Real>()))
      run(hn::ScalableTag<Real>());
    else if (width == 8)
      run(hn::CappedTag<Real, 8>());
    else
      run(hn::CappedTag<Real, 4>());
    weights += width * sources;
  }
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
