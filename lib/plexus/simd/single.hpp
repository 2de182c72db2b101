#pragma once

#include <plexus/program/single/pass.hpp>

// Runs one sample through a network, in vectors of the widest instruction set that this machine has.

namespace plexus::simd {

/// One step: takes pass.input_count numbers from `input`, works on `state`, and writes one number for each of
/// pass.outputs to `output`. `packed` and `state` are aligned to 64 bytes.
template <class Real>
using SingleStep = void (*)(const single::Pass& pass, const Real* packed, Real* state, const double* input,
                            double* output);

/// The step for this machine, chosen once so that no step has to choose.
template <class Real>
SingleStep<Real> single_step();

template <>
SingleStep<float> single_step();
template <>
SingleStep<double> single_step();

}  // namespace plexus::simd
