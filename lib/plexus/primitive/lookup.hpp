#pragma once

#include <span>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus::primitive {

/// Rows of a table, chosen by value: an embedding. Operands are indices (any shape) and a table (rows, row shape...);
/// the result is (indices' shape..., row shape...). An index is cut to an integer, towards 0, as Keras does; one that
/// names no row, or is not a number, gives zeros, since nothing can be thrown while a network runs. The gradient goes
/// to the rows that were chosen; indices have none. In float, integers are exact up to 2^24 rows.
///
/// Errors   two operands, and a table with at least one axis
/// Source   Bengio et al. 2003, "A Neural Probabilistic Language Model", section 2: the matrix C
struct Lookup {
  friend bool operator==(const Lookup&, const Lookup&) = default;
};

Shape result_shape(const Lookup& lookup, std::span<const Shape> operands);
SharedRoutine make_ready(const Lookup& lookup, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
