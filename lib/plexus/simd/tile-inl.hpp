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
#include <span>
#include <utility>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// A matrix product out[row][column] += sum over k of a(row, k) * b[k][column]. Both a and out may be in parts, side by
/// side: a[part][row * a_row + k * a_step] is for `steps` rows of b, out[part][row * out_stride + column] for `columns`
/// columns. Parts of out, when there are several, are whole vectors.
template <class Real>
struct Product {
  std::span<const Real* const> a;
  std::size_t a_row, a_step;
  const Real* b;
  std::size_t b_stride;
  std::span<Real* const> out;
  std::size_t out_stride;
  std::size_t rows, columns, steps;

  HWY_INLINE Real* out_column(std::size_t column) const {
    return out.size() == 1 ? out[0] + column : out[column / columns] + column % columns;
  }
};

/// Where vectors of columns of a product are added.
template <int Vectors, class Real>
struct Columns {
  std::size_t first;
  std::size_t count;  // numbers
  Real* out[Vectors];
};

/// The part of a product that is `Rows` rows from `row` on and `Vectors` vectors of columns. When not `Whole` it is one
/// vector, of which the first numbers are there.
template <int Rows, int Vectors, bool Whole, class Real>
HWY_INLINE void add_tile(const Product<Real>& product, std::size_t row, const Columns<Vectors, Real>& columns) {
  const hn::ScalableTag<Real> d;
  using V = hn::Vec<decltype(d)>;
  const std::size_t width = hn::Lanes(d);
  const RestBlock<hn::ScalableTag<Real>> rest(Whole ? width : columns.count);
  const auto load = [&](const Real* from) HWY_ATTR {
    if constexpr (Whole) {
      return hn::LoadU(d, from);
    } else {
      return rest.load(from, 0).vector;
    }
  };
  const Real* HWY_RESTRICT a = nullptr;
  const Real* HWY_RESTRICT b = product.b + columns.first;
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
  for (const Real* a_part : product.a) {
    a = a_part + row * a_row;
    std::size_t k = 0;
    for (; k + parts <= product.steps; k += parts)
      for (int part = 0; part < parts; ++part) add(part);
    for (; k < product.steps; ++k) add(0);
  }
  for (int r = Rows; r < parts * Rows; ++r)
    for (int v = 0; v < Vectors; ++v) sums[r % Rows][v] = hn::Add(sums[r % Rows][v], sums[r][v]);
  for (int r = 0; r < Rows; ++r)
    for (int v = 0; v < Vectors; ++v) {
      Real* to = columns.out[v] + (row + static_cast<std::size_t>(r)) * product.out_stride;
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
HWY_INLINE void add_rows(const Product<Real>& product, std::size_t row, const Columns<Vectors, Real>& columns) {
  for (; row + Rows <= product.rows; row += Rows) add_tile<Rows, Vectors, Whole>(product, row, columns);
  if constexpr (Rows > 1) {
    if (row < product.rows) add_rows<Rows / 2, Vectors, Whole>(product, row, columns);
  }
}

// Adds all whole tiles of so many vectors from `column` on, and returns where they end.
template <int Vectors, class Real>
HWY_INLINE std::size_t add_columns(const Product<Real>& product, std::size_t column, std::size_t end) {
  const std::size_t vector = hn::Lanes(hn::ScalableTag<Real>()), width = Vectors * vector;
  for (; column + width <= end; column += width) {
    Columns<Vectors, Real> columns{column, width, {}};
    for (std::size_t v = 0; v < Vectors; ++v) columns.out[v] = product.out_column(column + v * vector);
    add_rows<tile_rows<Real>(Vectors), Vectors, true>(product, 0, columns);
  }
  return column;
}

/// Adds a product, tile by tile.
template <class Real>
HWY_NOINLINE void add_product(const Product<Real>& product) {
  const std::size_t end = product.columns * product.out.size();
  std::size_t column = add_columns<4>(product, 0, end);
  column = add_columns<2>(product, column, end);
  column = add_columns<1>(product, column, end);
  if (column < end)
    add_rows<tile_rows<Real>(1), 1, false>(product, 0,
                                           Columns<1, Real>{column, end - column, {product.out_column(column)}});
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
