#pragma once

#include <string>

namespace plexus::command {

/// The picture that Graphviz's `dot` makes of a graph, in a format such as "svg" or "png". Throws Error when it is not
/// installed or fails.
std::string draw_with_graphviz(const std::string& dot, const std::string& format);

}  // namespace plexus::command
