#pragma once

#include <cstdint>
#include <vector>

#include <plexus/primitive/shape.hpp>

namespace plexus {

/// For each element of `result`, in order, the element of a tensor of shape `operand` that stands there when its sizes
/// of 1, and the axes that it lacks, are repeated, as in NumPy. The shapes fit each other, as `broadcast` checks.
std::vector<std::uint32_t> broadcast_places(const Shape& operand, const Shape& result);

}  // namespace plexus
