#pragma once

#include <cstdint>
#include <optional>

#include <plexus/architect/layer_build.hpp>

namespace plexus {

/// Who may see whom among scores of shape (..., T, S).
struct ScoreMasks {
  std::optional<Group> steps = {};           ///< which of the S are real, (S)
  std::optional<Group> pairs = {};           ///< which pairs are, (T, S)
  bool causal = false;                       ///< none sees a later one
  std::optional<std::uint32_t> window = {};  ///< each sees those that are nearer than so many
};

/// softmax of scores along S, with the shares of what is masked gone, and some dropped in training.
Group shares_of(LayerBuild& layer, const Group& scores, const ScoreMasks& masks, double dropout);

}  // namespace plexus
