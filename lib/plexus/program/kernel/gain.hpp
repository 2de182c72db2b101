#pragma once

#include <algorithm>
#include <vector>

#include <plexus/program/step.hpp>

namespace plexus::kernel {

/// Hands the outputs of gating units, just computed, to what they gate. A gain is a row of its own because a gate that
/// was not computed yet is open (1) in a fresh state and shut (0) after `clear`, as in Neataptic.
struct Gain {
  struct Copy {
    std::uint32_t unit;
    std::uint32_t gain;  // row
  };

  std::vector<Copy> copies;
};

template <class Real>
void forward(const Gain& gain, const ForwardStep<Real>& step) {
  for (const auto& [unit, row] : gain.copies) std::copy_n(step.output(unit), step.batch, step.row(row));
}

template <class Real>
void backward(const Gain& gain, const BackwardStep<Real>& step) {
  for (const auto& [unit, row] : gain.copies) {
    Real* gain_adjoint = step.row_adjoint(row);
    Real* adjoint = step.output_adjoint(unit);
    for (std::size_t b = 0; b < step.batch; ++b) adjoint[b] += gain_adjoint[b];
    std::fill_n(gain_adjoint, step.batch, Real{0});
  }
}

}  // namespace plexus::kernel
