#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <plexus/architect/construct.hpp>
#include <plexus/architect/layers/lstm.hpp>

namespace plexus::architect {

/// Which connections an LSTM network has beside those of its blocks, and what these are made of.
struct LSTMOptions {
  bool memory_to_memory = false;  ///< each cell to the others of its block, through the input gate
  bool output_to_memory = false;  ///< outputs to the cells, through the input gates
  bool output_to_gates = false;   ///< outputs to the gates
  bool input_to_output = true;    ///< inputs to the outputs
  bool input_to_deep = true;      ///< inputs to the cells of the second block and later ones, through the input gate
  std::uint64_t seed = 0;         ///< of the weights that are drawn
  LSTMCell cell = {};             ///< for Neataptic's own: neataptic_lstm()
};

/// A network of LSTM blocks, wired as Neataptic's architect.LSTM: `sizes` are inputs, one or more blocks, outputs
/// (logistic). The last block's cells reach the outputs directly, with no output block between. All weights start as
/// those of the cells. Throws Error for fewer than three sizes, or a size of 0.
Network LSTM(const std::vector<std::size_t>& sizes, const LSTMOptions& options = {});

}  // namespace plexus::architect
