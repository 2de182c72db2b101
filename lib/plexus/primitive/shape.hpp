#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace plexus {

/// The sizes of the axes of a tensor, without that of samples: {28, 28, 1} is an image of one channel, {} one number.
/// Elements are counted with the last axis first, as in C and in Keras.
using Shape = std::vector<std::uint32_t>;

/// The product of the sizes, 1 for {}. Throws Error when a size is 0, or there are 2^32 - 1 elements or more.
std::uint32_t element_count(const Shape& shape);

/// How many elements further the next one along each axis is.
std::vector<std::uint32_t> strides(const Shape& shape);

/// For messages: "(28, 28, 1)", and "()" for one number.
std::string in_words(const Shape& shape);
std::string in_words(std::span<const Shape> shapes);

/// The axis that a number names, which counts from the end when it is negative: -1 is the last. Throws Error when there
/// is none; `who` asks, for the message.
std::uint32_t axis_of(std::int64_t axis, const Shape& shape, const char* who);

/// The shape that others have in common when sizes of 1 are repeated, as in NumPy. Throws Error when there is none.
Shape broadcast(std::span<const Shape> shapes);

}  // namespace plexus
