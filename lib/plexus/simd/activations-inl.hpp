// Loops over the formulas of activations, for one instruction set.

#if defined(PLEXUS_SIMD_ACTIVATIONS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_ACTIVATIONS_INL_HPP
#undef PLEXUS_SIMD_ACTIVATIONS_INL_HPP
#else
#define PLEXUS_SIMD_ACTIVATIONS_INL_HPP
#endif

#include <plexus/activation/activation.hpp>
#include <plexus/simd/lanes-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// Calls body(position, load, store) for whole vectors and then once for what is left: load(p) reads the vector at
/// p + position, with zeros beyond the end, and store(lanes, p) writes what is before the end.
template <class D, class Body>
HWY_INLINE void for_each_vector(D d, std::size_t count, Body body) {
  for_each_block<1>(d, count, [&](auto block, std::size_t i) HWY_ATTR {
    body([&](const auto* p) HWY_ATTR { return block.load(p + i, 0); },
         [&](Vector<D> values, auto* p) HWY_ATTR { block.store(values, p + i, 0); });
  });
}

/// Calls function(Formula{}) with the formula of an activation, each of them in code of its own.
template <std::size_t Position = 0, class Function>
HWY_INLINE void with_each_formula(Activation activation, Function function) {
  if constexpr (Position < std::tuple_size_v<formula::All>) {
    if (static_cast<std::size_t>(activation) == Position)
      function(std::tuple_element_t<Position, formula::All>{});
    else
      with_each_formula<Position + 1>(activation, function);
  }
}

/// The activations from here on are rare: work on single units has no code of its own for each of them.
constexpr auto first_rare = static_cast<std::size_t>(Activation::softplus);

template <class D>
HWY_NOINLINE Vector<D> rare_value(Activation activation, Vector<D> x) {
  Vector<D> value = x;
  with_each_formula<first_rare>(activation, [&](auto formula) HWY_ATTR { value = formula.value(x); });
  return value;
}

template <class D>
HWY_NOINLINE Vector<D> rare_slope(Activation activation, Vector<D> x, Vector<D> y) {
  Vector<D> slope = x;
  with_each_formula<first_rare>(activation, [&](auto formula) HWY_ATTR { slope = formula.slope(x, y); });
  return slope;
}

/// The formula of any rare activation.
struct Rare {
  Activation activation;

  template <class D>
  HWY_INLINE Vector<D> value(Vector<D> x) const {
    return rare_value<D>(activation, x);
  }
  template <class D>
  HWY_INLINE Vector<D> slope(Vector<D> x, Vector<D> y) const {
    return rare_slope<D>(activation, x, y);
  }
};

/// The same for work on few numbers at a time, which is large code: the rare ones share theirs.
template <std::size_t Position = 0, class Function>
HWY_INLINE void with_formula(Activation activation, Function function) {
  if constexpr (Position < first_rare) {
    if (static_cast<std::size_t>(activation) == Position)
      function(std::tuple_element_t<Position, formula::All>{});
    else
      with_formula<Position + 1>(activation, function);
  } else {
    function(Rare{activation});
  }
}

template <class Real>
HWY_NOINLINE void activate(Activation activation, const Real* HWY_RESTRICT x, Real* HWY_RESTRICT y, std::size_t count) {
  using D = hn::ScalableTag<Real>;
  with_each_formula(activation, [&](auto formula) HWY_ATTR {
    for_each_vector(D(), count, [&](auto load, auto store) HWY_ATTR { store(formula.value(load(x)), y); });
  });
}

template <class Real>
HWY_NOINLINE void activate_backward(Activation activation, const Real* HWY_RESTRICT x, const Real* HWY_RESTRICT y,
                                    const Real* HWY_RESTRICT gradient_y, Real* HWY_RESTRICT gradient_x,
                                    std::size_t count) {
  using D = hn::ScalableTag<Real>;
  with_each_formula(activation, [&](auto formula) HWY_ATTR {
    for_each_vector(D(), count, [&](auto load, auto store) HWY_ATTR {
      store(load(gradient_x) + load(gradient_y) * formula.slope(load(x), load(y)), gradient_x);
    });
  });
}

/// The same for rows of a state: what the outputs received, and the gains that hand them on when there are any, goes to
/// the sums, and 0 is left there, since the outputs of the step before had no part in these.
template <class Real>
HWY_NOINLINE void hand_to_sums(Activation activation, const Real* HWY_RESTRICT sum, const Real* HWY_RESTRICT output,
                               Real* HWY_RESTRICT output_adjoint, Real* HWY_RESTRICT gain_adjoint,
                               Real* HWY_RESTRICT sum_adjoint, std::size_t count) {
  using D = hn::ScalableTag<Real>;
  with_each_formula(activation, [&](auto formula) HWY_ATTR {
    for_each_vector(D(), count, [&](auto load, auto store) HWY_ATTR {
      Vector<D> received = load(output_adjoint);
      store(Vector<D>(Real{0}), output_adjoint);
      if (gain_adjoint) {
        received = received + load(gain_adjoint);
        store(Vector<D>(Real{0}), gain_adjoint);
      }
      const Vector<D> slope = formula.slope(load(sum), load(output));
      store(hn::MulAdd(received.vector, slope.vector, load(sum_adjoint).vector), sum_adjoint);
    });
  });
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
