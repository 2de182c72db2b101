#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include <plexus/architect/construct.hpp>

namespace plexus::architect {

/// Layers in a row: inputs, a layer of each size between, outputs; each connected to the next, with these weights.
/// `model` is the name for messages. Throws Error for fewer than two sizes, a size of 0, or layers between and
/// no function that makes them.
Network stack(std::string_view model, const std::vector<std::size_t>& sizes,
              const std::function<Layer(std::size_t units)>& hidden, Activation output, std::uint64_t seed,
              const Weights& weights = {});

}  // namespace plexus::architect
