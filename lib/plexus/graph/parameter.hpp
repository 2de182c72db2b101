#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <plexus/core/id.hpp>
#include <plexus/core/random.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus {

/// Numbers that operations read and training changes: a kernel, a table of embeddings, a scale. Operations that hold
/// the same one share its numbers in the network too.
struct Parameter {
  std::string name;
  Shape shape;
  std::vector<double> values;  ///< as many as the shape has elements; none when they are drawn
  bool trainable = true;
  std::optional<Id> id = {};  ///< kept from the network that the graph was made from, if any
  std::shared_ptr<const std::string> layer =
      {};  ///< that it belongs to, if any; Construct gives each a name of its own
  std::function<std::vector<double>(const Shape&, Random&)> draw =
      {};  ///< makes the values when the graph becomes a network
};

using SharedParameter = std::shared_ptr<const Parameter>;

/// Throws Error when there are neither a draw nor as many values as the shape has elements, or one is not finite.
SharedParameter make_parameter(Parameter parameter);

}  // namespace plexus
