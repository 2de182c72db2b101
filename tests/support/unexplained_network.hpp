#pragma once

#include <plexus/network/network.hpp>

namespace plexus::testing {

/// A network that computes more than its units and connections say: as one with a kernel that keeps rows of its own.
Network unexplained_network();

}  // namespace plexus::testing
