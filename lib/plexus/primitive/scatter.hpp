#pragma once

#include <span>

#include <plexus/primitive/index_map.hpp>
#include <plexus/primitive/routine.hpp>

namespace plexus::primitive {

/// The adjoint of a gather: result[map.from[i]] += x[i], for a map that reads a tensor of shape `whole`. Elements of
/// the result that the map does not have get nothing, those that it has several times the sum, and elements of x at
/// `no_element` are dropped. With the map of a `slice` it puts x into its place in a concatenation.
///
/// Errors   one operand, of the map's shape, and a map that fits `whole`
struct Scatter {
  IndexMap map = {};
  Shape whole = {};

  friend bool operator==(const Scatter&, const Scatter&) = default;
};

Shape result_shape(const Scatter& scatter, std::span<const Shape> operands);
SharedRoutine make_ready(const Scatter& scatter, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
