#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace plexus {

/// Functions of one number that have constants, and those that layers need inside. Those that a unit may have as its
/// activation, and that have no constants, are in activation/activation.hpp. A further one is an enumerator here and
/// its formula in functions.inc.
enum class Function : std::uint8_t {
  absolute,
  affine,
  celu,
  clip,
  cosine,
  elu,
  equal,
  exponential,
  floor,
  gelu,
  greater,
  hard_shrink,
  leaky_relu,
  logarithm,
  not_equal,
  reciprocal,
  relu,
  rsqrt,
  sign,
  sine,
  soft_shrink,
  sqrt,
  square,
  squareplus,
  threshold,
};

/// A constant of a function.
struct Constant {
  std::string_view name;
  double preset;  ///< its value unless another is given
};

/// At most so many constants; those that a function does not have are 0.
template <class Real>
using Constants = std::array<Real, 3>;

/// One function in one precision, over `count` numbers that lie side by side.
template <class Real>
struct FunctionLoops {
  /// y[i] += value(x[i])
  void (*forward)(const Real* x, Real* y, std::size_t count, const Constants<Real>& constants);
  /// gradient_x[i] += gradient_y[i] * slope(x[i])
  void (*backward)(const Real* x, const Real* gradient_y, Real* gradient_x, std::size_t count,
                   const Constants<Real>& constants);
};

/// One row of the table of functions.
struct FunctionRow {
  Function function;
  std::string_view name;                ///< what files say
  std::span<const Constant> constants;  ///< in the order in which they are given
  double (*value)(double x, const Constants<double>& constants);
  double (*slope)(double x, const Constants<double>& constants);  ///< at a kink, that of one side; at a jump 0
  FunctionLoops<float> in_float;
  FunctionLoops<double> in_double;

  template <class Real>
  constexpr const FunctionLoops<Real>& loops() const {
    if constexpr (sizeof(Real) == sizeof(float)) {
      return in_float;
    } else {
      return in_double;
    }
  }
};

/// All functions, in the order of the enumeration.
std::span<const FunctionRow> function_rows();

/// The row of one function.
const FunctionRow& row(Function function);

/// The function of this name; throws Error with the known names when there is none.
Function function_named(std::string_view name);

/// The constants of a function, of which the first are given; the others have their defaults.
Constants<double> with_defaults(const FunctionRow& row, std::span<const double> given);

}  // namespace plexus
