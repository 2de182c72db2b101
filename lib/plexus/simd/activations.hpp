#pragma once

#include <cstddef>

#include <plexus/activation/activation.hpp>

// The activations in vectors of the widest instruction set that this machine has. Exact results come from the loops of
// ActivationRow. These differ from the value y of the formula at the given number by at most (an ulp is a unit in the
// last place of y; what is said of relative errors and ulps holds where |y| is at least 1.2e-38):
//
//     in float
//       identity, step, relu, bipolar, hard_tanh, absolute,
//       relu6, hard_shrink                                   nothing
//       inverse, leaky_relu, keras_leaky_relu, soft_shrink   1e-7 |y|
//       softsign                                             1.2e-7 |y|
//       exponential, hard_silu, hard_sigmoid,
//       keras2_hard_sigmoid, sparse_plus, sparse_sigmoid     2.5e-7 |y|
//       logistic, softplus, log_sigmoid, elu, squareplus     3e-7 |y|
//       tanh                                                 3e-7 |y| with fused multiply-add (AVX2, AVX-512, NEON),
//                                                            else 5e-7 |y|
//       sinusoid                                             3 ulp
//       gaussian                                             1e-7
//       bipolar_sigmoid                                      2.5e-7
//       bent_identity, selu, silu, gelu, gelu_tanh, mish,
//       tanh_shrink                                          2.5e-7 max(1, |y|)
//     in double
//       all                                                  2e-15 max(1, |y|)
//
// Near 0, bipolar_sigmoid, bent_identity, selu and tanh_shrink are differences of larger numbers, so few digits of a small
// y are right, in plain code as well. What is beyond the largest number is infinite; so is bent_identity in float where
// x^2 is, from |x| = 1.9e19 on.

namespace plexus::simd {

/// y[i] = value(x[i])
void activate(Activation activation, const float* x, float* y, std::size_t count);
void activate(Activation activation, const double* x, double* y, std::size_t count);

/// gradient_x[i] += gradient_y[i] * slope(x[i], y[i])
void activate_backward(Activation activation, const float* x, const float* y, const float* gradient_y,
                       float* gradient_x, std::size_t count);
void activate_backward(Activation activation, const double* x, const double* y, const double* gradient_y,
                       double* gradient_x, std::size_t count);

}  // namespace plexus::simd
