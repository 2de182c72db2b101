// Units that share all their sources: each source, spread over a vector, times the weights to neighbouring targets.

#if defined(PLEXUS_SIMD_SINGLE_DENSE_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_SINGLE_DENSE_INL_HPP
#undef PLEXUS_SIMD_SINGLE_DENSE_INL_HPP
#else
#define PLEXUS_SIMD_SINGLE_DENSE_INL_HPP
#endif

#include <algorithm>
#include <utility>

#include <plexus/program/single/pass.hpp>
#include <plexus/simd/single/finish-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// What a tile reads.
template <class Real>
struct TileSources {
  const std::uint32_t* rows;  // of sources
  std::size_t count;
  const Real* weights;  // [source][width]
  std::size_t width;
  const Real* state;

  TileSources from(std::size_t target) const { return {rows, count, weights + target, width, state}; }
};

/// Partial sums of neighbouring targets, in vectors. Source k goes to partial sum k % 4, and these are added as (0 + 1)
/// + (2 + 3), so that additions overlap, and give the same bits whatever the length of vectors.
template <class D, std::size_t vectors>
struct PartialSums {
  using Real = hn::TFromD<D>;
  static constexpr std::size_t lanes = hn::MaxLanes(D());

  hn::Vec<D> first;  // of the first targets; `others` are those behind
  PartialSums<D, vectors - 1> others;

  static HWY_INLINE PartialSums load(const Real* numbers) {
    return {hn::LoadU(D(), numbers), PartialSums<D, vectors - 1>::load(numbers + lanes)};
  }
  static HWY_INLINE PartialSums zero() { return {hn::Zero(D()), PartialSums<D, vectors - 1>::zero()}; }
  HWY_INLINE void add(hn::Vec<D> source, const Real* weight) {
    first = hn::MulAdd(source, hn::LoadU(D(), weight), first);
    others.add(source, weight + lanes);
  }
  HWY_INLINE PartialSums operator+(const PartialSums& other) const {
    return {hn::Add(first, other.first), others + other.others};
  }
  template <class Done>
  HWY_INLINE void end(Done& done, std::size_t position) const {
    done(D(), first, position);
    others.end(done, position + lanes);
  }
};

template <class D>
struct PartialSums<D, 0> {
  using Real = hn::TFromD<D>;

  static HWY_INLINE PartialSums load(const Real*) { return {}; }
  static HWY_INLINE PartialSums zero() { return {}; }
  HWY_INLINE void add(hn::Vec<D>, const Real*) {}
  HWY_INLINE PartialSums operator+(const PartialSums&) const { return {}; }
  template <class Done>
  HWY_INLINE void end(Done&, std::size_t) const {}
};

/// Sums of neighbouring targets that start at `start`. Calls done(d, vector of sums, position) for each vector.
template <std::size_t vectors, class D, class Real, class Done>
HWY_INLINE void sum_targets(D d, const TileSources<Real>& sources, const Real* start, Done done) {
  using Sums = PartialSums<D, vectors>;
  auto a = Sums::load(start), b = Sums::zero(), c = Sums::zero(), e = Sums::zero();
  const std::uint32_t* rows = sources.rows;
  const std::uint32_t* const end = rows + sources.count;
  const Real *weight = sources.weights, *const state = sources.state;
  const std::size_t width = sources.width;
  for (; end - rows >= 4; rows += 4, weight += 4 * width) {
    a.add(hn::Set(d, state[rows[0]]), weight);
    b.add(hn::Set(d, state[rows[1]]), weight + width);
    c.add(hn::Set(d, state[rows[2]]), weight + 2 * width);
    e.add(hn::Set(d, state[rows[3]]), weight + 3 * width);
  }
  if (end - rows > 0) a.add(hn::Set(d, state[rows[0]]), weight);
  if (end - rows > 1) b.add(hn::Set(d, state[rows[1]]), weight + width);
  if (end - rows > 2) c.add(hn::Set(d, state[rows[2]]), weight + 2 * width);
  ((a + b) + (c + e)).end(done, 0);
}

