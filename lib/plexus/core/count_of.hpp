#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plexus {

/// "1 unit", "3 units": for messages.
inline std::string count_of(std::size_t count, std::string_view thing) {
  return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

/// "4 to 7", or "4" when there is no other.
inline std::string range_of(std::size_t first, std::size_t last) {
  if (first == last) return std::to_string(first);
  return std::to_string(first) + " to " + std::to_string(last);
}

}  // namespace plexus
