#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <plexus/architect/construct.hpp>

namespace plexus::architect {

struct NARXOptions {
  Activation hidden = Activation::tanh;
  Activation output = Activation::logistic;
  std::uint64_t seed = 0;  ///< of the weights that are drawn
};

/// A nonlinear autoregressive network with exogenous inputs, wired as Neataptic's architect.NARX: a perceptron that
/// also sees the inputs of the last `input_memory` steps and its own outputs of the last `output_memory` steps. Either
/// may be 0. `hidden` are the sizes of one or more hidden layers. Throws Error when another size is 0 or `hidden` is
/// empty.
///
/// Source: Lin, Horne, Tino and Giles 1996, "Learning long-term dependencies in NARX recurrent neural networks"
Network NARX(std::size_t inputs, const std::vector<std::size_t>& hidden, std::size_t outputs, std::size_t input_memory,
             std::size_t output_memory, const NARXOptions& options = {});

}  // namespace plexus::architect
