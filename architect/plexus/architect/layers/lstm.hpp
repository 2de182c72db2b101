#pragma once

#include <plexus/architect/layer.hpp>

namespace plexus {

/// Long short-term memory with peepholes, wired as in Neataptic; l is logistic, * is element by element, and c', y' are
/// the cell of the step before:
///
///   i = l(Wi x + Pi c' + bi)      input gate; bi, bf, bo start at 1
///   f = l(Wf x + Pf c' + bf)      forget gate
///   s = f * s' + i * (Wc x) + bc  state of the memory cell
///   c = l(s)                      memory cell
///   o = l(Wo x + Po c + bo)       output gate
///   y = l(Wy (o * c) + by)        output block
///
/// Shapes   x [inputs], y [units]
/// Trains   4 * inputs * units + 4 * units * units weights, 5 * units biases
/// State    c' and s' are 0 after clear()
/// Throws   Error when units is 0
/// Source   Neataptic 1.4.7, Layer.LSTM; after Hochreiter and Schmidhuber 1997, and Gers and Schmidhuber 2000
Layer LSTM(std::size_t units);

}  // namespace plexus
