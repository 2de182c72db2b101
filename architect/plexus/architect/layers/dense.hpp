#pragma once

#include <cstdint>
#include <string>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>

namespace plexus {

/// Fully connected layer of single units: output = activation(W x + b).
///
/// Shapes   x [inputs], output [units]; each layer that connects to it brings its own W
/// Trains   inputs * units weights, units biases
/// Throws   Error when units is 0
/// Source   Neataptic 1.4.7, Layer.Dense
Layer Dense(std::size_t units, GroupOptions options = {});

struct DenseOptions {
  std::uint32_t units = 1;
  ActivationName activation = "linear";
  bool use_bias = true;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Fully connected layer of tensors: output = activation(x W + b), at each place of the axes before the last.
///
/// Shapes   x (..., inputs), output (..., units); the mask is handed on
/// Weights  kernel (inputs, units), bias (units)
/// Throws   Error when units is 0, or x is one number
/// Source   Keras 3, Dense
Layer Dense(const DenseOptions& options);

}  // namespace plexus
