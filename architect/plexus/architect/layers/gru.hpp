#pragma once

#include <plexus/architect/layer.hpp>

namespace plexus {

/// Gated recurrent unit, wired as in Neataptic; l is logistic, * is element by element, h is y of the step before:
///
///   z = l(Wz x + Uz h + bz)                          update gate; bz starts at 1
///   r = l(Wr x + Ur h + br)                          reset gate
///   c = tanh(Wc x + Uc (r * h) + bc)                 candidate
///   y = l(Vh (z * h) + Vc ((1 - z) * c) + by)        output
///
/// The mix passes through weights and a logistic function, so this is not the textbook's layer.
///
/// All weights into the layer and inside it start with `start`: small, as in Neataptic.
///
/// Shapes   x [inputs], y [units]
/// Trains   3 * inputs * units + 5 * units * units weights, 4 * units biases
/// State    h is 0 after clear()
/// Throws   Error when units is 0
/// Source   Neataptic 1.4.7, Layer.GRU; after Cho et al. 2014, arXiv:1406.1078
Layer GRU(std::size_t units, const Weights& start = Weights::uniform(-0.1, 0.1));

}  // namespace plexus
