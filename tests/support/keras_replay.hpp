#pragma once

#include <nlohmann/json.hpp>

namespace plexus::testing {

/// Replays a case of Keras's answers, in Catch's terms: makes the layer of its config, gives it the case's weights and
/// inputs, and compares outputs, masks, gradients by inputs and weights, and weights that the pass changed. See
/// tests/data/keras/README.md for the format.
void replay_keras(const nlohmann::json& keras_case);

}  // namespace plexus::testing
