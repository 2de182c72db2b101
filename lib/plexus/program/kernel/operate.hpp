#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <plexus/primitive/routine.hpp>
#include <plexus/program/step.hpp>

namespace plexus::kernel {

/// Runs a primitive: state[result + i] += element i of what it makes of its operands.
struct Operate {
  struct Source {
    std::uint32_t first;  // unit, or parameter
    bool parameter;
    bool late;  // reads the outputs of the step before
  };
  static constexpr std::size_t most_operands = 64;

  SharedRoutine routine;
  std::vector<Source> operands;
  std::uint32_t result = 0;  // first unit
  std::uint32_t own = 0;     // first row of its own
};

template <class Real>
void forward(const Operate& operate, const ForwardStep<Real>& step) {
  std::array<Operand<Real>, Operate::most_operands> operands;
  for (std::size_t k = 0; k < operate.operands.size(); ++k) {
    const auto& [first, parameter, late] = operate.operands[k];
    operands[k] = {parameter ? step.parameters + first : step.output(first), !parameter};
  }
  operate.routine->forward(ForwardCall<Real>{{operands.data(), operate.operands.size()},
                                             step.sum(operate.result),
                                             step.row(operate.own),
                                             step.batch,
                                             step.pass});
}

template <class Real>
void backward(const Operate& operate, const BackwardStep<Real>& step) {
  std::array<Operand<Real>, Operate::most_operands> operands;
  std::array<Real*, Operate::most_operands> adjoints;
  for (std::size_t k = 0; k < operate.operands.size(); ++k) {
    const auto& [first, parameter, late] = operate.operands[k];
    operands[k] = {parameter ? step.parameters + first : step.read(first, late), !parameter};
    adjoints[k] = parameter ? step.gradient + first : first < step.first_adjoint ? nullptr : step.output_adjoint(first);
  }
  operate.routine->backward(BackwardCall<Real>{{operands.data(), operate.operands.size()},
                                               {adjoints.data(), operate.operands.size()},
                                               step.sum_adjoint(operate.result),
                                               step.read(operate.own, false),
                                               step.batch,
                                               step.pass});
}

}  // namespace plexus::kernel
