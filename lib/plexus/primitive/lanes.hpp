#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include <plexus/primitive/call.hpp>

namespace plexus {

/// A number for each of a few lanes: what a loop adds up for them, without memory of its own.
template <class Real>
using LaneNumbers = std::array<Real, 16>;

/// Lanes side by side, at most as many as LaneNumbers has, of a batch.
struct Lanes {
  std::size_t first;
  std::size_t count;
  std::size_t batch;

  /// Where the numbers of these lanes are in row `element` of [element][lane].
  template <class Real>
  Real* row(Real* rows, std::size_t element) const {
    return rows + element * batch + first;
  }

  /// The numbers of these lanes in an operand: in place, or, of a parameter, repeated in `repeated`.
  template <class Real>
  const Real* read(const Operand<Real>& operand, std::size_t element, LaneNumbers<Real>& repeated) const {
    if (operand.lanes) return row(operand.values, element);
    repeated.fill(operand.values[element]);
    return repeated.data();
  }

  /// Adds a number for each lane to what operand `k` gets back, which a parameter gets from all of them. Nobody may
  /// want it.
  template <class Real>
  void give(const BackwardCall<Real>& call, std::size_t k, std::size_t element,
            const LaneNumbers<Real>& numbers) const {
    if (call.adjoints[k] == nullptr) return;
    const bool lanes = call.operands[k].lanes;
    Real* to = lanes ? row(call.adjoints[k], element) : call.adjoints[k] + element;
    for (std::size_t l = 0; l < count; ++l) to[lanes ? l : 0] += numbers[l];
  }
};

/// Calls `visit(lanes)` for all lanes of a batch, in order.
template <class Visit>
void for_lanes(std::size_t batch, Visit&& visit) {
  constexpr std::size_t most = LaneNumbers<float>{}.size();
  for (std::size_t first = 0; first < batch; first += most) visit(Lanes{first, std::min(most, batch - first), batch});
}

}  // namespace plexus
