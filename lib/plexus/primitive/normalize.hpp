#pragma once

#include <cstdint>
#include <span>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>
#include <plexus/primitive/slices.hpp>

namespace plexus::primitive {

/// What the numbers along some axes are brought to.
enum class Normalizing : std::uint8_t {
  standard,  ///< (x - mean) / sqrt(variance + epsilon): mean 0 and variance 1, the mean squared distance from it
  root_mean_square,  ///< x / sqrt(mean of x^2 + epsilon)
  unit,              ///< x / max(length, epsilon): length 1, the root of the sum of x^2
};

/// Normalizes each sample over some axes, all of them when none is named. A scale and an offset are Combines after it;
/// groups of channels are normalized with an axis of their own.
///
/// Errors   one operand; axes that it has, each once; an epsilon of 0 or more
/// Source   Ba, Kiros and Hinton 2016, "Layer normalization", equation 3; Zhang and Sennrich 2019, "Root mean square
///          layer normalization", equation 4
struct Normalize {
  Normalizing how = Normalizing::standard;
  Axes axes{-1};
  double epsilon = 1e-3;

  friend bool operator==(const Normalize&, const Normalize&) = default;
};

Shape result_shape(const Normalize& normalize, std::span<const Shape> operands);
SharedRoutine make_ready(const Normalize& normalize, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
