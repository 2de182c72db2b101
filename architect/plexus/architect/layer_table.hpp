#pragma once

#include <span>
#include <string>
#include <string_view>

#include <plexus/architect/layer.hpp>

namespace plexus {

/// One row of the table of tensor layers.
struct LayerRow {
  std::string_view name;                   ///< Keras's: "Conv2D"
  Layer (*make)(std::string_view config);  ///< from Keras's config in JSON; throws Error for what it does not know
};

/// All of them, in alphabetical order.
std::span<const LayerRow> layer_rows();

/// A layer of this kind: `layer_named("Conv2D", R"({"filters": 8, "kernel_size": 3})")`. Throws Error with the nearest
/// name when there is no such kind or option.
Layer layer_named(std::string_view kind, std::string_view config = "{}");

/// Keras's config of a tensor layer, in JSON: what `layer_named` makes it from. Throws Error for any other layer.
std::string config_of(const Layer& layer);

}  // namespace plexus
