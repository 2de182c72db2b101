#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include <plexus/network/topology_parts.hpp>
#include <plexus/save/field.hpp>

// How operations are saved: each primitive by its name, and with the fields that it has here.

namespace plexus {

namespace primitive {

std::span<const std::string_view> saved_names(Combining);

template <class Archive>
void serialize(Archive& archive, Combine& combine) {
  field(archive, "how", combine.how);
}

template <class Archive>
void serialize(Archive& archive, Einsum& einsum) {
  field(archive, "equation", einsum.equation);
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
