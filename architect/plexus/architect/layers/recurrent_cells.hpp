#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <plexus/architect/layer_build.hpp>
#include <plexus/architect/layers/recurrent.hpp>

// What recurrent layers do in one step.

namespace plexus {

/// What a step makes: its output, which is the first of the states in all cells here, and the new states.
using States = std::vector<Group>;

/// The shapes of a cell's states.
inline std::vector<Shape> state_shapes(const SimpleRNNOptions& options) { return {{options.units}}; }
inline std::vector<Shape> state_shapes(const LSTMOptions& options) { return {{options.units}, {options.units}}; }
inline std::vector<Shape> state_shapes(const GRUOptions& options) { return {{options.units}}; }

/// One step, from x (features) and the states to the new states.
States step(LayerBuild& layer, const SimpleRNNOptions& options, const Group& x, const States& states);
States step(LayerBuild& layer, const LSTMOptions& options, const Group& x, const States& states);
States step(LayerBuild& layer, const GRUOptions& options, const Group& x, const States& states);

}  // namespace plexus
