#include <plexus/primitive/primitive.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include <plexus/core/error.hpp>

namespace plexus {
namespace {

// In the order of the alternatives.
constexpr std::array<std::string_view, std::variant_size_v<Primitive>> names{
    "apply",  "batch_normalize", "combine", "convolution", "einsum",    "foreign",
    "gather", "linear",          "lookup",  "noise",       "normalize", "pool",
    "reduce", "scatter",         "select",  "softmax",     "sparsemax", "transposed_convolution"};

template <std::size_t... nth>
Primitive usual(std::size_t index, std::index_sequence<nth...>) {
  Primitive made;
  ((nth == index ? void(made.emplace<nth>()) : void()), ...);
  return made;
}

}  // namespace

std::string_view name_of(const Primitive& primitive) { return names[primitive.index()]; }

Primitive primitive_named(std::string_view name) {
  std::string known;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return usual(i, std::make_index_sequence<names.size()>());
    known += (i == 0 ? "" : ", ") + std::string(names[i]);
  }
  throw Error("no primitive is called '", name, "'; there are ", known);
}

Shape result_shape(const Primitive& primitive, std::span<const Shape> operands) {
  return std::visit([&](const auto& each) { return result_shape(each, operands); }, primitive);
}

SharedRoutine make_ready(const Primitive& primitive, std::span<const Shape> operands, const Shape& result) {
  return std::visit([&](const auto& each) { return make_ready(each, operands, result); }, primitive);
}

}  // namespace plexus
