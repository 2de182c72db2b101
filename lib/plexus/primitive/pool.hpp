#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>
#include <plexus/primitive/window.hpp>

namespace plexus::primitive {

/// What is made of the elements of a window.
enum class Pooling : std::uint8_t { maximum, mean };

/// The largest element, or the mean, of each window. The first axes of the operand have windows, which
/// `sliding_windows` and `adaptive_windows` list; the others are kept: (spatial..., channels) becomes
/// (windows..., channels). Windows hold real elements only, so a mean divides by their number, and pads count for
/// nothing. Where several are the largest, the gradient goes to the first of them.
///
/// Errors   one operand, with at least as many axes as have windows; no window is empty, or reaches past its axis
/// Source   Goodfellow, Bengio, Courville: Deep Learning (2016), section 9.3
struct Pool {
  Pooling how = Pooling::maximum;
  std::vector<std::vector<Window>> axes = {};

  friend bool operator==(const Pool&, const Pool&) = default;
};

Shape result_shape(const Pool& pool, std::span<const Shape> operands);
SharedRoutine make_ready(const Pool& pool, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
