#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <plexus/architect/construct.hpp>

namespace plexus::architect {

/// A network of GRU layers: `sizes` are inputs, one or more GRU layers, outputs (logistic), as Neataptic's
/// architect.GRU; all weights start in [-0.1, 0.1). Throws Error for fewer than three sizes, or a size of 0.
Network GRU(const std::vector<std::size_t>& sizes, std::uint64_t seed = 0);

}  // namespace plexus::architect
