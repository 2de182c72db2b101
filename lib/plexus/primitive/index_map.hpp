#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include <plexus/primitive/shape.hpp>

namespace plexus::primitive {

/// Stands in an IndexMap for no element. No tensor has so many.
inline constexpr std::uint32_t no_element = std::numeric_limits<std::uint32_t>::max();

/// For each element of a tensor, an element of another one, or `no_element`. Made by the functions in index_maps.hpp.
struct IndexMap {
  std::vector<std::uint32_t> from = {};
  Shape shape = {};  ///< that `from` has

  friend bool operator==(const IndexMap&, const IndexMap&) = default;
};

/// Throws Error unless the map has as many entries as its shape has elements, each of them below `elements` or
/// `no_element`; `who` asks, for the message.
void expect_fits(const IndexMap& map, std::uint32_t elements, const char* who);

}  // namespace plexus::primitive
