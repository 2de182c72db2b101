#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

// What a primitive computes on. Numbers that differ between the samples of a batch lie as [element][lane], side by side
// for all lanes; parameters as [element].

namespace plexus {

/// What holds for a whole pass through a program.
struct Pass {
  bool training = false;           ///< noise is drawn, and statistics are those of the batch
  bool drawn = false;              ///< the noise is in the rows of those who draw it already
  std::uint64_t seed = 0;          ///< of the noise: what is drawn is a function of it, of who draws, and of the sample
  std::uint64_t first_sample = 0;  ///< the number of the sample in lane 0
};

/// What a primitive reads: what a group put out, or a parameter.
template <class Real>
struct Operand {
  const Real* values;
  bool lanes;  ///< [element][lane]; else [element], the same for all samples

  Real at(std::size_t element, std::size_t lane, std::size_t batch) const {
    return lanes ? values[element * batch + lane] : values[element];
  }
};

/// One step forward: `result` += what the primitive computes from its operands.
template <class Real>
struct ForwardCall {
  std::span<const Operand<Real>> operands;
  Real* result;       ///< [element][lane]
  Real* own;          ///< [own row][lane]: kept for backward, and until the next step
  std::size_t batch;  ///< in lanes
  const Pass& pass;
};

/// The same step back: adjoints += what `result_adjoint` says of them. Nothing else changes.
template <class Real>
struct BackwardCall {
  std::span<const Operand<Real>> operands;  ///< what forward read
  std::span<Real* const> adjoints;          ///< of each operand, laid out as it is; null: nobody wants it
  const Real* result_adjoint;               ///< [element][lane]
  const Real* own;                          ///< as forward left it
  std::size_t batch;
  const Pass& pass;
};

/// What a primitive may change after a training pass, by itself: its parameters, such as moving statistics.
template <class Real>
struct UpdateCall {
  std::span<Real* const> operands;  ///< the parameters among the operands; null for the others
  const Real* own;                  ///< as forward left it
  std::size_t batch;
};

}  // namespace plexus
