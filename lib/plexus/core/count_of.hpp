#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plexus {

/// "1 unit", "3 units": for messages.
inline std::string count_of(std::size_t count, std::string_view thing) {
  return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

}  // namespace plexus
