#pragma once

#include <algorithm>

#include <plexus/activation/activation.hpp>
#include <plexus/program/step.hpp>

namespace plexus::kernel {

/// Computes the outputs of neighbouring units with the same activation: output = value(state).
struct Activate {
  std::uint32_t first = 0;  // unit
  std::uint32_t count = 0;  // units
  Activation activation = Activation::identity;
};

template <class Real>
void forward(const Activate& activate, const ForwardStep<Real>& step) {
  row(activate.activation)
      .template loops<Real>()
      .forward(step.sum(activate.first), step.output(activate.first), activate.count * step.batch);
}

template <class Real>
void backward(const Activate& activate, const BackwardStep<Real>& step) {
  const std::size_t count = activate.count * step.batch;
  Real* adjoint = step.output_adjoint(activate.first);
  row(activate.activation)
      .template loops<Real>()
      .backward(step.read(step.unit_count + activate.first, false), step.read(activate.first, false), adjoint,
                step.sum_adjoint(activate.first), count);
  std::fill_n(adjoint, count, Real{0});  // the output of the step before had no part in this one
}

}  // namespace plexus::kernel
