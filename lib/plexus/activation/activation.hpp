#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace plexus {

/// What a unit does with its state: output = value(state). The first fifteen are Neataptic's, in its order. A further
/// one is an enumerator here and its formula in formulas.inc.
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
  leaky_relu,
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
  std::string_view name;    ///< what saved files and the command line say
  std::string_view source;  ///< value(x) as a C++ expression: calls are std::exp(x) and the like, constants Real(1.5)
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

/// The activation of this name, or nothing.
std::optional<Activation> find_activation(std::string_view name);

/// The activation of this name; throws Error with the known names when there is none.
Activation activation_named(std::string_view name);

}  // namespace plexus
