#pragma once

#include <optional>

#include <plexus/graph/pattern.hpp>
#include <plexus/program/step.hpp>

namespace plexus::kernel {

/// Adds a whole all-to-all block: state[to + j] += output[from + i] * weight[i][j] * gain, where gain belongs to the
/// source i or the target j, or is not there. Adds source by source, as its single connections would.
struct Dense {
  std::uint32_t from = 0;  // first source unit
  std::uint32_t from_count = 0;
  std::uint32_t to = 0;  // first target unit
  std::uint32_t to_count = 0;
  std::uint32_t weight = 0;  // first parameter of [from_count][to_count]
  bool late = false;         // reads the outputs of the step before
  std::optional<Gating> gating;
  std::uint32_t gain = 0;  // row of the first gain; the others follow
  bool late_gain = false;

  std::uint32_t gain_row(std::uint32_t i, std::uint32_t j) const { return gain + (gating == Gating::source ? i : j); }
};

template <class Real>
void forward(const Dense& dense, const ForwardStep<Real>& step) {
  const Real* weight = step.parameters + dense.weight;
  for (std::uint32_t i = 0; i < dense.from_count; ++i) {
    const Real* from = step.output(dense.from + i);
    for (std::uint32_t j = 0; j < dense.to_count; ++j, ++weight) {
      Real* to = step.sum(dense.to + j);
      if (!dense.gating) {
        for (std::size_t b = 0; b < step.batch; ++b) to[b] += from[b] * *weight;
      } else {
        const Real* gain = step.row(dense.gain_row(i, j));
        for (std::size_t b = 0; b < step.batch; ++b) to[b] += from[b] * *weight * gain[b];
      }
    }
  }
}

template <class Real>
void backward(const Dense& dense, const BackwardStep<Real>& step) {
  const Real* weight = step.parameters + dense.weight;
  Real* gradient = step.gradient + dense.weight;
  for (std::uint32_t i = 0; i < dense.from_count; ++i) {
    const Real* from = step.read(dense.from + i, dense.late);
    Real* from_adjoint = step.output_adjoint(dense.from + i);
    for (std::uint32_t j = 0; j < dense.to_count; ++j, ++weight, ++gradient) {
      const Real* adjoint = step.sum_adjoint(dense.to + j);
      Real slope{0};
      if (!dense.gating) {
        for (std::size_t b = 0; b < step.batch; ++b) {
          slope += adjoint[b] * from[b];
          from_adjoint[b] += adjoint[b] * *weight;
        }
      } else {
        const Real* gain = step.read(dense.gain_row(i, j), dense.late_gain);
        Real* gain_adjoint = step.row_adjoint(dense.gain_row(i, j));
        for (std::size_t b = 0; b < step.batch; ++b) {
          slope += adjoint[b] * from[b] * gain[b];
          from_adjoint[b] += adjoint[b] * *weight * gain[b];
          gain_adjoint[b] += adjoint[b] * *weight * from[b];
        }
      }
      *gradient += slope;
    }
  }
}

}  // namespace plexus::kernel
