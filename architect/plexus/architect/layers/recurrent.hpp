#pragma once

#include <cstdint>
#include <string>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>

// Recurrent layers over the first axis of a sequence, as Keras 3 has them. A network that is given one step at a time,
// as in a game, has Neataptic's LSTM(units) and GRU(units) in layers/lstm.hpp and layers/gru.hpp: those read their own
// last output by themselves, these are given whole sequences.
//
// Inputs   x (steps, features); then, if they are not 0 at first, the states
// Outputs  the last output (units), or, with return_sequences, all of them (steps, units); then, with return_state, the
//          last states. With go_backwards the sequence is read from its end, and all outputs are in the order in which
//          they were made.
// Masks    at a step that is masked the state stays and the output is the one before it, zeros at first (or always,
//          with zero_output_for_mask); the mask is handed on with return_sequences
// Noise    `dropout` is of what is read from x, `recurrent_dropout` of the state; drawn once for a sequence

namespace plexus {

struct SimpleRNNOptions {
  std::uint32_t units = 1;
  ActivationName activation = "tanh";
  bool use_bias = true;
  double dropout = 0;
  double recurrent_dropout = 0;
  bool return_sequences = false;
  bool return_state = false;
  bool go_backwards = false;
  bool zero_output_for_mask = false;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// h = activation(x K + h' R + b)
///
/// Weights  kernel (features, units), recurrent_kernel (units, units), bias (units)
/// Source   Keras 3, SimpleRNN; Elman 1990
Layer SimpleRNN(const SimpleRNNOptions& options);

struct LSTMOptions {
  std::uint32_t units = 1;
  ActivationName activation = "tanh";
  ActivationName recurrent_activation = "sigmoid";  ///< of the gates; Keras 2 had keras2_hard_sigmoid
  bool use_bias = true;
  bool unit_forget_bias = true;  ///< the bias of the forget gate begins at 1
  double dropout = 0;
  double recurrent_dropout = 0;
  bool return_sequences = false;
  bool return_state = false;
  bool go_backwards = false;
  bool zero_output_for_mask = false;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Long short-term memory without peepholes; s is recurrent_activation, a is activation, * is element by element:
///
///   [i f z o] = x K + h' R + b      input gate, forget gate, cell, output gate
///   c = s(f) * c' + s(i) * a(z)
///   h = s(o) * a(c)
///
/// Weights  kernel (features, 4 units), recurrent_kernel (units, 4 units), bias (4 units); states h, c
/// Source   Keras 3, LSTM; Hochreiter and Schmidhuber 1997
Layer LSTM(const LSTMOptions& options);

struct GRUOptions {
  std::uint32_t units = 1;
  ActivationName activation = "tanh";
  ActivationName recurrent_activation = "sigmoid";
  bool use_bias = true;
  double dropout = 0;
  double recurrent_dropout = 0;
  bool return_sequences = false;
  bool return_state = false;
  bool go_backwards = false;
  bool reset_after = true;  ///< resets what the recurrent kernel made, not what it is given; Keras 2 had false
  bool zero_output_for_mask = false;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Gated recurrent unit; s is recurrent_activation, a is activation:
///
///   z = s(x Kz + h' Rz + b), r = s(x Kr + h' Rr + b)
///   n = a(x Kn + bn + r * (h' Rn + rn)), or, without reset_after, a(x Kn + (r * h') Rn + bn)
///   h = z * h' + (1 - z) * n
///
/// Weights  kernel (features, 3 units), recurrent_kernel (units, 3 units), bias (2, 3 units) with reset_after, the
/// second
///          row for what the recurrent kernel makes, else (3 units); state h
/// Source   Keras 3, GRU; Cho et al. 2014, arXiv:1406.1078
Layer GRU(const GRUOptions& options);

/// One step of each: inputs x (features) and the states, outputs the output and the new states. The options about
/// sequences say nothing here.
Layer SimpleRNNCellLayer(const SimpleRNNOptions& options);
Layer LSTMCellLayer(const LSTMOptions& options);
Layer GRUCellLayer(const GRUOptions& options);

}  // namespace plexus
