#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace plexus {

/// What a unit does with its state: output = value(state). The first fifteen are Neataptic's, in its order; those from
/// `softplus` on are Keras's. A further one is an enumerator here and its formula in formulas.inc, which tells the
/// source.
enum class Activation : std::uint8_t {
  logistic,
  tanh,
  identity,
  step,
  relu,
  softsign,
  sinusoid,
  gaussian,
  bent_identity,
  bipolar,
  bipolar_sigmoid,
  hard_tanh,
  absolute,
  inverse,
  selu,
  leaky_relu,  ///< a leak of 0.01
  softplus,
  elu,
  exponential,
  relu6,
  silu,
  hard_silu,
  gelu,                 ///< the exact one
  gelu_tanh,            ///< its approximation
  hard_sigmoid,         ///< clip(x / 6 + 0.5, 0, 1)
  keras2_hard_sigmoid,  ///< clip(0.2 x + 0.5, 0, 1)
  mish,
  hard_shrink,
  soft_shrink,
  tanh_shrink,
  log_sigmoid,
  squareplus,
  sparse_plus,
  sparse_sigmoid,
  keras_leaky_relu,  ///< a leak of 0.2
};

/// One activation function in one precision, over `count` numbers that lie side by side.
template <class Real>
struct ActivationLoops {
  /// y[i] = value(x[i])
  void (*forward)(const Real* x, Real* y, std::size_t count);
  /// gradient_x[i] += gradient_y[i] * slope(x[i], y[i])
  void (*backward)(const Real* x, const Real* y, const Real* gradient_y, Real* gradient_x, std::size_t count);
};

/// One row of the table of activations. Running, training, saving, mutating, exported code and the command
/// line read these rows.
struct ActivationRow {
  Activation activation;
  std::string_view name;  ///< what saved files and the command line say
  /// value(x) as a C++ expression: calls are std::exp(x) and the like, constants Real(1.5). JavaScript's Math must have
  /// the functions too, or export/javascript.cpp.
  std::string_view source;
  double (*value)(double x);
  double (*slope)(double x, double y);  ///< derivative at x, where y = value(x); at a kink, that of one side
  ActivationLoops<float> in_float;
  ActivationLoops<double> in_double;

  template <class Real>
  constexpr const ActivationLoops<Real>& loops() const {
    if constexpr (sizeof(Real) == sizeof(float)) {
      return in_float;
    } else {
      return in_double;
    }
  }
};

/// All activations, in the order of the enumeration.
std::span<const ActivationRow> activation_rows();

/// The row of one activation.
const ActivationRow& row(Activation activation);

/// A further name of an activation: what others call it.
struct ActivationAlias {
  std::string_view name;
  Activation activation;
};

/// All further names: sigmoid (logistic), linear (identity), swish (silu), hard_swish (hard_silu), celu (elu).
std::span<const ActivationAlias> activation_aliases();

/// The activation of this name or further name, or nothing.
std::optional<Activation> find_activation(std::string_view name);

/// The same; throws Error with the known names when there is none.
Activation activation_named(std::string_view name);

/// What a name means in Keras, without options: as above, but for leaky_relu, which leaks 0.2 there, and for
/// hard_sigmoid before version 3. Nothing when the table has no such function.
std::optional<Activation> find_keras_activation(std::string_view name, unsigned version = 3);

}  // namespace plexus
