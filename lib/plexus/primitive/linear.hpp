#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus::primitive {

/// One entry of a sparse matrix: `to` gets `from` times a coefficient.
struct Term {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double coefficient = 0;

  friend bool operator==(const Term&, const Term&) = default;
};

/// A fixed matrix, never trained, that acts along one axis: resizing, filter banks, averages.
///
///   result[.., t.to, ..] += t.coefficient * x[.., t.from, ..]     for each term t
///
/// The result has x's shape, with `size` elements along the axis.
///
/// Errors   one operand with that axis, and terms that stay inside it
struct Linear {
  std::int64_t axis = 0;  ///< counted from the end when negative
  std::uint32_t size = 1;
  std::vector<Term> terms = {};

  friend bool operator==(const Linear&, const Linear&) = default;
};

Shape result_shape(const Linear& linear, std::span<const Shape> operands);
SharedRoutine make_ready(const Linear& linear, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
