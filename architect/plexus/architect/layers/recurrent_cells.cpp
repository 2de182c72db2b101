#include <plexus/architect/layers/recurrent_cells.hpp>

#include <algorithm>

#include <plexus/architect/make_layer.hpp>
#include <plexus/primitive/index_maps.hpp>

namespace plexus {
namespace {

using primitive::Apply;
using primitive::Combine;
using primitive::Combining;
using primitive::Einsum;

// Zeros, but ones for the second quarter, the forget gate.
std::vector<double> forget_at_one(const Shape& shape, Random& random) {
  std::vector<double> values = zeros(shape, random);
  const auto quarter = static_cast<std::ptrdiff_t>(values.size() / 4);
  std::fill(values.begin() + quarter, values.begin() + 2 * quarter, 1.0);
  return values;
}

// x times a kernel: "i,io->o"
const Einsum product{"i,io->o"};

Group slice(LayerBuild& layer, const Group& group, std::uint32_t first, std::uint32_t size, const char* part) {
  return layer.make(primitive::Gather{primitive::slice(shape_of(group), -1, first, size), 0}, {group}, part);
}

Group times(LayerBuild& layer, const Group& a, const Group& b, const char* part) {
  return layer.make(Combine{Combining::product, {}}, {a, b}, part);
}

}  // namespace

States step(LayerBuild& layer, const SimpleRNNOptions& options, const Group& x, const States& states) {
  const std::uint32_t units = options.units;
  const auto kernel = layer.weight("kernel", {shape_of(x).back(), units}, glorot_uniform);
  const auto recurrent = layer.weight("recurrent_kernel", {units, units}, orthogonal);
  const Group sum = layer.make(product, {x, kernel}, "sum");
  operate_into(sum, product, {states[0], recurrent});
  if (options.use_bias) operate_into(sum, Combine{}, {layer.weight("bias", {units}, zeros)});
  return {activated(layer, sum, options.activation)};
}

States step(LayerBuild& layer, const LSTMOptions& options, const Group& x, const States& states) {
  const std::uint32_t units = options.units;
  const auto kernel = layer.weight("kernel", {shape_of(x).back(), 4 * units}, glorot_uniform);
  const auto recurrent = layer.weight("recurrent_kernel", {units, 4 * units}, orthogonal);
  const Group all = layer.make(product, {x, kernel}, "gates");
  operate_into(all, product, {states[0], recurrent});
  if (options.use_bias)
    operate_into(all, Combine{}, {layer.weight("bias", {4 * units}, options.unit_forget_bias ? forget_at_one : zeros)});
  const auto gate = [&](std::uint32_t nth, const ActivationName& activation, const char* part) {
    return activated(layer, slice(layer, all, nth * units, units, part), activation);
  };
  const Group input = gate(0, options.recurrent_activation, "input_gate"),
              forget = gate(1, options.recurrent_activation, "forget_gate"),
              candidate = gate(2, options.activation, "candidate"),
              output = gate(3, options.recurrent_activation, "output_gate");
  const Group cell = times(layer, forget, states[1], "cell");
  operate_into(cell, Combine{Combining::product, {}}, {input, candidate});
  return {times(layer, output, activated(layer, cell, options.activation), "output"), cell};
}

States step(LayerBuild& layer, const GRUOptions& options, const Group& x, const States& states) {
  const std::uint32_t units = options.units;
  const Group& before = states[0];
  const auto kernel = layer.weight("kernel", {shape_of(x).back(), 3 * units}, glorot_uniform);
  const auto recurrent = layer.weight("recurrent_kernel", {units, 3 * units}, orthogonal);
  const Group given = layer.make(product, {x, kernel}, "given");
  const Shape bias_shape = options.reset_after ? Shape{2, 3 * units} : Shape{3 * units};
  const auto bias = options.use_bias ? layer.weight("bias", bias_shape, zeros) : nullptr;
  const auto add_bias = [&](const Group& to, std::uint32_t row, std::uint32_t first, std::uint32_t size) {
    if (!bias) return;
    primitive::IndexMap map{{}, {size}};
    for (std::uint32_t i = 0; i < size; ++i) map.from.push_back(row * 3 * units + first + i);
    operate_into(to, primitive::Gather{std::move(map), 0}, {bias});
  };
  // The columns of the recurrent kernel for the gates, and for the candidate.
  const auto columns = [&](std::uint32_t first, std::uint32_t size) {
    return layer.make(primitive::Gather{primitive::slice({units, 3 * units}, -1, first, size), 0}, {recurrent}, "part");
  };
  add_bias(given, 0, 0, 3 * units);
  const Group recalled = layer.make(product, {before, columns(0, 2 * units)}, "recalled");
  if (options.reset_after) add_bias(recalled, 1, 0, 2 * units);
  const auto gate = [&](std::uint32_t nth, const char* part) {
    const Group sum = slice(layer, given, nth * units, units, part);
    operate_into(sum, primitive::Gather{primitive::slice({2 * units}, -1, nth * units, units), 0}, {recalled});
    return activated(layer, sum, options.recurrent_activation);
  };
  const Group update = gate(0, "update_gate"), reset = gate(1, "reset_gate");
  const Group candidate = slice(layer, given, 2 * units, units, "candidate");
  if (options.reset_after) {
    const Group past = layer.make(product, {before, columns(2 * units, units)}, "past");
    add_bias(past, 1, 2 * units, units);
    operate_into(candidate, Combine{Combining::product, {}}, {reset, past});
  } else {
    operate_into(candidate, product, {times(layer, reset, before, "reset"), columns(2 * units, units)});
  }
  const Group renewed = activated(layer, candidate, options.activation);
  const Group rest = layer.make(Apply{Function::affine, {-1, 1}}, {update}, "rest");
  const Group output = times(layer, update, before, "output");
  operate_into(output, Combine{Combining::product, {}}, {rest, renewed});
  return {output};
}

}  // namespace plexus
