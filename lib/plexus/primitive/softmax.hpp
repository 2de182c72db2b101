#pragma once

#include <span>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>
#include <plexus/primitive/slices.hpp>

namespace plexus::primitive {

/// exp(x) / sum of exp(x) over some axes jointly, all of them when none is named; or the logarithm of it, accurate
/// where it is far below 0. A second operand is a mask, of 0 and 1, with sizes of 1 repeated: where it is 0 the result
/// is 0, and the sum is over the others; where all are masked, all are 0. The mask gets no gradient.
///
/// Errors   one operand, or a mask that fits it; no mask with the logarithm; axes that it has, each once
/// Source   Bridle 1990, "Probabilistic interpretation of feedforward classification network outputs"
struct Softmax {
  Axes axes{-1};
  bool logarithm = false;

  friend bool operator==(const Softmax&, const Softmax&) = default;
};

Shape result_shape(const Softmax& softmax, std::span<const Shape> operands);
SharedRoutine make_ready(const Softmax& softmax, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
