#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include <plexus/network/topology_parts.hpp>
#include <plexus/save/field.hpp>

// How operations are saved: each primitive by its name, and with the fields that it has here.

namespace plexus {

std::span<const std::string_view> saved_names(Function);

namespace primitive {

std::span<const std::string_view> saved_names(Combining);
std::span<const std::string_view> saved_names(Drawing);
std::span<const std::string_view> saved_names(Normalizing);
std::span<const std::string_view> saved_names(Pooling);
std::span<const std::string_view> saved_names(Reducing);

template <class Archive>
void serialize(Archive& archive, Pads& saved) {
  field(archive, "before", saved.before);
  field(archive, "after", saved.after);
}

template <class Archive>
void serialize(Archive& archive, Sliding& saved) {
  field(archive, "stride", saved.stride);
  field(archive, "dilation", saved.dilation);
  field(archive, "pads", saved.pads);
}

template <class Archive>
void serialize(Archive& archive, TransposedSliding& saved) {
  field(archive, "sliding", saved.sliding);
  field(archive, "extra", saved.extra);
}

template <class Archive>
void serialize(Archive& archive, Window& saved) {
  field(archive, "start", saved.start);
  field(archive, "end", saved.end);
}

template <class Archive>
void serialize(Archive& archive, Term& saved) {
  field(archive, "from", saved.from);
  field(archive, "to", saved.to);
  field(archive, "coefficient", saved.coefficient);
}

template <class Archive>
void serialize(Archive& archive, IndexMap& saved) {
  field(archive, "from", saved.from);
  field(archive, "shape", saved.shape);
}

template <class Archive>
void serialize(Archive& archive, Apply& saved) {
  field(archive, "function", saved.function);
  field(archive, "constants", saved.constants, Numbers::any);  // there may be no upper bound; NaN is refused later
}

template <class Archive>
void serialize(Archive& archive, BatchNormalize& saved) {
  field(archive, "axis", saved.axis);
  field(archive, "momentum", saved.momentum);
  field(archive, "epsilon", saved.epsilon);
  field(archive, "frozen", saved.frozen);
}

template <class Archive>
void serialize(Archive& archive, Combine& saved) {
  field(archive, "how", saved.how);
  field(archive, "to", saved.to);
}

template <class Archive>
void serialize(Archive& archive, Convolution& saved) {
  field(archive, "axes", saved.axes);
  field(archive, "groups", saved.groups);
}

template <class Archive>
void serialize(Archive& archive, Einsum& saved) {
  field(archive, "equation", saved.equation);
}

template <class Archive>
void serialize(Archive& archive, Foreign& saved) {
  field(archive, "name", saved.name);
}

template <class Archive>
void serialize(Archive& archive, Gather& saved) {
  field(archive, "map", saved.map);
  field(archive, "fill", saved.fill);
}

template <class Archive>
void serialize(Archive& archive, Linear& saved) {
  field(archive, "axis", saved.axis);
  field(archive, "size", saved.size);
  field(archive, "terms", saved.terms);
}

template <class Archive>
void serialize(Archive&, Lookup&) {}

template <class Archive>
void serialize(Archive& archive, Noise& saved) {
  field(archive, "how", saved.how);
  field(archive, "shape", saved.shape);
  field(archive, "first", saved.first);
  field(archive, "second", saved.second);
  field(archive, "otherwise", saved.otherwise);
  field(archive, "number", saved.number);
}

template <class Archive>
void serialize(Archive& archive, Normalize& saved) {
  field(archive, "how", saved.how);
  field(archive, "axes", saved.axes);
  field(archive, "epsilon", saved.epsilon);
}

template <class Archive>
void serialize(Archive& archive, Pool& saved) {
  field(archive, "how", saved.how);
  field(archive, "axes", saved.axes);
}

template <class Archive>
void serialize(Archive& archive, Reduce& saved) {
  field(archive, "how", saved.how);
  field(archive, "axes", saved.axes);
  field(archive, "keep_axes", saved.keep_axes);
}

template <class Archive>
void serialize(Archive& archive, Scatter& saved) {
  field(archive, "map", saved.map);
  field(archive, "whole", saved.whole);
}

template <class Archive>
void serialize(Archive&, Select&) {}

template <class Archive>
void serialize(Archive& archive, Softmax& saved) {
  field(archive, "axes", saved.axes);
  field(archive, "logarithm", saved.logarithm);
}

template <class Archive>
void serialize(Archive& archive, Sparsemax& saved) {
  field(archive, "axis", saved.axis);
}

template <class Archive>
void serialize(Archive& archive, TransposedConvolution& saved) {
  field(archive, "axes", saved.axes);
  field(archive, "groups", saved.groups);
}

}  // namespace primitive

template <class Archive>
void serialize(Archive& archive, OperandSource& operand) {
  field(archive, "parameter", operand.parameter);
  field(archive, "index", operand.index);
}

template <class Archive>
void serialize(Archive& archive, Operation& operation) {
  std::string name(name_of(operation.primitive));
  field(archive, "primitive", name);
  if constexpr (Archive::is_loading::value) operation.primitive = primitive_named(name);
  std::visit([&](auto& each) { field(archive, "settings", each); }, operation.primitive);
  field(archive, "operands", operation.operands);
  field(archive, "result", operation.result);
}

template <class Archive>
void serialize(Archive& archive, ParameterTensor& tensor) {
  field(archive, "name", tensor.name);
  field(archive, "id", tensor.id);
  field(archive, "shape", tensor.shape);
  field(archive, "trainable", tensor.trainable);
}

}  // namespace plexus
