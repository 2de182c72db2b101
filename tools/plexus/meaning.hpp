#pragma once

#include <string>
#include <vector>

#include <plexus/data/model.hpp>
#include <plexus/export/dot.hpp>

namespace plexus::command {

/// What the inputs and outputs of a model's network stand for: columns, classes, changes of a series.
UnitNames unit_names(const Model& model);

/// How the numbers of the outside world become the inputs of a model's network, and its outputs an answer: lines for
/// whoever runs the network without Plexus. None for a network alone.
std::vector<std::string> encoding_in_words(const Model& model);

}  // namespace plexus::command
