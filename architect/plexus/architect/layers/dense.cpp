#include <plexus/architect/layers/dense.hpp>

#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

Tensor build(LayerBuild& layer, const DenseOptions& options, const Tensor& x) {
  const Shape shape = x.shape();
  if (shape.empty()) throw Error("layer '", layer.layer(), "' expects at least 1 axis, got ", in_words(shape));
  const std::string places = letters(shape.size() - 1);
  const auto kernel = layer.weight("kernel", {shape.back(), options.units}, glorot_uniform);
  const auto bias = options.use_bias ? layer.weight("bias", {options.units}, zeros) : nullptr;
  const primitive::Einsum product{places + "Y,YZ->" + places + "Z"};
  return {activated(layer, {product, {x.group, kernel}, bias, options.activation}), x.mask};
}

}  // namespace

void DenseOptions::visit(OptionVisitor& visitor) {
  visitor("units", units);
  visitor("activation", activation);
  visitor("use_bias", use_bias);
}

Layer Dense(std::size_t units, GroupOptions options) {
  if (units == 0) throw Error("Dense: needs at least 1 unit, got 0");
  if (options.name.empty()) options.name = "dense";
  return Group(units, options);
}

Layer Dense(const DenseOptions& options) { return make_layer("Dense", options, build); }

}  // namespace plexus
