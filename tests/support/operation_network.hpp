#pragma once

#include <cstdint>

#include <plexus/network/network.hpp>

namespace plexus::testing {

/// What an operation network has beside its operations.
struct OperationNetworkOptions {
  bool connections = true;  ///< single connections into, out of and around the groups that operations work on
  bool recurrent = true;    ///< an operation, and connections, that read the step before
};

/// A network in which operations and single units work together: an image of 3 x 2, a dense layer over each of its
/// rows, a product, a sum with a bias, and outputs of single units. A function of the seed.
Network operation_network(std::uint64_t seed, const OperationNetworkOptions& options = {});

}  // namespace plexus::testing
