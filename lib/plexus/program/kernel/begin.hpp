#pragma once

#include <algorithm>
#include <vector>

#include <plexus/program/step.hpp>

namespace plexus::kernel {

/// Starts the states of neighbouring units: state = gain * weight * state + bias. The first term is there for units
/// with a self-connection only. Either all of them have a bias, or none.
struct Begin {
  struct Self {
    std::uint32_t unit;
    std::uint32_t weight;  // parameter
    std::uint32_t gain;    // row, or none
    bool late_gain;
  };

  std::uint32_t first = 0;  // unit
  std::uint32_t count = 0;  // units
  std::uint32_t bias = 0;   // parameter of the first unit; the others follow; none when they have no biases
  std::vector<Self> selves;
};

template <class Real>
void forward(const Begin& begin, const ForwardStep<Real>& step) {
  auto self = begin.selves.begin();
  for (std::uint32_t i = 0; i < begin.count; ++i) {
    const Real bias = begin.bias == none ? Real{0} : step.parameters[begin.bias + i];
    Real* sum = step.sum(begin.first + i);
    if (self == begin.selves.end() || self->unit != begin.first + i) {
      std::fill_n(sum, step.batch, bias);
      continue;
    }
    const Real weight = step.parameters[self->weight];
    const Real* gain = self->gain == none ? nullptr : step.row(self->gain);
    for (std::size_t b = 0; b < step.batch; ++b) sum[b] = (gain ? gain[b] * weight : weight) * sum[b] + bias;
    ++self;
  }
}

template <class Real>
void backward(const Begin& begin, const BackwardStep<Real>& step) {
  auto self = begin.selves.begin();
  for (std::uint32_t i = 0; i < begin.count; ++i) {
    Real* adjoint = step.sum_adjoint(begin.first + i);
    if (begin.bias != none)
      for (std::size_t b = 0; b < step.batch; ++b) step.gradient[begin.bias + i] += adjoint[b];
    if (self == begin.selves.end() || self->unit != begin.first + i) {
      std::fill_n(adjoint, step.batch, Real{0});
      continue;
    }
    const Real weight = step.parameters[self->weight];
    const Real* state = step.read(step.unit_count + self->unit, true);
    const Real* gain = self->gain == none ? nullptr : step.read(self->gain, self->late_gain);
    Real* gain_adjoint = self->gain == none ? nullptr : step.row_adjoint(self->gain);
    for (std::size_t b = 0; b < step.batch; ++b) {
      const Real factor = gain ? gain[b] : Real{1};
      step.gradient[self->weight] += adjoint[b] * factor * state[b];
      if (gain_adjoint) gain_adjoint[b] += adjoint[b] * weight * state[b];
      adjoint[b] *= factor * weight;
    }
    ++self;
  }
}

}  // namespace plexus::kernel
