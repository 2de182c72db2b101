#pragma once

#include <plexus/program/single/pass.hpp>

// Runs one sample through a network, in vectors of the widest instruction set that this machine has.

namespace plexus::simd {

/// One step: takes pass.input_count numbers from `input`, works on `state`, and writes one number for each of
/// pass.outputs to `output`. `packed` and `state` are aligned to 64 bytes.
void step_single(const single::Pass& pass, const float* packed, float* state, const double* input, double* output);
void step_single(const single::Pass& pass, const double* packed, double* state, const double* input, double* output);

}  // namespace plexus::simd
