#pragma once

#include <cstddef>

#include <plexus/network/network.hpp>

namespace plexus::settings {

/// The same network with all weights and biases 0.
Network all_zero(Network network);

/// The same network with all weights and biases 0, and biases that are not trained: the middle of a search that has
/// no reason to prefer a side.
Network zero_start(const Network& network);

/// A network of one hidden layer whose units also see each other's last activity (Elman 1990), and their own
/// last state, before the activation, with tanh everywhere: zero_start of it.
Network zero_elman(std::size_t inputs, std::size_t hidden);

/// A network of one hidden layer whose units also see each other's last activity, not their own, and the last output
/// (Jordan 1986), with tanh everywhere: zero_start of it.
Network zero_jordan(std::size_t inputs, std::size_t hidden);

}  // namespace plexus::settings
