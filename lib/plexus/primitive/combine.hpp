#pragma once

#include <cstdint>
#include <span>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus::primitive {

/// How operands become one number.
enum class Combining : std::uint8_t { sum, difference, product, mean, maximum, minimum };

/// Combines operands element by element, with sizes of 1 repeated, as in NumPy: adds a bias, multiplies by a gate,
/// takes the largest. The result has the shape that the operands, and `to`, have in common: a bias of shape (4) alone
/// is added to a group of shape (3, 4) with `to` = (3, 4). `difference` takes two operands, the others one or more.
/// Where several are the largest or smallest, the gradient goes to the first of them.
struct Combine {
  Combining how = Combining::sum;
  Shape to = {};

  friend bool operator==(const Combine&, const Combine&) = default;
};

Shape result_shape(const Combine& combine, std::span<const Shape> operands);
SharedRoutine make_ready(const Combine& combine, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
