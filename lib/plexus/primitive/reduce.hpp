#pragma once

#include <cstdint>
#include <span>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>
#include <plexus/primitive/slices.hpp>

namespace plexus::primitive {

/// How the numbers along some axes become one: `any` is 1 where one of them is not 0, else 0.
enum class Reducing : std::uint8_t { sum, mean, maximum, minimum, any };

/// Makes one number of all along some axes, all of them when none is named. The result lacks these axes, or has them
/// with size 1 when they are kept. Where several are the largest or smallest, the gradient goes to the first of them;
/// that of `any` is 0.
///
/// Errors   one operand; axes that it has, each once
struct Reduce {
  Reducing how = Reducing::sum;
  Axes axes;
  bool keep_axes = false;

  friend bool operator==(const Reduce&, const Reduce&) = default;
};

Shape result_shape(const Reduce& reduce, std::span<const Shape> operands);
SharedRoutine make_ready(const Reduce& reduce, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
