#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>

// What the files of tensor layers are written with.

namespace plexus {

/// "MaxPooling2D" as Keras calls such a layer when nobody names it: "max_pooling2d".
std::string usual_name(std::string_view kind);

/// The one input of a layer that takes one. Throws Error, naming the layer, when there are others.
const Tensor& only_input(const LayerBuild& build, std::span<const Tensor> inputs);

/// Throws Error, naming the layer and the shape, unless a tensor has so many axes.
void require_axes(const LayerBuild& build, const Tensor& input, std::size_t axes, std::string_view wanted);

/// An axis as Keras counts it, with that of samples as 0, of a shape that has no such axis. Throws Error, naming the
/// layer, when it is that of samples.
std::int64_t element_axis(const LayerBuild& build, std::int64_t axis, const Shape& shape);

/// A mask that calls all of so many steps real.
primitive::Noise all_real(std::uint32_t steps);

/// A mask of steps, (steps), for tensors of this shape, (steps, ...): with axes of size 1 behind it.
Group over_steps(LayerBuild& build, const Group& mask, const Shape& shape);

/// The first letters of the alphabet, for the axes of an einsum. Throws Error for more than 20.
std::string letters(std::size_t count);

/// A group of what an operation makes, with a bias added, if there is one, and an activation.
struct Made {
  const Primitive& primitive;
  const std::vector<OperandOf>& operands;
  SharedParameter bias = nullptr;
  const ActivationName& activation;
};
Group activated(LayerBuild& build, const Made& made);

/// The same numbers after an activation of this name. Throws Error with the known names when there is none.
Group activated(LayerBuild& build, const Group& group, const ActivationName& activation);

/// Goes through the options of a layer, its name first.
template <class Options>
void visit_options(Options& options, OptionVisitor& visitor) {
  if constexpr (requires { options.name; }) visitor("name", options.name);
  options.visit(visitor);
}

/// Makes a layer of options and a function `Tensor build(LayerBuild&, const Options&, inputs)`, where `inputs` is a
/// `const Tensor&` for a layer of one input, else a `std::span<const Tensor>`; with the latter it may return several
/// outputs, a std::vector<Tensor>. Options may have a `name`.
template <class Options, class Build>
Layer make_layer(std::string_view kind, const Options& options, Build build) {
  std::string name = usual_name(kind);
  if constexpr (requires { options.name; })
    if (!options.name.empty()) name = options.name;
  const auto built = [options, build](LayerBuild& layer, std::span<const Tensor> inputs) -> std::vector<Tensor> {
    if constexpr (std::is_invocable_v<Build, LayerBuild&, const Options&, const Tensor&>) {
      return {build(layer, options, only_input(layer, inputs))};
    } else if constexpr (std::is_same_v<Tensor, std::invoke_result_t<Build, LayerBuild&, const Options&,
                                                                     std::span<const Tensor>>>) {
      return {build(layer, options, inputs)};
    } else {
      return build(layer, options, inputs);
    }
  };
  return Layer(std::make_shared<TensorLayer>(
      std::string(kind), std::move(name), built,
      [copy = Options(options)](OptionVisitor& visitor) mutable { visit_options(copy, visitor); }));
}

}  // namespace plexus
