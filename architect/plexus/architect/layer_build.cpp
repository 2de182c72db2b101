#include <plexus/architect/layer_build.hpp>

#include <algorithm>

#include <plexus/core/error.hpp>
#include <plexus/parameter/initializer.hpp>

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

SharedParameter LayerBuild::weight(const std::string& name, const Shape& shape, const Initial& initial,
                                   bool trainable) {
  const auto found = std::ranges::find(weights_.all, name, &std::pair<std::string, SharedParameter>::first);
  if (found == weights_.all.end())
    return weights_.all
        .emplace_back(name, make_parameter({.name = name,
                                            .shape = shape,
                                            .values = {},
                                            .trainable = trainable,
                                            .id = {},
                                            .layer = weights_.layer,
                                            .draw = initial}))
        .second;
  if (found->second->shape != shape)
    throw Error("layer '", layer(), "': its weight '", name, "' was made with the shape ",
                in_words(found->second->shape), ", and this use needs ", in_words(shape),
                "; give it inputs of one shape, or use another layer");
  return found->second;
}

std::vector<double> zeros(const Shape& shape, Random& random) {
  return initial_values(initializer::Zeros{}, shape, random);
}
std::vector<double> ones(const Shape& shape, Random& random) {
  return initial_values(initializer::Ones{}, shape, random);
}
std::vector<double> small_uniform(const Shape& shape, Random& random) {
  return initial_values(initializer::RandomUniform{}, shape, random);
}
std::vector<double> glorot_uniform(const Shape& shape, Random& random) {
  return initial_values(initializer::GlorotUniform{}, shape, random);
}
std::vector<double> orthogonal(const Shape& shape, Random& random) {
  return initial_values(initializer::Orthogonal{}, shape, random);
}

}  // namespace plexus
