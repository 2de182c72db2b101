#pragma once

#include <plexus/core/findings.hpp>
#include <plexus/network/topology_parts.hpp>

namespace plexus {

/// Adds what is wrong with the operations of parts whose units, connections and groups are sound; see check in
/// network_check.hpp.
void check_operations(const TopologyParts& parts, Findings& findings);

}  // namespace plexus
