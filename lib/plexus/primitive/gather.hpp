#pragma once

#include <span>

#include <plexus/primitive/index_map.hpp>
#include <plexus/primitive/routine.hpp>

namespace plexus::primitive {

/// Moves elements: result[i] = x[map.from[i]], or `fill` where the map has `no_element`. Its gradient is a scatter: an
/// element that several read gets the sum. Several gathers into one result are a concatenation.
///
/// Errors   one operand, and a map that fits it
struct Gather {
  IndexMap map = {};
  double fill = 0;

  friend bool operator==(const Gather&, const Gather&) = default;
};

Shape result_shape(const Gather& gather, std::span<const Shape> operands);
SharedRoutine make_ready(const Gather& gather, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
