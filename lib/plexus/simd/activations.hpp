#pragma once

#include <cstddef>

#include <plexus/activation/activation.hpp>

// The activations in vectors of the widest instruction set that this machine has. Exact results come from the loops of
// ActivationRow; these are as good as the functions in vector-inl.hpp say.

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
