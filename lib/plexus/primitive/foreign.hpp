#pragma once

#include <span>
#include <string>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus::primitive {

/// A user's function with its gradient, under the name that it was registered by (foreign_function.hpp): what a Lambda
/// layer is made of. Files hold the name alone, so a program that loads one registers the function too.
///
/// Errors   a name that is registered; what the function's own `shape` refuses; at most 8 operands
struct Foreign {
  std::string name;

  friend bool operator==(const Foreign&, const Foreign&) = default;
};

Shape result_shape(const Foreign& foreign, std::span<const Shape> operands);
SharedRoutine make_ready(const Foreign& foreign, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
