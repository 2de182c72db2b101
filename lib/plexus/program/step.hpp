#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

#include <plexus/primitive/call.hpp>

namespace plexus {

/// Stands for "no row" and "no parameter".
inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// What a kernel computes on. `state` is [row][batch]: the rows are the outputs of all units, then the states of all
/// units (before the activation), then one gain for each unit that gates. A kernel works in place: a row that was not
/// computed yet in this step still holds the value of the step before, which is what recurrence means.
template <class Real>
struct ForwardStep {
  const Real* parameters;
  Real* state;
  std::size_t batch;
  std::uint32_t unit_count;
  Pass pass = {};

  Real* output(std::uint32_t unit) const { return state + unit * batch; }
  Real* sum(std::uint32_t unit) const { return state + (unit_count + unit) * batch; }
  Real* row(std::uint32_t index) const { return state + index * batch; }
};

/// What a kernel's backward pass works on. `now` and `before` are the states after and before the step. `adjoint` has
/// the same rows: the derivative of the loss by each row. It is worked in place, last kernel first, and turns from the
/// adjoint of `now` into that of `before`. `gradient` adds up the derivative by each parameter.
template <class Real>
struct BackwardStep {
  const Real* parameters;
  const Real* now;
  const Real* before;
  Real* adjoint;
  Real* gradient;
  std::size_t batch;
  std::uint32_t unit_count;
  std::uint32_t first_adjoint = 0;  ///< nobody reads the adjoints of the outputs of units before this one
  Pass pass = {};                   ///< that of the step forward

  Real* output_adjoint(std::uint32_t unit) const { return adjoint + unit * batch; }
  Real* sum_adjoint(std::uint32_t unit) const { return adjoint + (unit_count + unit) * batch; }
  Real* row_adjoint(std::uint32_t index) const { return adjoint + index * batch; }

  /// The values that the forward pass read from a row: those of this step, or, when `late`, of the step before.
  const Real* read(std::uint32_t index, bool late) const { return (late ? before : now) + index * batch; }
};

}  // namespace plexus
