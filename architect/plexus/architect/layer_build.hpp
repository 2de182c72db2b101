#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <plexus/architect/tensor.hpp>

namespace plexus {

/// Makes the first values of a weight of this shape.
using Initial = std::function<std::vector<double>(const Shape& shape, Random& random)>;

// The initializers that Keras's layers begin with unless told otherwise.
std::vector<double> zeros(const Shape& shape, Random& random);
std::vector<double> ones(const Shape& shape, Random& random);
std::vector<double> small_uniform(const Shape& shape, Random& random);  ///< in [-0.05, 0.05)
std::vector<double> glorot_uniform(const Shape& shape, Random& random);
std::vector<double> orthogonal(const Shape& shape, Random& random);

/// The weights of a layer, in Keras's order. All uses of the layer share them.
struct LayerWeights {
  std::shared_ptr<const std::string> layer;  ///< its name
  std::vector<std::pair<std::string, SharedParameter>> all = {};
};

/// What a layer is built with, each time that it is used: makes groups and weights, and remembers them.
class LayerBuild {
 public:
  explicit LayerBuild(LayerWeights& weights) : weights_(weights) {}

  const std::string& layer() const { return *weights_.layer; }

  /// The weight of this name: made when the layer is first used, the same one from then on. Throws Error when it was
  /// made with another shape.
  SharedParameter weight(const std::string& name, const Shape& shape, const Initial& initial, bool trainable = true);

  /// A group that holds what a primitive makes; `part` is for drawings, such as "scores".
  Group make(const Primitive& primitive, const std::vector<OperandOf>& operands, const std::string& part = "",
             Activation activation = Activation::identity);

  /// All groups that were made, in order.
  const std::vector<Group>& groups() const noexcept { return groups_; }

 private:
  LayerWeights& weights_;
  std::vector<Group> groups_;
};

}  // namespace plexus
