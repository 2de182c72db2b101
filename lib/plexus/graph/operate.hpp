#pragma once

#include <variant>
#include <vector>

#include <plexus/graph/group.hpp>
#include <plexus/graph/parameter.hpp>
#include <plexus/primitive/primitive.hpp>

namespace plexus {

/// What a primitive is given: a group, in its shape, or a parameter.
using OperandOf = std::variant<Group, SharedParameter>;

/// The shape of a group: as it was made, or one axis of all its units.
Shape shape_of(const Group& group);

/// A new group of units without biases, which holds what a primitive makes of these operands: output =
/// activation(made). The graphs of the operands become one. Throws Error when the primitive takes no such operands, or
/// no group is among them.
Group operate(const Primitive& primitive, const std::vector<OperandOf>& operands,
              const GroupOptions& options = {.activation = Activation::identity});

/// Adds what a primitive makes to the states of a group that is there. Throws Error also when the shape is another.
void operate_into(const Group& result, const Primitive& primitive, const std::vector<OperandOf>& operands);

/// A group of units in this shape, without anything that reaches them: an input.
Group shaped_group(const Shape& shape, const GroupOptions& options = {.activation = Activation::identity});

}  // namespace plexus
