// Rows become columns, for one instruction set.

#if defined(PLEXUS_SIMD_TRANSPOSE_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_TRANSPOSE_INL_HPP
#undef PLEXUS_SIMD_TRANSPOSE_INL_HPP
#else
#define PLEXUS_SIMD_TRANSPOSE_INL_HPP
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstddef>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET != HWY_SCALAR

/// Numbers in a block of 16 bytes.
template <class Real>
inline constexpr std::size_t block_size = 16 / sizeof(Real);

/// Loads a vector whose k-th block of 16 bytes comes from row(first + k * block_size) + column.
template <class D, class Row>
HWY_INLINE hn::Vec<D> load_blocks(D d, const Row& row, std::size_t first, std::size_t column) {
  if constexpr (hn::MaxLanes(D()) <= block_size<hn::TFromD<D>>) {
    return hn::LoadU(d, row(first) + column);
  } else {
    const hn::Half<D> half;
    const std::size_t upper = first + hn::Lanes(half);
    return hn::Combine(d, load_blocks(half, row, upper, column), load_blocks(half, row, first, column));
  }
}

/// Writes columns `column` to `column + block_size - 1` of as many rows as a vector has lanes, from row(first) on, as
/// vectors: store(column, vector).
template <class D, class Row, class Store>
HWY_INLINE void transpose_block(D d, const Row& row, std::size_t first, std::size_t column, const Store& store) {
  if constexpr (block_size<hn::TFromD<D>> == 4) {
    const auto a = load_blocks(d, row, first, column), b = load_blocks(d, row, first + 1, column);
    const auto c = load_blocks(d, row, first + 2, column), e = load_blocks(d, row, first + 3, column);
    const auto ac_low = hn::InterleaveLower(d, a, c), ac_high = hn::InterleaveUpper(d, a, c);
    const auto be_low = hn::InterleaveLower(d, b, e), be_high = hn::InterleaveUpper(d, b, e);
    store(column, hn::InterleaveLower(d, ac_low, be_low));
    store(column + 1, hn::InterleaveUpper(d, ac_low, be_low));
    store(column + 2, hn::InterleaveLower(d, ac_high, be_high));
    store(column + 3, hn::InterleaveUpper(d, ac_high, be_high));
  } else {
    const auto a = load_blocks(d, row, first, column), b = load_blocks(d, row, first + 1, column);
    store(column, hn::InterleaveLower(d, a, b));
    store(column + 1, hn::InterleaveUpper(d, a, b));
  }
}

#endif

/// to[column * stride + i] = row(i)[column], for i < rows and column < columns.
template <class Real, class Row>
HWY_INLINE void transpose(const Row& row, std::size_t rows, std::size_t columns, Real* HWY_RESTRICT to,
                          std::size_t stride) {
  std::size_t whole_rows = 0;
#if HWY_TARGET != HWY_SCALAR
  const hn::ScalableTag<Real> d;
  const std::size_t width = hn::Lanes(d), whole_columns = columns - columns % block_size<Real>;
  whole_rows = rows - rows % width;
  for (std::size_t i = 0; i < whole_rows; i += width) {
    for (std::size_t column = 0; column < whole_columns; column += block_size<Real>)
      transpose_block(d, row, i, column,
                      [&](std::size_t at, auto values) HWY_ATTR { hn::StoreU(values, d, to + at * stride + i); });
    for (std::size_t column = whole_columns; column < columns; ++column)
      for (std::size_t k = i; k < i + width; ++k) to[column * stride + k] = row(k)[column];
  }
#endif
  for (std::size_t column = 0; column < columns; ++column)
    for (std::size_t i = whole_rows; i < rows; ++i) to[column * stride + i] = row(i)[column];
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
