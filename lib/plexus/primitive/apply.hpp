#pragma once

#include <span>
#include <vector>

#include <plexus/primitive/function.hpp>
#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus::primitive {

/// A function of the table in function.hpp, of each number of its operand. Constants that are left out at the end have
/// their defaults: `Apply{Function::relu, {0.1}}` has a slope of 0.1 below 0.
///
/// Errors   one operand; no more constants than the function has, none of them not a number
struct Apply {
  Function function = Function::affine;
  std::vector<double> constants;

  friend bool operator==(const Apply&, const Apply&) = default;
};

Shape result_shape(const Apply& apply, std::span<const Shape> operands);
SharedRoutine make_ready(const Apply& apply, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
