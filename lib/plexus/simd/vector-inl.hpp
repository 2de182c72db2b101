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

/// e^x with at most 2 units in the last place of error, infinite from where the exact value is. Hands on a NaN. In
/// float 0 where the exact value is below the smallest normal number, 1.2e-38.
///
/// In float: x = n ln 2 + r, e^r = 1 + r + r^2 P(r), where P interpolates on [-ln 2 / 2, ln 2 / 2] in the Chebyshev
/// nodes, and 2^n is added to the exponent.
template <class D>
HWY_INLINE Vector<D> exp(Vector<D> x) {
  const D d;
  if constexpr (sizeof(typename Vector<D>::Real) == sizeof(float)) {
    const hn::RebindToSigned<D> bits;
    const auto number = [d](float value) HWY_ATTR { return hn::Set(d, value); };
    const auto overflow = number(88.72283F), underflow = number(-87.33654F);
    const auto whole = number(12582912.0F);  // 1.5 * 2^23: what is added to it becomes an integer in its last bits
    // Min hands on its second argument when one is a NaN.
    const auto y = hn::Min(overflow, x.vector);
    const auto shifted = hn::MulAdd(y, number(1.44269504F), whole);
    const auto n = hn::Sub(shifted, whole);
    auto r = hn::MulAdd(n, number(-0.693145752F), y);  // ln 2 in two parts, of which n times the first is exact
    r = hn::MulAdd(n, number(-1.42860677e-06F), r);
    const auto r2 = hn::Mul(r, r);
    const auto low = hn::MulAdd(number(0.166665778F), r, number(0.5F));
    const auto high = hn::MulAdd(number(0.00836317334F), r, number(0.0416665561F));
    const auto p = hn::MulAdd(hn::MulAdd(number(0.00139261759F), r2, high), r2, low);
    const auto fraction = hn::Add(hn::MulAdd(p, r2, r), number(1.0F));
    const auto power =
        hn::BitCast(d, hn::Add(hn::BitCast(bits, fraction), hn::ShiftLeft<23>(hn::BitCast(bits, shifted))));
    const auto result = hn::IfThenElseZero(hn::Ge(x.vector, underflow), power);
    return where<D>(hn::Le(x.vector, overflow), result, x * HUGE_VAL);
  } else {
    constexpr double overflow = 709.782712893384;
    const Vector<D> power = hn::Exp(d, hn::Min(hn::Set(d, overflow), x.vector));
    return where<D>(hn::Le(x.vector, hn::Set(d, overflow)), power, x * HUGE_VAL);
  }
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
    // Short chains of additions: one sample at a time waits for each.
    const auto t = hn::Mul(v, v), t2 = hn::Mul(t, t);
    const auto p0 = hn::MulAdd(number(0.00310300034F), t, number(0.130831569F));
    const auto p1 = hn::MulAdd(number(-2.0183915e-08F), t, number(1.11442523e-05F));
    const auto p2 = hn::MulAdd(number(-8.43703024e-14F), t, number(5.2577661e-11F));
    const auto p = hn::MulAdd(hn::MulAdd(p2, t2, p1), t2, p0);
    const auto q0 = hn::MulAdd(number(0.464164823F), t, one);
    const auto q1 = hn::MulAdd(number(0.000254474959F), t, number(0.0244913809F));
    const auto q = hn::MulAdd(q1, t2, q0);
    const auto y = hn::Div(hn::MulAdd(hn::Mul(v, t), p, v), q);
    return hn::Max(hn::Neg(one), hn::Min(one, y));
  } else {
    return hn::Tanh(d, x.vector);
  }
}

/// log(1 + x) of numbers from 0 on, with at most 2 units in the last place of error. Hands on a NaN and an infinity.
template <class D>
HWY_INLINE Vector<D> log1p(Vector<D> x) {
  return hn::IfThenElse(hn::IsFinite(x.vector), hn::Log1p(D(), x.vector), x.vector);
}

/// e^x - 1 of numbers up to 0, with at most 4 units in the last place of error. Hands on a NaN.
template <class D>
HWY_INLINE Vector<D> expm1(Vector<D> x) {
  const D d;
  // Max hands on its second argument when one is a NaN.
  return hn::Expm1(d, hn::Max(hn::Set(d, -100), x.vector));
}

/// Calls a function of the standard library for each lane.
template <class D, class Function>
HWY_INLINE Vector<D> one_by_one(Vector<D> x, Function function) {
  HWY_ALIGN typename Vector<D>::Real values[hn::MaxLanes(D())];
  hn::Store(x.vector, D(), values);
  for (auto& each : values) each = function(each);
  return hn::Load(D(), values);
}

/// sin and cos with at most 3 units in the last place of error; the vector code is for arguments up to 30000, and
/// what others get beside them does not change it.
template <class D>
HWY_INLINE Vector<D> sin(Vector<D> x) {
  const Vector<D> usual = hn::Sin(D(), x.vector);
  const auto small = abs(x) < 30000;
  if (hn::AllTrue(D(), small)) return usual;
  return where<D>(small, usual, one_by_one(x, [](auto value) { return std::sin(value); }));
}

template <class D>
HWY_INLINE Vector<D> cos(Vector<D> x) {
  const Vector<D> usual = hn::Cos(D(), x.vector);
  const auto small = abs(x) < 30000;
  if (hn::AllTrue(D(), small)) return usual;
  return where<D>(small, usual, one_by_one(x, [](auto value) { return std::cos(value); }));
}

/// The complement of the error function, 2 / sqrt(pi) times the integral of e^-t^2 from x on, in float with an error of
/// at most 2e-7. Hands on a NaN.
///
/// In float, for a = |x|: e^-a^2 P(t) / (a + 2) with t = (a - 2) / (a + 2), where P interpolates in the Chebyshev nodes
/// that belong to a from 0 to 10.1; and 2 minus that for x below 0.
template <class D>
HWY_INLINE Vector<D> erfc(Vector<D> x) {
  if constexpr (sizeof(typename Vector<D>::Real) == sizeof(float)) {
    const D d;
    const auto number = [d](float value) HWY_ATTR { return hn::Set(d, value); };
    const Vector<D> a = abs(x), inverse = 1 / (a + 2);
    const auto t = hn::NegMulAdd(number(4.0F), inverse.vector, number(1.0F));
    auto p = number(-0.000467033782F);
    for (const float each : {-0.000764925799F, 0.00297903018F, 0.00644522242F, -0.0214815721F, -0.0364369838F,
                             0.279469184F, -0.687160865F, 1.02158275F})
      p = hn::MulAdd(p, t, number(each));
    const Vector<D> tail = exp(-a * a) * Vector<D>(p) * inverse;
    return where<D>(x < 0, 2 - tail, tail);
  } else {
    return one_by_one(x, [](auto value) { return std::erfc(value); });
  }
}

namespace formula {
#include <plexus/activation/formulas.inc>
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
