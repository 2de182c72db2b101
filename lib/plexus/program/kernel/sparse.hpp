#pragma once

#include <vector>

#include <plexus/program/step.hpp>

namespace plexus::kernel {

/// Adds single connections, one after the other: state[to] += output[from] * weight * gain.
struct Sparse {
  struct Edge {
    std::uint32_t from;    // unit
    std::uint32_t to;      // unit
    std::uint32_t weight;  // parameter
    std::uint32_t gain;    // row, or none
    bool late;             // reads the output of the step before
    bool late_gain;
  };

  std::vector<Edge> edges;
};

template <class Real>
void forward(const Sparse& sparse, const ForwardStep<Real>& step) {
  for (const Sparse::Edge& edge : sparse.edges) {
    const Real weight = step.parameters[edge.weight];
    const Real* from = step.output(edge.from);
    Real* to = step.sum(edge.to);
    if (edge.gain == none) {
      for (std::size_t b = 0; b < step.batch; ++b) to[b] += from[b] * weight;
    } else {
      const Real* gain = step.row(edge.gain);
      for (std::size_t b = 0; b < step.batch; ++b) to[b] += from[b] * weight * gain[b];
    }
  }
}

template <class Real>
void backward(const Sparse& sparse, const BackwardStep<Real>& step) {
  for (const Sparse::Edge& edge : sparse.edges) {
    const Real weight = step.parameters[edge.weight];
    const Real* from = step.read(edge.from, edge.late);
    const Real* adjoint = step.sum_adjoint(edge.to);
    Real* from_adjoint = step.output_adjoint(edge.from);
    Real slope{0};
    if (edge.gain == none) {
      for (std::size_t b = 0; b < step.batch; ++b) {
        slope += adjoint[b] * from[b];
        from_adjoint[b] += adjoint[b] * weight;
      }
    } else {
      const Real* gain = step.read(edge.gain, edge.late_gain);
      Real* gain_adjoint = step.row_adjoint(edge.gain);
      for (std::size_t b = 0; b < step.batch; ++b) {
        slope += adjoint[b] * from[b] * gain[b];
        from_adjoint[b] += adjoint[b] * weight * gain[b];
        gain_adjoint[b] += adjoint[b] * weight * from[b];
      }
    }
    step.gradient[edge.weight] += slope;
  }
}

}  // namespace plexus::kernel
