#pragma once

#include <cstdint>

namespace plexus {

/// How a program computes.
enum class Arithmetic : std::uint8_t {
  exact,  ///< number by number as the model is written, with the functions of the standard library: the reference
  fast,   ///< in vectors, with fused multiply-adds and the functions of simd/vector-inl.hpp; sums may be regrouped
};

/// What is used where nothing else is asked for: `exact` in double, `fast` in float.
template <class Real>
inline constexpr Arithmetic usual_arithmetic = sizeof(Real) == sizeof(float) ? Arithmetic::fast : Arithmetic::exact;

}  // namespace plexus
