#pragma once

#include <plexus/architect/layer.hpp>

namespace plexus {

/// What the units of an LSTM compute, and what its weights are at the start.
struct LSTMCell {
  Activation cell = Activation::tanh;           ///< of the memory cells
  Activation output = Activation::identity;     ///< of the output block
  Weights start = Weights::uniform(-0.1, 0.1);  ///< of all weights into the layer and inside it
};

/// All logistic, as in Neataptic. Learns slowly or not at all where few units are to learn a short sequence.
LSTMCell neataptic_lstm();

/// Long short-term memory with peepholes, wired as in Neataptic; l is logistic, a and b are the activations of cell and
/// output block, * is element by element, and c', s' are the cell of the step before:
///
///   i = l(Wi x + Pi c' + bi)      input gate; bi, bf, bo start at 1
///   f = l(Wf x + Pf c' + bf)      forget gate
///   s = f * s' + i * (Wc x) + bc  state of the memory cell
///   c = a(s)                      memory cell
///   o = l(Wo x + Po c + bo)       output gate
///   y = b(Wy (o * c) + by)        output block
///
/// The weights start small: from large ones the draw decides in which minimum one or two units end.
///
/// Shapes   x [inputs], y [units]
/// Trains   4 * inputs * units + 4 * units * units weights, 5 * units biases
/// State    c' and s' are 0 after clear()
/// Throws   Error when units is 0
/// Source   Neataptic 1.4.7, Layer.LSTM; after Hochreiter and Schmidhuber 1997, and Gers and Schmidhuber 2000; the
///          linear output block is the projection of Sak, Senior and Beaufays 2014, arXiv:1402.1128
Layer LSTM(std::size_t units, const LSTMCell& options = {});

}  // namespace plexus