/// One tile, as many vectors at once as there are registers for. With `start` and `done` as above.
template <class D, class Real, class Done>
HWY_INLINE void sum_tile(D d, const TileSources<Real>& sources, const Real* start, Done done) {
  constexpr std::size_t lanes = hn::MaxLanes(D());
  std::size_t first = 0;
  const auto sum = [&](auto vectors) HWY_ATTR {
    constexpr std::size_t count = decltype(vectors)::value;
    sum_targets<count>(d, sources.from(first), start + first,
                       [&](auto, auto sums, std::size_t i) HWY_ATTR { done(d, sums, first + i); });
    first += count * lanes;
  };
  if constexpr (HWY_MAX_BYTES == 64 || HWY_ARCH_ARM) {  // 32 registers
    while (first + 4 * lanes <= sources.width) sum(std::integral_constant<std::size_t, 4>());
    if (first + 3 * lanes <= sources.width) return sum(std::integral_constant<std::size_t, 3>());
  }
  while (first + 2 * lanes <= sources.width) sum(std::integral_constant<std::size_t, 2>());
  if (first + lanes <= sources.width) sum(std::integral_constant<std::size_t, 1>());
}

/// Biases to outputs; finish(d, vector of sums, position) makes a vector of outputs.
template <class D, class Real, class Finish>
HWY_NOINLINE void run_tile(D, const TileSources<Real>& sources, const Real* biases, Real* output,
                           const Finish& finish) {
  sum_tile(D(), sources, biases,
           [&](auto d, auto sum, std::size_t i) HWY_ATTR { hn::StoreU(finish(d, sum, i), d, output + i); });
}

/// The same activation for all.
template <class Finish>
struct Alike {
  Finish finish;

  template <class D>
  HWY_INLINE hn::Vec<D> operator()(D d, hn::Vec<D> sum, std::size_t) const {
    return finish(d, sum);
  }
};

/// An activation for each 16 targets.
struct Mixed {
  const std::uint32_t* activations;

  template <class D>
  HWY_INLINE hn::Vec<D> operator()(D d, hn::Vec<D> sum, std::size_t i) const {
    return with_finish(static_cast<Activation>(activations[i / single::mixed_width]),
                       [&](auto finish) HWY_ATTR { return finish(d, sum); });
  }
};

/// Calls work(d, first target, number of targets) for each tile, with a tag of vectors that fit.
template <class Real, class Work>
HWY_INLINE void for_each_tile(std::size_t count, Work work) {
  for (std::size_t first = 0; first < count; first += single::tile) {
    const std::size_t width = std::min<std::size_t>(single::tile, count - first);
    if (width >= hn::Lanes(hn::ScalableTag<Real>()))
      work(hn::ScalableTag<Real>(), first, width);
    else if (width == 8)
      work(hn::CappedTag<Real, 8>(), first, width);
    else
      work(hn::CappedTag<Real, 4>(), first, width);
  }
}

/// rows: the sources. weights: the biases, then for each tile [source][target]. finish_from(first target) is what
/// run_tile takes.
template <class Real, class FinishFrom>
HWY_INLINE void run_dense(const single::Operation& operation, const std::uint32_t* rows, const Real* weights,
                          Real* state, FinishFrom finish_from) {
  const std::size_t sources = operation.rounds;
  const Real* const tiles = weights + operation.count;
  for_each_tile<Real>(operation.count, [&](auto d, std::size_t first, std::size_t width) HWY_ATTR {
    run_tile(d, TileSources<Real>{rows, sources, tiles + first * sources, width, state}, weights + first,
             state + operation.first + first, finish_from(first));
  });
}

/// The same in any of its forms: from sums, with gains, keeping sums. weights: the biases unless it starts from sums.
template <class Real>
HWY_NOINLINE void run_any_dense(const single::Operation& operation, const std::uint32_t* rows, const Real* weights,
                                Real* state, std::size_t sum_offset) {
  const std::size_t count = operation.count, sources = operation.rounds;
  Real* const output = state + operation.first;
  Real* const stored = output + sum_offset;
  const Real* const start = operation.from_sum ? stored : weights;
  const Real* const tiles = operation.from_sum ? weights : weights + count;
  const Any finish{operation.activation};
  HWY_ALIGN constexpr Real zeros[single::tile] = {};
  for_each_tile<Real>(count, [&](auto tag, std::size_t first, std::size_t width) HWY_ATTR {
    const TileSources<Real> from{rows, sources, tiles + first * sources, width, state};
    sum_tile(tag, from, operation.gain == none ? start + first : zeros, [&](auto d, auto sum, std::size_t i) HWY_ATTR {
      if (operation.gain != none)
        sum = hn::MulAdd(sum, hn::LoadU(d, state + operation.gain + first + i), hn::LoadU(d, start + first + i));
      if (operation.keeps_sum) hn::StoreU(sum, d, stored + first + i);
      if (operation.activates) hn::StoreU(finish(d, sum), d, output + first + i);
    });
  });
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
