#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <plexus/activation/activation.hpp>
#include <plexus/network/network.hpp>

namespace plexus::command {

/// What --layers takes, in one line for --help and messages.
inline constexpr const char* layer_grammar =
    "SIZE (such as 64), ACTIVATION:SIZE (relu:64), LSTM:SIZE, GRU:SIZE or Memory:STEPS";

/// What a person says between inputs and outputs, and what the outputs are.
struct LayerList {
  std::string items;  ///< separated by commas; "none" alone: nothing
  Activation output = Activation::identity;
};

/// The network that a list of layers means: inputs, the layers one after the other, and outputs, each fully connected
/// to the next. A bare SIZE is a dense layer of relu units. When a layer is recurrent, the inputs reach the outputs
/// directly too: a forecast from the last change alone is then easy to find, and the memory learns what it misses.
///
/// Throws CLI::ValidationError that names the bad item and says what is wanted.
Network network_of(const LayerList& layers, std::size_t inputs, std::size_t outputs, std::uint64_t seed);

}  // namespace plexus::command
