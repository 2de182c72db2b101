#include <plexus/primitive/primitive.hpp>

#include <array>

namespace plexus {

std::string_view name_of(const Primitive& primitive) {
  static constexpr std::array<std::string_view, std::variant_size_v<Primitive>> names{
      "apply",     "batch_normalize", "combine", "einsum",  "foreign",  "noise",
      "normalize", "reduce",          "select",  "softmax", "sparsemax"};
  return names[primitive.index()];
}

Shape result_shape(const Primitive& primitive, std::span<const Shape> operands) {
  return std::visit([&](const auto& each) { return result_shape(each, operands); }, primitive);
}

SharedRoutine make_ready(const Primitive& primitive, std::span<const Shape> operands, const Shape& result) {
  return std::visit([&](const auto& each) { return make_ready(each, operands, result); }, primitive);
}

}  // namespace plexus
