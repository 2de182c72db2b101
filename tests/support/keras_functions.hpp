#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include <plexus/primitive/slices.hpp>

#include "keras_golden.hpp"
#include "primitive_run.hpp"

// What Keras computed, as operands of primitives. keras_golden.hpp reads the files of layers.

namespace plexus::testing {

/// A tensor whose first axis is that of samples.
Given keras_group(const nlohmann::json& tensor);

/// A tensor of parameters, with sizes of 1 along all axes of `shape` but those that are named, in order.
Given keras_parameter(const nlohmann::json& tensor, const Shape& shape, const Axes& axes);

/// The "axis" of a configuration, a number or a list, without the axis of samples; -1 unless it says something.
Axes keras_axes(const nlohmann::json& config);

/// How many samples a tensor has.
std::size_t keras_batch(const nlohmann::json& tensor);

/// Checks that numbers are those of a list of Keras's, within a tolerance, absolute or relative.
void check_keras_numbers(const std::vector<double>& got, const nlohmann::json& want, double tolerance = 1e-9);

/// Checks the outputs of a case, and the gradients for its input and for `scale` and `offset`, against
/// `primitive(operands) * scale + offset`; without them, against the primitive alone. Gives the run, after both.
PrimitiveRun<double> check_keras_case(const nlohmann::json& expected, const Primitive& primitive,
                                      const std::vector<Given>& operands, const std::vector<Given>& scale_and_offset,
                                      const Pass& pass = {});

}  // namespace plexus::testing
