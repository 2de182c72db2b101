#pragma once

#include <span>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus::primitive {

/// Takes, element by element, the second operand where the first is not 0, else the third; sizes of 1 are repeated, as
/// in NumPy. The gradient goes to what was taken, and none to the first.
///
/// Errors   three operands whose shapes fit each other
struct Select {
  friend bool operator==(const Select&, const Select&) = default;
};

Shape result_shape(const Select& select, std::span<const Shape> operands);
SharedRoutine make_ready(const Select& select, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
