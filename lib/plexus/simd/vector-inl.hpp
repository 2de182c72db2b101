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

/// e^x with at most 2 units in the last place of error, infinite from where the exact value is. In float, what is below
/// the smallest normal number is 0.
template <class D>
HWY_INLINE Vector<D> exp(Vector<D> x) {
  using Real = typename Vector<D>::Real;
  const D d;
  if constexpr (sizeof(Real) == sizeof(float)) {
    // e^x = 2^n e^r with |r| <= ln(2)/2, and e^r = 1 + r + r^2 g(r), where g is fitted to 1e-8 of e^r. The sum with
    // `to_integer` rounds to the integer n, and leaves it in the lowest bits; adding it to the exponent multiplies.
    const auto number = [d](float value) HWY_ATTR { return hn::Set(d, value); };
    const hn::RebindToSigned<D> integers;
    const auto to_integer = number(12582912.0F);
    const auto sum = hn::MulAdd(x.vector, number(1.44269504F), to_integer);
    const auto n = hn::Sub(sum, to_integer);
    auto r = hn::NegMulAdd(n, number(0.693145752F), x.vector);
    r = hn::NegMulAdd(n, number(1.42860677e-06F), r);
    const auto square = hn::Mul(r, r);
    const auto low = hn::MulAdd(number(0.166665767F), r, number(0.5F));
    const auto high = hn::MulAdd(number(0.00836323288F), r, number(0.0416665542F));
    const auto g = hn::MulAdd(square, hn::MulAdd(number(0.00139262508F), square, high), low);
    const auto power = hn::Add(number(1.0F), hn::MulAdd(square, g, r));
    const auto scaled =
        hn::BitCast(d, hn::Add(hn::BitCast(integers, power), hn::ShiftLeft<23>(hn::BitCast(integers, sum))));
    const auto above_zero = hn::IfThenElseZero(hn::Ge(x.vector, number(-87.3365F)), scaled);
    const auto finite = hn::Le(x.vector, number(88.72283F));  // nor a NaN, which the sum hands on
    return hn::IfThenElse(finite, above_zero, hn::Add(x.vector, number(HUGE_VALF)));
  } else {
    constexpr Real overflow = 709.782712893384;
    const Vector<D> power = hn::Exp(d, hn::Min(hn::Set(d, overflow), x.vector));
    return where<D>(x > overflow, Vector<D>(HUGE_VAL), power);
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
    const auto t = hn::Mul(v, v), square = hn::Mul(t, t), cube = hn::Mul(v, t);
    const auto p_low = hn::MulAdd(number(0.00310300058F), t, number(0.130831569F));
    const auto p_middle = hn::MulAdd(number(-2.01839239e-08F), t, number(1.11442523e-05F));
    const auto p_high = hn::MulAdd(number(-8.43598195e-14F), t, number(5.25775812e-11F));
    const auto p = hn::MulAdd(hn::MulAdd(p_high, square, p_middle), square, p_low);
    const auto q_low = hn::MulAdd(number(0.464164823F), t, one);
    const auto q = hn::MulAdd(hn::MulAdd(number(0.000254475046F), t, number(0.024491379F)), square, q_low);
    const auto y = hn::Div(hn::MulAdd(cube, p, v), q);
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
  const auto small = abs(x) < 30000;
  const Vector<D> wave = hn::Sin(D(), x.vector);
  if (hn::AllTrue(D(), small)) return wave;
  return where<D>(small, wave, one_by_one(x, [](auto value) { return std::sin(value); }));
}

template <class D>
HWY_INLINE Vector<D> cos(Vector<D> x) {
  const auto small = abs(x) < 30000;
  const Vector<D> wave = hn::Cos(D(), x.vector);
  if (hn::AllTrue(D(), small)) return wave;
  return where<D>(small, wave, one_by_one(x, [](auto value) { return std::cos(value); }));
}

namespace formula {
#include <plexus/activation/formulas.inc>
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
