#pragma once

#include <string>
#include <vector>

namespace plexus {

class Network;

/// What the inputs and the outputs of a network are called, in their order; those without a name are numbered.
struct UnitNames {
  std::vector<std::string> inputs = {};
  std::vector<std::string> outputs = {};
};

/// A network in Graphviz's DOT language, unit by unit: inputs on the left, outputs on the right. A connection is blue
/// when it adds and red when it takes away, the wider the larger its weight is; one that carries the step before is
/// dashed, and a dotted line leads to it from what gates it. Turn it into a picture with `dot -Tsvg`. Beyond some 60
/// units, draw its graph instead: see to_dot in plexus/graph/dot.hpp.
std::string to_dot(const Network& network, const UnitNames& names = {});

}  // namespace plexus
