#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/network/network.hpp>

namespace plexus {

/// What the weights of the connections are that bridge a removed unit.
enum class BridgeWeights : std::uint8_t {
  product,  ///< of the two weights that a bridge stands for; that of a self-connection in [-1, 1]
  drawn,    ///< from U[-0.1, 0.1); 1 for a self-connection: Neataptic's
};

struct RemoveOptions {
  BridgeWeights weights = BridgeWeights::product;
  double limit = std::numeric_limits<double>::infinity();  ///< products stay in [-limit, limit], >= 0
  bool keep_gates = true;  ///< the gating units of the connections that go, but for the self-connection, gate bridges
};

/// A connection that bridges a removed unit. Positions are those before the removal.
struct Bridge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double weight = 0;  ///< the product, when that is what is wanted

  friend bool operator==(const Bridge&, const Bridge&) = default;
};

/// What the removal of a unit comes to, known before anything is done.
struct Removal {
  std::uint32_t unit = 0;
  BridgeWeights weights = BridgeWeights::product;
  std::vector<Bridge> bridges;
  std::vector<std::uint32_t> gaters;  ///< units that are to gate bridges, as far as there are bridges
  std::size_t connection_count = 0;   ///< connections of the network without the unit
  std::size_t gate_count = 0;         ///< gated ones among them
};

/// Plans to remove a hidden unit c: every a -> c -> b is bridged by a -> b, unless that is there. Throws Error for a
/// unit that is not hidden.
Removal plan_removal(const Network& network, std::size_t unit, const RemoveOptions& options = {});

/// The network without the unit that the removal was planned for. Draws, in this order, the weights of the bridges
/// where that is wanted, and for each unit that is to gate a bridge, which one.
Network remove_unit(const Network& network, const Removal& removal, Random& random);

/// Both at once, as Neataptic's Network.remove: the network without a hidden unit, which is bridged.
Network remove_unit(const Network& network, std::size_t unit, Random& random, const RemoveOptions& options = {});

}  // namespace plexus
