#pragma once

#include <plexus/program/compile.hpp>
#include <plexus/program/step.hpp>
#include <plexus/simd/lowered.hpp>

// Runs the kernels of a plan in vectors of the widest instruction set that this machine has. A kernel that has a twin
// in simd/kernel (run_forward, run_backward) runs as that twin, any other as it is written.

namespace plexus::simd {

void forward(const Plan& plan, const Lowered& lowered, const ForwardStep<float>& step);
void forward(const Plan& plan, const Lowered& lowered, const ForwardStep<double>& step);

void backward(const Plan& plan, const Lowered& lowered, const BackwardStep<float>& step);
void backward(const Plan& plan, const Lowered& lowered, const BackwardStep<double>& step);

}  // namespace plexus::simd
