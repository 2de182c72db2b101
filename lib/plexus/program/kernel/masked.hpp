#pragma once

#include <algorithm>

#include <plexus/activation/activation.hpp>
#include <plexus/program/step.hpp>

namespace plexus::kernel {

/// Computes the output of one unit that has a mask: output = mask * value(state).
struct Masked {
  std::uint32_t unit = 0;
  Activation activation = Activation::identity;
  double mask = 1;
};

template <class Real>
void forward(const Masked& masked, const ForwardStep<Real>& step) {
  Real* output = step.output(masked.unit);
  row(masked.activation).template loops<Real>().forward(step.sum(masked.unit), output, step.batch);
  for (std::size_t b = 0; b < step.batch; ++b) output[b] *= static_cast<Real>(masked.mask);
}

template <class Real>
void backward(const Masked& masked, const BackwardStep<Real>& step) {
  const ActivationRow& activation = row(masked.activation);
  const Real* state = step.read(step.unit_count + masked.unit, false);
  Real* adjoint = step.output_adjoint(masked.unit);
  Real* state_adjoint = step.sum_adjoint(masked.unit);
  for (std::size_t b = 0; b < step.batch; ++b) {
    const auto x = static_cast<double>(state[b]);  // the output does not tell its value before the mask
    state_adjoint[b] += adjoint[b] * static_cast<Real>(masked.mask * activation.slope(x, activation.value(x)));
  }
  std::fill_n(adjoint, step.batch, Real{0});  // the output of the step before had no part in this one
}

}  // namespace plexus::kernel
