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

/// When fast arithmetic adds what a single connection carries to the sum of its target: from the smallest number to the
/// largest. Sources of the step before come first, then the others as they are computed, so that the sum of a unit that
/// waits for its last source is all but done. One sample and many are added up alike, to the same bits.
constexpr std::uint32_t fast_order(std::uint32_t from, std::uint32_t to) { return from - to; }

}  // namespace plexus
