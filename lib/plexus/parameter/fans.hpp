#pragma once

#include <plexus/primitive/shape.hpp>

namespace plexus {

/// How many numbers each output of a layer takes, and how many outputs each input has a part in: what initializers
/// scale weights by.
struct Fans {
  double in = 1;
  double out = 1;

  friend bool operator==(const Fans&, const Fans&) = default;
};

/// Keras's rule for weights of a shape: (inputs, outputs) for a matrix; n and n for a vector of n, which is what biases
/// are; 1 and 1 for a single number; and for more axes, a kernel of a convolution (positions ..., inputs, outputs),
/// both times the number of positions. Who knows better, an einsum over several axes, says so.
Fans fans_of(const Shape& shape);

/// The rule of Keras 0: (inputs, outputs) for a matrix; kernels of 4 or 5 axes are (outputs, inputs, positions ...), of
/// which all but the first are inputs; for other shapes both are the root of the number of elements.
Fans keras0_fans_of(const Shape& shape);

}  // namespace plexus
