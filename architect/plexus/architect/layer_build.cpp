#include <plexus/architect/layer_build.hpp>

#include <algorithm>
#include <cmath>

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

std::vector<double> zeros(const Shape& shape, Random&) { return std::vector<double>(element_count(shape), 0.0); }
std::vector<double> ones(const Shape& shape, Random&) { return std::vector<double>(element_count(shape), 1.0); }

std::vector<double> glorot_uniform(const Shape& shape, Random& random) {
  double places = 1;
  for (std::size_t i = 0; i + 2 < shape.size(); ++i) places *= shape[i];
  const double in = shape.size() < 2 ? element_count(shape) : places * shape[shape.size() - 2],
               out = shape.empty() ? 1 : places * shape.back(), limit = std::sqrt(6 / (in + out));
  std::vector<double> values(element_count(shape));
  for (double& each : values) each = random.uniform(-limit, limit);
  return values;
}

}  // namespace plexus
