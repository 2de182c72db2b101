#pragma once

#include <plexus/architect/layer.hpp>

namespace plexus {

/// Fully connected layer: output = activation(W x + b).
///
/// Shapes   x [inputs], output [units]; each layer that connects to it brings its own W
/// Trains   inputs * units weights, units biases
/// Throws   Error when units is 0
/// Source   Neataptic 1.4.7, Layer.Dense
Layer Dense(std::size_t units, GroupOptions options = {});

}  // namespace plexus
