#pragma once

#include <cstdint>

#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// Which of two parents is fitter.
enum class Fitter : std::uint8_t { neither, first, second };

/// Two networks with the same numbers of inputs and outputs that have a child.
struct Couple {
  const Network& first;
  const Network& second;
  Fitter fitter = Fitter::neither;
};

}  // namespace plexus::evolve
