#pragma once

#include <cstddef>
#include <string_view>

namespace plexus {

/// Throws Error when `count` things of so many bytes each cannot be held: when a size cannot tell how many bytes they
/// take, or this machine has less memory, where the system says how much it has. `thing` names one of them. It spares
/// what is certainly too large the time until the memory is used up, and promises nothing of what passes.
void require_memory(std::size_t count, std::size_t bytes_each, std::string_view thing);

}  // namespace plexus
