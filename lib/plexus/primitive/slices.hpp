#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <plexus/primitive/shape.hpp>

namespace plexus {

/// Axes of a shape by number, which count from the end when they are negative: -1 is the last.
using Axes = std::vector<std::int32_t>;

/// Which axes of a shape are named, all of them when `axes` is empty. Throws Error when there is no such axis, or one
/// is named twice; `who` asks, for the message.
std::vector<bool> chosen(const Axes& axes, const Shape& shape, const char* who);

/// A tensor cut along some of its axes: each slice has all elements along these, at one place along the others. Slices,
/// and the elements in each, are in the order of the tensor's elements.
struct Slices {
  std::vector<std::uint32_t> starts;  ///< the first element of each slice
  std::vector<std::uint32_t> steps;   ///< how far from it its elements are, the same for all slices
};

/// A tensor cut along the axes that are `along`, which has a truth for each axis.
Slices slices(const Shape& shape, const std::vector<bool>& along);

}  // namespace plexus
