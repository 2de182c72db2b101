// Units with their own sources, four side by side: each lane is a unit, and each round adds one connection to each.

#if defined(PLEXUS_SIMD_SINGLE_SLICES_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_SINGLE_SLICES_INL_HPP
#undef PLEXUS_SIMD_SINGLE_SLICES_INL_HPP
#else
#define PLEXUS_SIMD_SINGLE_SLICES_INL_HPP
#endif

#include <plexus/program/single/pass.hpp>
#include <plexus/simd/single/finish-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// A slice in one vector, or in two where vectors have two lanes.
template <class Real>
struct Slice {
  using D = hn::CappedTag<Real, single::slice>;
  static constexpr std::size_t lanes = hn::MaxLanes(D());
  static constexpr std::size_t vectors = single::slice / lanes;

  hn::Vec<D> part[vectors];

  static HWY_INLINE Slice load(const Real* numbers) {
    Slice slice;
    for (std::size_t v = 0; v < vectors; ++v) slice.part[v] = hn::LoadU(D(), numbers + v * lanes);
    return slice;
  }

  /// The numbers in four rows.
  static HWY_INLINE Slice gather(const Real* state, const std::uint32_t* rows) {
#if HWY_TARGET == HWY_SCALAR
    const Real numbers[] = {state[rows[0]], state[rows[1]], state[rows[2]], state[rows[3]]};
    return load(numbers);
#else
    const D d;
    const auto two = [=](std::uint32_t a, std::uint32_t b)
                         HWY_ATTR { return hn::InterleaveLower(d, hn::Set(d, state[a]), hn::Set(d, state[b])); };
    Slice slice;
    if constexpr (vectors == 1) {
      slice.part[0] = hn::ConcatLowerLower(d, two(rows[2], rows[3]), two(rows[0], rows[1]));
    } else {
      slice.part[0] = two(rows[0], rows[1]);
      slice.part[1] = two(rows[2], rows[3]);
    }
    return slice;
#endif
  }

  HWY_INLINE void store(Real* numbers) const {
    for (std::size_t v = 0; v < vectors; ++v) hn::StoreU(part[v], D(), numbers + v * lanes);
  }
  HWY_INLINE Slice times(const Slice& other) const {
    Slice slice;
    for (std::size_t v = 0; v < vectors; ++v) slice.part[v] = hn::Mul(part[v], other.part[v]);
    return slice;
  }
  HWY_INLINE void add_product(const Slice& a, const Slice& b) {
    for (std::size_t v = 0; v < vectors; ++v) part[v] = hn::MulAdd(a.part[v], b.part[v], part[v]);
  }
  template <class Finish>
  HWY_INLINE Slice finished(const Finish& finish) const {
    Slice slice;
    for (std::size_t v = 0; v < vectors; ++v) slice.part[v] = finish(D(), part[v]);
    return slice;
  }
};

/// rows: for each slice the number of rounds, then round by round the source of each lane.
/// weights: for each slice the biases, then round by round the weight of each lane.
template <class Real, class Finish>
HWY_INLINE void run_slices(const single::Operation& operation, const std::uint32_t* rows, const Real* weights,
                           Real* state, const Finish& finish) {
  Real* output = state + operation.first;
  for (std::uint32_t i = 0; i < operation.count; ++i, output += single::slice) {
    auto sum = Slice<Real>::load(weights);
    weights += single::slice;
    const std::uint32_t* const end = rows + 1 + std::size_t{*rows} * single::slice;
    for (++rows; rows != end; rows += single::slice, weights += single::slice)
      sum.add_product(Slice<Real>::gather(state, rows), Slice<Real>::load(weights));
    sum.finished(finish).store(output);
  }
}

/// rows: for each slice twice the number of rounds, plus 1 when a unit connects to itself; then, if so, the rows of
/// these states and their gains; then round by round sources and gains.
/// weights: for each slice the biases; then, if so, those of the connections of units to themselves; then the others.
template <class Real, class Finish>
HWY_INLINE void run_gated_slices(const single::Operation& operation, const std::uint32_t* rows, const Real* weights,
                                 Real* state, std::size_t sum_offset, const Finish& finish) {
  constexpr std::size_t width = single::slice;
  Real* output = state + operation.first;
  for (std::uint32_t i = 0; i < operation.count; ++i, output += width) {
    const std::uint32_t head = *rows++;
    auto sum = Slice<Real>::load(weights);
    weights += width;
    if (head % 2 == 1) {
      const auto factor = Slice<Real>::load(weights).times(Slice<Real>::gather(state, rows + width));
      sum.add_product(factor, Slice<Real>::gather(state, rows));
      rows += 2 * width;
      weights += width;
    }
    for (std::uint32_t round = 0; round < head / 2; ++round) {
      const auto factor = Slice<Real>::load(weights).times(Slice<Real>::gather(state, rows + width));
      sum.add_product(Slice<Real>::gather(state, rows), factor);
      rows += 2 * width;
      weights += width;
    }
    if (operation.keeps_sum) sum.store(output + sum_offset);
    if (operation.activates) sum.finished(finish).store(output);
  }
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
