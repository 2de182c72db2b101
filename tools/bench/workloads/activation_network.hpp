#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <plexus/network/network.hpp>

#include "../recipes.hpp"

namespace plexus::bench {

/// One of the four networks of W1 and W2.
struct ActivationNetwork {
  char letter;
  std::string_view name;
  bool remembers;     ///< whether its state is carried from step to step
  std::size_t steps;  ///< that the checksum adds up, from a new network
  double checksum;    ///< sum of all outputs over these steps
  Network (*make)();
};

inline constexpr auto activation_networks = std::to_array<ActivationNetwork>({
    {'a', "W1a", false, vector_count, 3.063135257,
     [] {
       constexpr std::uint32_t sizes[] = {10, 32, 32, 4};
       return multilayer(101, sizes, Activation::tanh, Activation::tanh);
     }},
    {'b', "W1b", true, 8, 8.301271165, sparse_recurrent},
    {'c', "W1c", true, vector_count, -11.284662786, [] { return memory_network(103, 8, 16, 4); }},
    {'d', "W1d", false, vector_count, 254.532053899,
     [] {
       constexpr std::uint32_t sizes[] = {784, 128, 10};
       return multilayer(104, sizes, Activation::relu, Activation::identity);
     }},
});

constexpr const ActivationNetwork& activation_network(char letter) {
  return activation_networks[static_cast<std::size_t>(letter - 'a')];
}

}  // namespace plexus::bench
