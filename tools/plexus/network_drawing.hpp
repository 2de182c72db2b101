#pragma once

#include <string>

#include <plexus/data/model.hpp>

namespace plexus::command {

/// A model's network in Graphviz's DOT language, unit by unit: inputs on the left with the names of their columns,
/// outputs on the right with those of the answers. A connection is blue when it adds and red when it takes away, the
/// wider the larger its weight is; one that carries the step before is dashed, and a dotted line leads to it from what
/// gates it.
std::string to_dot_by_units(const Model& model);

}  // namespace plexus::command
