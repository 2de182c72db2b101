// A tile of a matrix product, held in registers, for one instruction set.

#if defined(PLEXUS_SIMD_TILE_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_TILE_INL_HPP
#undef PLEXUS_SIMD_TILE_INL_HPP
#else
#define PLEXUS_SIMD_TILE_INL_HPP
#endif

#include <plexus/simd/lanes-inl.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// A matrix product out[row][column] += sum over k of a(row, k) * b[k][column], where rows of b and out lie
/// `b_stride` and `out_stride` apart, and a(row, k) is a[row * a_row + k * a_step].
template <class Real>
struct Product {
  const Real* a;
  std::size_t a_row, a_step;
  const Real* b;
  std::size_t b_stride;
  Real* out;
  std::size_t out_stride;
  std::size_t rows, columns, steps;
};

/// The part of a product that is `Rows` rows from `row` on and `Vectors` vectors of columns from `column` on. When not
/// `Whole` it is one vector, of which the first `count` numbers are there.
template <int Rows, int Vectors, bool Whole, class Real>
HWY_INLINE void add_tile(const Product<Real>& product, std::size_t row, std::size_t column, std::size_t count) {
  const hn::ScalableTag<Real> d;
  using V = hn::Vec<decltype(d)>;
  const std::size_t width = hn::Lanes(d);
  const RestBlock<hn::ScalableTag<Real>> rest(Whole ? width : count);
  const auto load = [&](const Real* from) HWY_ATTR {
    if constexpr (Whole) {
      return hn::LoadU(d, from);
    } else {
      return rest.load(from, 0).vector;
    }
  };
  const Real* HWY_RESTRICT a = product.a + row * product.a_row;
  const Real* HWY_RESTRICT b = product.b + column;
  // A small tile adds up every fourth step by itself, or it would wait for each sum.
  constexpr int parts = Rows * Vectors >= 8 ? 1 : 4;
  V sums[parts * Rows][Vectors];
  for (int r = 0; r < parts * Rows; ++r)
    for (int v = 0; v < Vectors; ++v) sums[r][v] = hn::Zero(d);
  const std::size_t a_row = product.a_row, a_step = product.a_step, b_stride = product.b_stride;
  const auto add = [&](int part) HWY_ATTR {
    V values[Vectors];
    for (int v = 0; v < Vectors; ++v) values[v] = load(b + static_cast<std::size_t>(v) * width);
    for (int r = 0; r < Rows; ++r) {
      const V factor = hn::Set(d, a[static_cast<std::size_t>(r) * a_row]);
      for (int v = 0; v < Vectors; ++v)
        sums[part * Rows + r][v] = hn::MulAdd(factor, values[v], sums[part * Rows + r][v]);
    }
    a += a_step;
    b += b_stride;
  };
  std::size_t k = 0;
  for (; k + parts <= product.steps; k += parts)
    for (int part = 0; part < parts; ++part) add(part);
  for (; k < product.steps; ++k) add(0);
  for (int r = Rows; r < parts * Rows; ++r)
    for (int v = 0; v < Vectors; ++v) sums[r % Rows][v] = hn::Add(sums[r % Rows][v], sums[r][v]);
  for (int r = 0; r < Rows; ++r)
    for (int v = 0; v < Vectors; ++v) {
      Real* to = product.out + (row + static_cast<std::size_t>(r)) * product.out_stride + column +
                 static_cast<std::size_t>(v) * width;
      if constexpr (Whole) {
        hn::StoreU(hn::Add(load(to), sums[r][v]), d, to);
      } else {
        rest.store(hn::Add(load(to), sums[r][v]), to, 0);
      }
    }
}

// Rows that a tile of so many vectors has: what fits the registers.
template <class Real>
constexpr int tile_rows(int vectors) {
  constexpr bool many_registers = HWY_MAX_BYTES == 64 || HWY_TARGET == HWY_NEON;
  if (many_registers) return vectors == 1 ? 16 : vectors == 2 ? 8 : 6;
  return vectors == 1 ? 8 : vectors == 2 ? 4 : 2;
}

// The rows that are left after whole tiles go through smaller ones.
template <int Rows, int Vectors, bool Whole, class Real>
HWY_INLINE void add_rows(const Product<Real>& product, std::size_t row, std::size_t column, std::size_t count) {
  for (; row + Rows <= product.rows; row += Rows) add_tile<Rows, Vectors, Whole>(product, row, column, count);
  if constexpr (Rows > 1) {
    if (row < product.rows) add_rows<Rows / 2, Vectors, Whole>(product, row, column, count);
  }
}

// Adds all whole tiles of so many vectors from `column` on, and returns where they end.
template <int Vectors, class Real>
HWY_INLINE std::size_t add_columns(const Product<Real>& product, std::size_t column) {
  const std::size_t width = Vectors * hn::Lanes(hn::ScalableTag<Real>());
  for (; column + width <= product.columns; column += width)
    add_rows<tile_rows<Real>(Vectors), Vectors, true>(product, 0, column, width);
  return column;
}

/// Adds a product, tile by tile.
template <class Real>
HWY_NOINLINE void add_product(const Product<Real>& product) {
  std::size_t column = add_columns<4>(product, 0);
  column = add_columns<2>(product, column);
  column = add_columns<1>(product, column);
  if (column < product.columns) add_rows<tile_rows<Real>(1), 1, false>(product, 0, column, product.columns - column);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
