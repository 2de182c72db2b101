// A vector of numbers that formulas can compute with as with one number, and the functions that formulas use. Compiled
// once for each instruction set: include it after hwy/foreach_target.h, as Highway's own -inl headers.

#if defined(PLEXUS_SIMD_VECTOR_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_VECTOR_INL_HPP
#undef PLEXUS_SIMD_VECTOR_INL_HPP
#else
#define PLEXUS_SIMD_VECTOR_INL_HPP
#endif

#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

#include <cmath>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class D>
struct Vector {
  using Real = hn::TFromD<D>;
  hn::Vec<D> vector;

  HWY_INLINE Vector(hn::Vec<D> values) : vector(values) {}
  template <class Number>
  requires std::is_arithmetic_v<Number> HWY_INLINE Vector(Number value)
      : vector(hn::Set(D(), static_cast<Real>(value))) {}

  friend HWY_INLINE Vector operator+(Vector a, Vector b) { return hn::Add(a.vector, b.vector); }
  friend HWY_INLINE Vector operator-(Vector a, Vector b) { return hn::Sub(a.vector, b.vector); }
  friend HWY_INLINE Vector operator*(Vector a, Vector b) { return hn::Mul(a.vector, b.vector); }
  friend HWY_INLINE Vector operator/(Vector a, Vector b) { return hn::Div(a.vector, b.vector); }
  friend HWY_INLINE Vector operator-(Vector a) { return hn::Neg(a.vector); }
  friend HWY_INLINE auto operator>(Vector a, Vector b) { return hn::Gt(a.vector, b.vector); }
  friend HWY_INLINE auto operator<(Vector a, Vector b) { return hn::Lt(a.vector, b.vector); }
};

template <class D>
HWY_INLINE Vector<D> where(hn::Mask<D> condition, Vector<D> yes, Vector<D> no) {
  return hn::IfThenElse(condition, yes.vector, no.vector);
}

template <class D>
HWY_INLINE Vector<D> abs(Vector<D> x) {
  return hn::Abs(x.vector);
}

template <class D>
HWY_INLINE Vector<D> sqrt(Vector<D> x) {
  return hn::Sqrt(x.vector);
}

/// e^x with at most 2 units in the last place of error, infinite from where the exact value is. Hands on a NaN.
template <class D>
HWY_INLINE Vector<D> exp(Vector<D> x) {
  using Real = typename Vector<D>::Real;
  constexpr bool single = sizeof(Real) == sizeof(float);
  constexpr Real overflow = single ? Real(88.72283) : Real(709.782712893384);
  const Vector<D> power = hn::Exp(D(), hn::Min(hn::Set(D(), overflow), x.vector));
  return where<D>(hn::Le(x.vector, hn::Set(D(), overflow)), power, x * HUGE_VAL);
}

/// tanh with a relative error of at most 3e-7 in float (with fused multiply-add, else 5e-7), 4 units in the last place
/// in double. In float a rational function x P(x^2) / Q(x^2) of degrees 6 and 3, fitted for the least relative error on
/// [0, 9.02], beyond which tanh is 1 in float. Hands on a NaN.
template <class D>
HWY_INLINE Vector<D> tanh(Vector<D> x) {
  const D d;
  if constexpr (sizeof(typename Vector<D>::Real) == sizeof(float)) {
    const auto number = [d](float value) HWY_ATTR { return hn::Set(d, value); };
    const auto limit = number(9.02F), one = number(1.0F);
    // Min and Max hand on their second argument when one is a NaN.
    const auto v = hn::Max(hn::Neg(limit), hn::Min(limit, x.vector));
    const auto t = hn::Mul(v, v);
    auto p = hn::MulAdd(number(-8.43598195e-14F), t, number(5.25775812e-11F));
    p = hn::MulAdd(p, t, number(-2.01839239e-08F));
    p = hn::MulAdd(p, t, number(1.11442523e-05F));
    p = hn::MulAdd(p, t, number(0.00310300058F));
    p = hn::MulAdd(p, t, number(0.130831569F));
    auto q = hn::MulAdd(number(0.000254475046F), t, number(0.024491379F));
    q = hn::MulAdd(q, t, number(0.464164823F));
    q = hn::MulAdd(q, t, one);
    const auto y = hn::Div(hn::MulAdd(hn::Mul(v, t), p, v), q);
    return hn::Max(hn::Neg(one), hn::Min(one, y));
  } else {
    return hn::Tanh(d, x.vector);
  }
}

/// Calls a function of the standard library for each lane.
template <class D, class Function>
HWY_INLINE Vector<D> one_by_one(Vector<D> x, Function function) {
  HWY_ALIGN typename Vector<D>::Real values[hn::MaxLanes(D())];
  hn::Store(x.vector, D(), values);
  for (auto& each : values) each = function(each);
  return hn::Load(D(), values);
}

/// sin and cos with at most 3 units in the last place of error; the vector code is for arguments up to 30000.
template <class D>
HWY_INLINE Vector<D> sin(Vector<D> x) {
  if (hn::AllTrue(D(), abs(x) < 30000)) return hn::Sin(D(), x.vector);
  return one_by_one(x, [](auto value) { return std::sin(value); });
}

template <class D>
HWY_INLINE Vector<D> cos(Vector<D> x) {
  if (hn::AllTrue(D(), abs(x) < 30000)) return hn::Cos(D(), x.vector);
  return one_by_one(x, [](auto value) { return std::cos(value); });
}

namespace formula {
#include <plexus/activation/formulas.inc>
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
