#include <plexus/architect/make_layer.hpp>

#include <algorithm>
#include <cctype>
#include <optional>

#include <plexus/activation/activation.hpp>
#include <plexus/core/error.hpp>
#include <plexus/primitive/index_maps.hpp>

namespace plexus {
namespace {

// Functions over axes, which no unit can compute alone.
std::optional<Primitive> function_over_axes(std::string_view name) {
  if (name == "softmax") return primitive::Softmax{};
  if (name == "log_softmax") return primitive::Softmax{.axes = {-1}, .logarithm = true};
  if (name == "sparsemax") return primitive::Sparsemax{};
  return std::nullopt;
}

std::optional<Primitive> function_with_constants(std::string_view name) {
  const auto found = std::ranges::find(function_rows(), name, &FunctionRow::name);
  if (found == function_rows().end()) return std::nullopt;
  return primitive::Apply{found->function, {}};
}

}  // namespace

std::string usual_name(std::string_view kind) {
  std::string name;
  for (std::size_t i = 0; i < kind.size(); ++i) {
    const bool begins = std::isupper(static_cast<unsigned char>(kind[i])) != 0 && i > 0 &&
                        (std::islower(static_cast<unsigned char>(kind[i - 1])) != 0 ||
                         (i + 1 < kind.size() && std::islower(static_cast<unsigned char>(kind[i + 1])) != 0 &&
                          std::isdigit(static_cast<unsigned char>(kind[i - 1])) == 0));
    if (begins) name += '_';
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(kind[i])));
  }
  return name;
}

const Tensor& only_input(const LayerBuild& build, std::span<const Tensor> inputs) {
  if (inputs.size() != 1) throw Error("layer '", build.layer(), "' takes 1 input, got ", inputs.size());
  return inputs.front();
}

void require_axes(const LayerBuild& build, const Tensor& input, std::size_t axes, std::string_view wanted) {
  if (const Shape shape = input.shape(); shape.size() != axes)
    throw Error("layer '", build.layer(), "' expects the shape ", wanted, ", ", axes, axes == 1 ? " axis" : " axes",
                ", got ", in_words(shape));
}

std::int64_t element_axis(const LayerBuild& build, std::int64_t axis, const Shape& shape) {
  const auto rank = static_cast<std::int64_t>(shape.size());
  if (axis == 0 || axis == -rank - 1)
    throw Error("layer '", build.layer(), "': axis ", axis, " is that of samples, which stay apart");
  return axis_of(axis > 0 ? axis - 1 : axis, shape, build.layer().c_str());
}

primitive::Noise all_real(std::uint32_t steps) {
  return {.how = primitive::Drawing::bernoulli, .shape = {steps}, .first = 0, .second = 1, .otherwise = 1};
}

Group over_steps(LayerBuild& build, const Group& mask, const Shape& shape) {
  Shape wide(shape.size(), 1);
  wide.front() = shape_of(mask).front();
  return build.make(primitive::Gather{primitive::reshape(shape_of(mask), wide), 0}, {mask}, "mask");
}

std::string letters(std::size_t count) {
  constexpr std::string_view all = "abcdefghijklmnopqrst";
  if (count > all.size()) throw Error("a tensor has ", count, " axes, at most ", all.size(), " are possible");
  return std::string(all.substr(0, count));
}

Group activated(LayerBuild& build, const Made& made) {
  const auto unit = function_over_axes(made.activation) ? std::nullopt : find_keras_activation(made.activation);
  const Group group = build.make(made.primitive, made.operands, "", unit.value_or(Activation::identity));
  if (made.bias) operate_into(group, primitive::Combine{.to = shape_of(group)}, {made.bias});
  return unit ? group : activated(build, group, made.activation);
}

Group activated(LayerBuild& build, const Group& group, const ActivationName& activation) {
  if (const auto over_axes = function_over_axes(activation)) return build.make(*over_axes, {group});
  if (const auto unit = find_keras_activation(activation)) return build.make(primitive::Combine{}, {group}, "", *unit);
  if (const auto function = function_with_constants(activation)) return build.make(*function, {group});
  std::string known = "softmax, log_softmax, sparsemax, linear, sigmoid";
  for (const ActivationRow& each : activation_rows()) known += ", " + std::string(each.name);
  throw Error("layer '", build.layer(), "': no activation is called '", activation, "'; there are ", known);
}

}  // namespace plexus
