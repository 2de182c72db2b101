#pragma once

#include <cstddef>

namespace plexus {

/// to[i][lane] = samples[lane][i] for i < count.
void to_lanes(const float* const* samples, std::size_t lanes, std::size_t count, float* to);
void to_lanes(const double* const* samples, std::size_t lanes, std::size_t count, double* to);

}  // namespace plexus
