#include <plexus/architect/layer_build.hpp>

#include <algorithm>

#include <plexus/core/error.hpp>

namespace plexus {

Group LayerBuild::make(const Primitive& primitive, const std::vector<OperandOf>& operands, const std::string& part,
                       Activation activation) {
  try {
    // What nobody reads is not an output of the network for that: an exit of the layer is asked about later.
    groups_.push_back(operate(
        primitive, operands,
        {.activation = activation, .role = GroupRole::hidden, .name = part.empty() ? layer() : layer() + "/" + part}));
  } catch (const Error& error) {
    throw Error("layer '", layer(), "': ", error.what());
  }
  return groups_.back();
}

const SharedParameter* LayerBuild::find(const std::string& name, const Shape& shape) const {
  const auto found = std::ranges::find(weights_.all, name, &std::pair<std::string, SharedParameter>::first);
  if (found == weights_.all.end()) return nullptr;
  if (found->second->shape != shape)
    throw Error("layer '", layer(), "': its weight '", name, "' was made with the shape ",
                in_words(found->second->shape), ", and this use needs ", in_words(shape),
                "; give it inputs of one shape, or use another layer");
  return &found->second;
}

SharedParameter LayerBuild::add(const std::string& name, const Shape& shape, WeightOptions options) {
  return weights_.all
      .emplace_back(name, make_parameter({.name = name,
                                          .shape = shape,
                                          .values = std::move(options.values),
                                          .trainable = options.trainable,
                                          .layer = weights_.layer}))
      .second;
}

}  // namespace plexus
