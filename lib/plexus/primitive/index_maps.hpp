#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <plexus/primitive/index_map.hpp>
#include <plexus/primitive/shape.hpp>
#include <plexus/primitive/window.hpp>

// Maps from the elements of a new tensor to those of one of shape `shape`, one function for each idea. An axis that is
// negative counts from the end. All throw Error, with the values, when what is asked for is not there.

namespace plexus::primitive {

/// Along each axis the elements that are listed for it, in that order; `no_element` is one that is not there.
IndexMap take(const Shape& shape, std::span<const std::vector<std::uint32_t>> of_each_axis);

/// The same elements in the same order.
IndexMap reshape(const Shape& shape, const Shape& to);

/// Axis i of the new tensor is axis axes[i] of the old one.
IndexMap permute(const Shape& shape, std::span<const std::int64_t> axes);

/// Without the first `before` and the last `after` elements of each axis; axes that have no entry stay as they are.
IndexMap crop(const Shape& shape, std::span<const Pads> axes);

/// With `before` and `after` elements more on each axis, which are not there.
IndexMap pad(const Shape& shape, std::span<const Pads> axes);

/// Each element of an axis so many times, one after the other: upsampling by the nearest.
IndexMap repeat(const Shape& shape, std::int64_t axis, std::uint32_t times);

/// An axis backwards.
IndexMap flip(const Shape& shape, std::int64_t axis);

/// `size` elements of an axis, from `start` on.
IndexMap slice(const Shape& shape, std::int64_t axis, std::uint32_t start, std::uint32_t size);

/// An axis of `size` elements in which those of `shape` stand from `start` on, and nothing elsewhere: one operand of a
/// concatenation. The same is said with fewer entries by a Scatter of the whole's `slice`.
IndexMap place(const Shape& shape, std::int64_t axis, std::uint32_t start, std::uint32_t size);

/// Repeats axes of size 1, and those missing at the front, as in NumPy.
IndexMap broadcast_to(const Shape& shape, const Shape& to);

/// What each window of a convolution covers: (windows..., sizes..., kept axes...), nothing in the pads.
IndexMap windows(const Shape& shape, std::span<const std::uint32_t> sizes, std::span<const Sliding> axes);

/// A map of what `first` made: both as one.
IndexMap compose(const IndexMap& first, const IndexMap& second);

}  // namespace plexus::primitive
