#pragma once

#include <plexus/architect/layer.hpp>

namespace plexus {

/// Remembers what it received in the last steps, unchanged: a group of `steps` times `units`, the oldest first, each
/// taking over what the one `units` further on held a step ago. It is entered one to one, whatever pattern and weights
/// are asked for.
///
/// Placed after its source in the list given to Construct, the newest units hold the source's current output; placed
/// before it, the previous one.
///
/// Shapes   x [units], output [steps * units], oldest first
/// Trains   nothing
/// State    all 0 after clear()
/// Throws   Error when units or steps is 0; connecting a source of another size than `units` throws too
/// Source   Neataptic 1.4.7, Layer.Memory
Layer Memory(std::size_t units, std::size_t steps);

}  // namespace plexus
