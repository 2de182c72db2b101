#pragma once

#include <cstdint>
#include <span>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus::primitive {

/// The nearest point to x, along one axis, whose numbers are 0 or more and add up to 1: max(x - threshold, 0). Like a
/// softmax, but most are 0.
///
/// Errors   one operand that has the axis
/// Source   Martins and Astudillo 2016, "From softmax to sparsemax", equation 2 and proposition 1; the threshold is
///          found as by Michelot 1986, "A finite algorithm for finding the projection of a point onto the canonical
///          simplex of R^n", which needs no sorting
struct Sparsemax {
  std::int32_t axis = -1;

  friend bool operator==(const Sparsemax&, const Sparsemax&) = default;
};

Shape result_shape(const Sparsemax& sparsemax, std::span<const Shape> operands);
SharedRoutine make_ready(const Sparsemax& sparsemax, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
