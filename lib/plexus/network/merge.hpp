#pragma once

#include <plexus/network/network.hpp>

namespace plexus {

struct MergeOptions {
  bool reversed = false;  ///< joins the last output of the first to the first input of the second, as Neataptic does
};

/// Two networks in a row: output i of `first` takes the place of input i of `second`, and becomes a hidden unit. Within
/// one step of the merged network `first` is computed, then `second`. Connections, gates, masks and ids are kept; of
/// two units with the same id an input of the first or an output of the second keeps it, else the one that stands
/// first, and the other gets a hash of it. What an input of `second` gated is then gated by the unit that took its
/// place, or, in a network whose inputs gate nothing (TopologyParts::inputs_gate), by none.
///
/// Throws Error when the first has another number of outputs than the second has inputs.
/// Source: Neataptic 1.4.7, Network.merge
Network merge(const Network& first, const Network& second, const MergeOptions& options = {});

}  // namespace plexus
