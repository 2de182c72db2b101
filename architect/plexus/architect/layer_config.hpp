#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <plexus/architect/layer_options.hpp>

namespace plexus {

/// Goes through the options of a layer.
using VisitOptions = std::function<void(OptionVisitor&)>;

/// Sets options from Keras's config in JSON; those that it does not have stay. What Keras writes for itself (dtype,
/// trainable of a layer as a whole, batch shapes) is passed over, and so are initializers. Throws Error for regularizers
/// and constraints, which layers do not take yet. Throws Error for text that is no JSON object, for an
/// option that the layer does not have, with the nearest name, and for a value of the wrong kind.
void read_config(std::string_view config, const VisitOptions& visit);

/// The options as Keras's config in JSON.
std::string written_config(const VisitOptions& visit);

}  // namespace plexus
