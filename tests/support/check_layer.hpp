#pragma once

#include <cstddef>
#include <functional>

#include <plexus/architect/layer.hpp>

namespace plexus::testing {

/// What a layer promises. `weights` and `biases` are those that training may change.
struct LayerContract {
  std::size_t inputs = 0;
  std::size_t outputs = 0;
  std::size_t weights = 0;
  std::size_t biases = 0;
};

/// Checks what is true of all layers: sizes, trained counts, sound graphs and networks, that it computes what its units
/// say, gradients against finite differences, and that a rebuilt graph gives the same network.
void check_layer(const std::function<Layer()>& make, const LayerContract& contract);

}  // namespace plexus::testing
