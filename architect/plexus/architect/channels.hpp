#pragma once

#include <plexus/architect/layer_build.hpp>
#include <plexus/architect/layer_options.hpp>

namespace plexus {

/// The same numbers with the channels as the last axis; the group itself when they are that already.
Group channels_last(LayerBuild& layer, const Group& group, DataFormat format);

/// The way back.
Group channels_back(LayerBuild& layer, const Group& group, DataFormat format);

}  // namespace plexus
