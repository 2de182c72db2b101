// How operations on one sample end: activations of sums that are still in vectors, or that were stored.

#if defined(PLEXUS_SIMD_SINGLE_FINISH_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_SINGLE_FINISH_INL_HPP
#undef PLEXUS_SIMD_SINGLE_FINISH_INL_HPP
#else
#define PLEXUS_SIMD_SINGLE_FINISH_INL_HPP
#endif

#include <type_traits>

#include <plexus/simd/activations-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// The formula of an activation that is known where the code is compiled.
template <class Formula>
struct Fixed {
  template <class D>
  HWY_INLINE hn::Vec<D> operator()(D, hn::Vec<D> sum) const {
    return Formula::value(Vector<D>(sum)).vector;
  }
};

/// Any activation.
struct Any {
  Activation activation;

  template <class D>
  HWY_NOINLINE hn::Vec<D> operator()(D, hn::Vec<D> sum) const {
    Vector<D> value(sum);
    with_formula(activation, [&](auto formula) HWY_ATTR { value = formula.value(Vector<D>(sum)); });
    return value.vector;
  }
};

/// The finish of one of these types.
template <class Finish>
HWY_INLINE Finish finish_of(Activation activation) {
  if constexpr (std::is_same_v<Finish, Any>)
    return Any{activation};
  else
    return {};
}

/// What work(finish) returns, with code of its own for the activations that most networks have.
template <class Work>
HWY_INLINE auto with_finish(Activation activation, Work work) {
  switch (activation) {
    case Activation::tanh:
      return work(Fixed<formula::Tanh>());
    case Activation::logistic:
      return work(Fixed<formula::Logistic>());
    case Activation::relu:
      return work(Fixed<formula::Relu>());
    case Activation::identity:
      return work(Fixed<formula::Identity>());
    default:
      return work(Any{activation});
  }
}

/// Calls body(d, i) for the vectors at i that make up `count` numbers, 4, 8 or a multiple of 16: d is a tag of vectors
/// that fit.
template <class Real, class Body>
HWY_INLINE void for_each_padded(std::size_t count, Body body) {
  const hn::ScalableTag<Real> d;
  if (count >= hn::Lanes(d)) {
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) body(d, i);
  } else if (count == 8) {
    body(hn::CappedTag<Real, 8>(), std::size_t{0});
  } else {
    body(hn::CappedTag<Real, 4>(), std::size_t{0});
  }
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
